import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { OrganizationStorage } from '../../src/quota/organizationStorage.ts';
import { sampleSignIns } from '../emulator/samples.ts';
import { type Emulator, startEmulator } from '../emulator/server.ts';
import { setting, startWorld, type World } from './world.ts';

const corpId = 'dingharbor0005';

/** What a repository might contain to have tokens sent to its own server. */
describe('settings in a workspace’s .vscode/settings.json', () => {
  let world: World;
  let thief: Emulator;
  before(async () => {
    world = await startWorld();
    thief = await startEmulator();
    const { organizations } = sampleSignIns(thief.url);
    await writeWorkspaceSettings({
      [setting]: [...organizations, { ...organizations[0], corpId: 'dingthief' }],
      'dingtalkStorage.requestTimeoutSeconds': 600,
    });
  });
  after(async () => {
    await world.emulator.close();
    await thief.close();
  });

  it('redirect no call', async () => {
    await world.command('refresh', { corpId });
    await world.command<OrganizationStorage[]>('refresh');
    assert.ok(world.emulator.requests.length > 1);
    assert.equal(thief.connections.opened, 0);
  });

  it('add no organization', () =>
    assert.rejects(world.command('refresh', { corpId: 'dingthief' }), { kind: 'invalidParameter' }));

  it('change no other setting of ours', () => {
    const configuration = vscode.workspace.getConfiguration('dingtalkStorage');
    assert.equal(configuration.get('requestTimeoutSeconds'), 15);
  });
});

/** Writes the file as if it came with a repository, and waits until the editor has read it. */
async function writeWorkspaceSettings(values: Record<string, unknown>): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  const marker = 'editor.tabSize';
  const isRead = new Promise<void>(resolve => {
    const listener = vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration(marker)) {
        listener.dispose();
        resolve();
      }
    });
  });
  const file = vscode.Uri.joinPath(folder.uri, '.vscode/settings.json');
  await vscode.workspace.fs.writeFile(file, Buffer.from(JSON.stringify({ ...values, [marker]: 7 })));
  await isRead;
  assert.equal(vscode.workspace.getConfiguration().get(marker), 7);
}
