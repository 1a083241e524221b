import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { OrganizationStorage } from '../../src/quota/organizationStorage.ts';
import { sampleSignIns } from '../emulator/samples.ts';
import { configure, startWorld, type World } from './world.ts';

/** A caller gets what the contract says, and no question; a person is told in a message, see the UI tests. */
describe('nothing configured', () => {
  before(() => configure(undefined));

  it('Refresh gives an empty list, to a caller with an argument and without', async () => {
    assert.deepEqual(await vscode.commands.executeCommand('dingtalkStorage.refresh', {}), []);
    assert.deepEqual(await vscode.commands.executeCommand('dingtalkStorage.refresh'), []);
  });

  it('the filter, the order and the lookups take what a caller says', async () => {
    await vscode.commands.executeCommand('dingtalkStorage.filterOrganizations', { text: 'a' });
    await vscode.commands.executeCommand('dingtalkStorage.clearFilter', {});
    await vscode.commands.executeCommand('dingtalkStorage.sortOrganizations', { by: 'configured' });
    await vscode.commands.executeCommand('dingtalkStorage.clearLookups', {});
    await vscode.commands.executeCommand('dingtalkStorage.showLowOnStorage', {});
    await vscode.commands.executeCommand('dingtalkStorage.clearFilter', {});
  });

  it('what names an organization is refused with the field', async () => {
    for (const command of [
      'refresh',
      'setCredential',
      'clearCredential',
      'removeOrganization',
      'copyAsMarkdown',
    ]) {
      await assert.rejects(
        Promise.resolve(vscode.commands.executeCommand(`dingtalkStorage.${command}`, { corpId: 'nobody' })),
        { kind: 'invalidParameter', message: /not a configured organization/ },
        command,
      );
    }
  });
});

describe('one organization that fails', () => {
  let world: World;
  before(async () => {
    world = await startWorld();
    const { organizations } = sampleSignIns(world.emulator.url);
    await configure(organizations.filter(({ corpId }) => /acme|pinecone/.test(corpId)));
  });
  after(() => world.emulator.close());

  it('does not keep Refresh from giving the others, though a message tells of it', async () => {
    for (const argument of [undefined, {}]) {
      const storages = await world.command<OrganizationStorage[]>('refresh', argument);
      assert.deepEqual(
        storages.map(({ corpId }) => corpId),
        ['dingacme0001'],
      );
    }
  });
});
