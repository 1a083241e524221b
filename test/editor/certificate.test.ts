import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { DingTalkError } from '../../src/dingtalk/errors.ts';
import { explain } from '../../src/organizations/failures/explain.ts';
import { authorities, transports, trust, useSettings, withSettings } from './network.ts';
import { startWorld } from './world.ts';

const corpId = 'dingharbor0005';
const { company, stranger } = authorities();

/** Whether this editor gets the system's authorities from Node, which on Linux reads `SSL_CERT_FILE`. */
const readsSystemStore =
  process.platform === 'linux' && vscode.workspace.getConfiguration('http').get('systemCertificatesNode');

for (const { name, settings } of transports) {
  describe(`a certificate of a private authority (${name})`, () => {
    useSettings(() => settings);

    it('is refused, with the setting that helps', async () => {
      const world = await startWorld({ tls: stranger.server });
      try {
        await assert.rejects(world.command('refresh', { corpId }), error => {
          const failure = error as DingTalkError;
          assert.equal(failure.kind, 'certificate');
          assert.match(explain(failure).sentence, /http\.systemCertificates/);
          return true;
        });
        assert.equal(world.emulator.requests.length, 0);
      } finally {
        await world.emulator.close();
      }
    });

    it('is accepted when Node was told of the authority, and the editor leaves it to Node', () =>
      withSettings(trust, accepts));

    it('is accepted when the authority is one of the system', function () {
      if (!readsSystemStore) return this.skip();
      return accepts();
    });
  });
}

async function accepts(): Promise<void> {
  const world = await startWorld({ tls: company.server });
  try {
    await world.command('refresh', { corpId });
    assert.equal(world.emulator.requests.length, 1);
  } finally {
    await world.emulator.close();
  }
}
