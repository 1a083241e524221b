import assert from 'node:assert/strict';
import diagnostics from 'node:diagnostics_channel';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { AuditRun } from '../../src/audit/run/runWithProgress.ts';
import { webviews } from '../../src/ids.ts';
import { startEmulator } from '../emulator/server.ts';
import { withFolder } from '../support/withFolder.ts';
import { eventually } from '../ui/support/eventually.ts';
import { configure } from './world.ts';

const corpId = 'sample dingacme0001';
/** Finance, of which the folder 2026 does not inherit. */
const spaceId = '26810061930';
/** Where Node tells of each request that leaves, by `http` and by `fetch`. */
const channels = ['http.client.request.start', 'undici:request:create'];

describe('sample data, in a profile without organizations', () => {
  let requests = 0;
  const count = () => {
    requests++;
  };
  before(async () => {
    for (const channel of channels) diagnostics.subscribe(channel, count);
    await configure(undefined);
    await command('exploreSamples');
  });
  after(async () => {
    for (const channel of channels) diagnostics.unsubscribe(channel, count);
    await command('removeSamples');
  });

  function command<T>(name: string, argument?: object): Thenable<T> {
    return vscode.commands.executeCommand(`dingtalkStorage.${name}`, argument);
  }

  it('audits a space, shows, exports and compares it, and asks again, without a request', () =>
    withFolder(async folder => {
      const whole = await command<AuditRun>('auditSpace', { corpId, spaceId });
      assert.equal(whole.state, 'finished');
      assert.equal(whole.answered, whole.total);
      assert.ok(whole.total > 10, `${whole.total} files`);
      assert.ok((whole.counts.BREAK ?? 0) > 0 && (whole.counts.PASS_ON ?? 0) > 0);

      await command('showAudit', { auditId: whole.auditId });
      await eventually(() => {
        const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
        assert.ok(input instanceof vscode.TabInputWebview && input.viewType.endsWith(webviews.audit));
      });

      const exported = async (format: string) => {
        const file = path.join(folder, `audit.${format}`);
        await command('exportAudit', { auditId: whole.auditId, format, file });
        return readFile(file, 'utf8');
      };
      const { audit } = JSON.parse(await exported('json'));
      assert.deepEqual([audit.corpId, audit.organization], [corpId, 'Acme (sample)']);
      assert.match(await exported('markdown'), /Acme \(sample\)/);
      assert.equal((await exported('csv')).trim().split('\r\n').length, whole.total + 1);

      const part = await command<AuditRun>('auditSpace', { corpId, spaceId, folder: '/Budgets' });
      assert.ok(part.total < whole.total);
      const changes = await command<Record<string, number>>('compareAudits', {
        auditIds: [whole.auditId, part.auditId],
      });
      assert.deepEqual(
        [changes.unchanged, changes.leftOut, changes.newlyBroken],
        [part.total, whole.total - part.total, 0],
      );

      const dentryUuids = ['Qnp9zOoBVBDEydnQU1rPR3vZ81DK0g6l', 'NoSuchFile00000000000000000000000'];
      const files = await command<AuditRun>('auditInheritance', { corpId, dentryUuids });
      assert.deepEqual(files.counts, { PASS_ON: 1, notFound: 1 });
      const again = await command<AuditRun>('askAgainAboutFailures', { auditId: files.auditId });
      assert.deepEqual([again.state, again.counts], ['finished', files.counts]);
      assert.equal(requests, 0);

      await command('removeSamples');
      await eventually(() =>
        assert.rejects(async () => command('showAuditAsText', { auditId: whole.auditId })),
      );
    }));

  it('would be caught at a request', async () => {
    const emulator = await startEmulator();
    await fetch(emulator.url).then(response => response.text());
    await emulator.close();
    assert.ok(requests > 0);
  });
});
