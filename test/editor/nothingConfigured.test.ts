import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { configure } from './world.ts';

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
