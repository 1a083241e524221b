import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { registerTools } from './assistants/registerTools.ts';
import { startAudits } from './audit/startAudits.ts';
import { Audits } from './audit/store/auditStore.ts';
import { openBudget } from './budget/openBudget.ts';
import { startApiUsage } from './budget/startApiUsage.ts';
import { startBackgroundRefresh } from './budget/startBackgroundRefresh.ts';
import type { Fetch } from './dingtalk/wire/http.ts';
import { Commands } from './editor/commands.ts';
import { setContextKeys } from './editor/contextKeys.ts';
import { createCallOptions } from './editor/network/callOptions.ts';
import { onDidChangeSetting } from './editor/settings.ts';
import { commands, settings } from './ids.ts';
import { Lookups } from './inheritance/lookups.ts';
import { startInheritance } from './inheritance/startInheritance.ts';
import { openOrganizations } from './organizations/openOrganizations.ts';
import type { Organizations } from './organizations/organizations.ts';
import { startOrganizationCommands } from './organizations/startOrganizationCommands.ts';
import { readFormat } from './quota/formatSettings.ts';
import { startQuota } from './quota/startQuota.ts';
import { quotaText } from './quota/words.ts';
import { sampleOrganizations } from './samples/organizations.ts';
import { areSamplesShown, registerSampleCommands } from './samples/sampleCommands.ts';

/** What the editor waits for, some seconds at most, before it ends this process. */
const endings: (() => Promise<void>)[] = [];

export async function deactivate(): Promise<void> {
  await Promise.all(endings.splice(0).map(end => end()));
}

/** Wires the parts together. It reads settings and state, and makes no request. */
export function activate(context: vscode.ExtensionContext): void {
  if (vscode.l10n.bundle !== undefined) {
    l10n.config({ contents: vscode.l10n.bundle });
  }
  const { extension, secrets, globalState: state, extensionUri } = context;
  const folder = context.globalStorageUri.fsPath;
  const { version } = extension.packageJSON as { version: string };
  const log = vscode.window.createOutputChannel('DingTalk Storage', { log: true });
  const budget = openBudget(folder, log);
  const callOptions = createCallOptions(version, log, budget.meter);
  const samples = { read: () => (areSamplesShown(state) ? sampleOrganizations : []), fetch: sampleFetch };
  const signedIn = openOrganizations({ secrets, state, callOptions, samples });
  const { organizations, credentials, api } = signedIn;
  const lookups = new Lookups(state);
  const audits = new Audits(path.join(folder, 'audits'));
  const registry = new Commands(log, async (failure, retry) => {
    const { showFailure } = await import('./organizations/failures/showFailure.ts');
    await showFailure(failure, organizations, retry);
  });
  registry.register(commands.showLog, { prepare: () => true, run: () => log.show() });

  // Before there are views: they must not flash a welcome that does not hold.
  keepContextKeys(organizations, lookups);
  const inheritance = startInheritance(registry, {
    organizations,
    lookups,
    api,
    state,
    dentriesOf: async corpId => (await import('./samples/dentries.ts')).sampleDentries(corpId),
  });
  const quota = startQuota(registry, { organizations, credentials, api, state, budget });
  startOrganizationCommands(registry, { ...signedIn, extension, secrets, callOptions, figures: quota });
  registerSampleCommands(registry, state, organizations);
  const apiUsage = startApiUsage(registry, budget, organizations, extensionUri);
  const backgroundRefresh = startBackgroundRefresh({ budget, organizations, quota });
  const auditing = startAudits(registry, {
    audits,
    organizations,
    api,
    state,
    budget,
    lookups,
    extensionUri,
  });
  // Calls that are under way still leave their line in the log.
  endings.push(() => auditing.end().finally(() => log.dispose()));

  const usable = () => organizations.usable;
  const tools = registerTools(
    {
      organizations: usable,
      known: corpId => quota.store.get(corpId),
      ask: organization => quota.store.refresh(organization),
      quotaText: figures => quotaText(figures, readFormat()),
    },
    async () => {
      const [{ readDentryUuid }, { modeSentence }] = await Promise.all([
        import('./dingtalk/dentryUuid.ts'),
        import('./inheritance/words.ts'),
      ]);
      return { organizations: usable, readDentryUuid, ask: inheritance.ask, modeSentence };
    },
  );
  const settingChanged = onDidChangeSetting(settings.organizations, () => organizations.reload());
  const secretsChanged = secrets.onDidChange(async ({ key }) => {
    const corpId = await credentials.changedElsewhere(key);
    if (corpId !== undefined) {
      quota.startOver(corpId);
    }
  });
  const parts = [registry, inheritance, quota, apiUsage, backgroundRefresh, auditing, tools];
  context.subscriptions.push(...parts, settingChanged, secretsChanged);
}

const sampleFetch: Fetch = async (url, init) => (await import('./samples/fetch.ts')).sampleFetch(url, init);

/** Sets what the welcome texts, the walkthrough and the palette depend on, now and whenever it changes. */
function keepContextKeys(organizations: Organizations, lookups: Lookups): void {
  const update = () => {
    const hasLookups = lookups.all.length > 0;
    const hasOrganizations = organizations.entries.length > 0;
    const hasSamples = organizations.samples.length > 0;
    setContextKeys({ hasLookups, isEmpty: !hasOrganizations && !hasSamples, hasOrganizations, hasSamples });
  };
  organizations.onDidChange(update);
  lookups.onDidChange(update);
  update();
}
