import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { Audits, auditsFolder } from './audit/store/auditStore.ts';
import { openBudget } from './budget/openBudget.ts';
import type { Fetch } from './dingtalk/wire/http.ts';
import { Commands } from './editor/commands.ts';
import { createCallOptions } from './editor/network/callOptions.ts';
import { commands } from './ids.ts';
import { Lookups } from './inheritance/lookups.ts';
import { openOrganizations } from './organizations/openOrganizations.ts';
import { steadyState } from './organizations/state.ts';
import { sampleOrganizations } from './samples/organizations.ts';
import { areSamplesShown } from './samples/sampleCommands.ts';

export type Shared = ReturnType<typeof openShared>;

/** What several features use: organizations and the way to DingTalk, what is stored, and the commands. */
export function openShared(context: vscode.ExtensionContext) {
  if (vscode.l10n.bundle !== undefined) {
    l10n.config({ contents: vscode.l10n.bundle });
  }
  const { extension, secrets, extensionUri } = context;
  const state = steadyState(context.globalState);
  const folder = context.globalStorageUri.fsPath;
  const { version } = extension.packageJSON as { version: string };
  const log = vscode.window.createOutputChannel('DingTalk Storage', { log: true });
  const budget = openBudget(folder, log);
  const callOptions = createCallOptions(version, log, budget.meter);
  const samples = { read: () => (areSamplesShown(state) ? sampleOrganizations : []), fetch: sampleFetch };
  const signedIn = openOrganizations({ secrets, state, callOptions, samples });
  const { organizations } = signedIn;
  const lookups = new Lookups(state);
  const audits = new Audits(auditsFolder(folder));
  const registry = new Commands(log, async (failure, retry, edit) => {
    const { showFailure } = await import('./organizations/failures/showFailure.ts');
    await showFailure(failure, organizations, retry, edit);
  });
  registry.register(commands.showLog, { prepare: () => true, run: () => log.show() });
  return {
    ...signedIn,
    extension,
    secrets,
    state,
    extensionUri,
    folder,
    log,
    budget,
    callOptions,
    registry,
    lookups,
    audits,
  };
}

const sampleFetch: Fetch = async (url, init) => (await import('./samples/fetch.ts')).sampleFetch(url, init);
