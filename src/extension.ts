import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { registerTools } from './assistants/registerTools.ts';
import { AuditRows } from './audit/result/auditRows.ts';
import { startAudits } from './audit/startAudits.ts';
import { Audits } from './audit/store/auditStore.ts';
import { openBudget } from './budget/openBudget.ts';
import { createApiUsage } from './budget/showApiUsage.ts';
import { startBackgroundRefresh } from './budget/startBackgroundRefresh.ts';
import { readDentryUuid } from './dingtalk/dentryUuid.ts';
import { createCallOptions } from './editor/callOptions.ts';
import { Commands } from './editor/commands.ts';
import { setContextKeys } from './editor/contextKeys.ts';
import { commands, settings } from './ids.ts';
import type { Lookups } from './inheritance/lookups.ts';
import { startInheritance } from './inheritance/startInheritance.ts';
import { modeSentence } from './inheritance/words.ts';
import { showFailure } from './organizations/failures/showFailure.ts';
import { openOrganizations } from './organizations/openOrganizations.ts';
import { isSample } from './organizations/organization.ts';
import type { Organizations } from './organizations/organizations.ts';
import { registerOrganizationCommands } from './organizations/registerOrganizationCommands.ts';
import { readFormat } from './quota/readFormat.ts';
import { startQuota } from './quota/startQuota.ts';
import { quotaText } from './quota/words.ts';
import { sampleFetch } from './samples/fetch.ts';
import { sampleDentries, sampleOrganizations } from './samples/organizations.ts';
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
  const { extension, secrets, globalState: state } = context;
  const folder = context.globalStorageUri.fsPath;
  const { version } = extension.packageJSON as { version: string };
  const log = vscode.window.createOutputChannel('DingTalk Storage', { log: true });
  const budget = openBudget(folder, log);
  const callOptions = createCallOptions(version, log, budget.meter);
  const samples = { read: () => (areSamplesShown(state) ? sampleOrganizations : []), fetch: sampleFetch };
  const signedIn = openOrganizations({ secrets, state, callOptions, samples });
  const { organizations, credentials, accessTokens, api } = signedIn;
  const registry = new Commands(log, (failure, retry) => void showFailure(failure, organizations, retry));
  registry.register(commands.showLog, { complete: () => true, run: () => log.show() });

  const audits = new Audits(path.join(folder, 'audits'), Date.now, () => inheritance.redraw());
  // First, as it sets the keys before there are views: they must not flash a welcome that does not hold.
  const inheritance = startInheritance(registry, {
    organizations,
    api,
    state,
    dentriesOf: sampleDentries,
    guest: new AuditRows(audits, vscode.env.language),
    onLookups: lookups => setKeys(organizations, lookups),
  });
  const { lookups, ask } = inheritance;

  const { factsOf: usageFacts, budgetFor } = budget;
  const quota = startQuota(registry, { organizations, credentials, api, state, usageFacts });
  const { store, view } = quota;
  registerOrganizationCommands(registry, {
    ...signedIn,
    extension,
    secrets,
    callOptions,
    view,
    onVerified: (organization, partitions) => store.accept(organization, partitions),
    onNotStored: () => store.retain(organizations.usable),
    onSignInChanged: quota.startOver,
  });
  registerSampleCommands(registry, state, () => {
    setKeys(organizations, lookups);
    view.redraw();
    if (organizations.samples.length === 0) {
      lookups.remove(lookups.all.filter(isSample));
    }
  });

  const apiUsage = createApiUsage(budget, organizations, context.extensionUri);
  registry.register(commands.showApiUsage, apiUsage.command);
  const backgroundRefresh = startBackgroundRefresh({
    budget,
    organizations,
    isShown: quota.isShown,
    onDidChangeShown: view.onDidChangeVisibility,
    fetchedAt: ({ corpId }) => store.get(corpId).storage?.fetchedAt,
    refresh: organization => void store.refresh(organization, 'background').catch(() => {}),
  });

  const auditing = startAudits(registry, {
    audits,
    organizations,
    api,
    state,
    budgetFor,
    extensionUri: context.extensionUri,
    lookedUp: corpId =>
      lookups.all.filter(lookup => lookup.corpId === corpId).map(({ dentryUuid }) => ({ dentryUuid })),
    selected: () => inheritance.selection,
  });
  // Calls that are under way still leave their line in the log.
  endings.push(() => auditing.end().finally(() => log.dispose()));

  const usable = () => organizations.usable;
  const tools = registerTools(
    {
      organizations: usable,
      known: corpId => store.get(corpId),
      ask: organization => store.refresh(organization),
      quotaText: figures => quotaText(figures, readFormat()),
    },
    { organizations: usable, readDentryUuid, ask, modeSentence },
  );

  const settingsChanged = vscode.workspace.onDidChangeConfiguration(event => {
    if (event.affectsConfiguration(settings.organizations)) {
      const before = organizations.reload();
      setKeys(organizations, lookups);
      store.retain(organizations.usable);
      void accessTokens.clearUnused(before, organizations.usable);
      inheritance.redraw();
    }
    if (event.affectsConfiguration('dingtalkStorage')) {
      quota.redraw();
    }
  });
  const secretsChanged = secrets.onDidChange(async ({ key }) => {
    const corpId = await credentials.changedElsewhere(key);
    if (corpId !== undefined) {
      quota.startOver(corpId);
    }
  });
  const parts = [registry, inheritance, quota, apiUsage, backgroundRefresh, auditing, tools];
  context.subscriptions.push(...parts, settingsChanged, secretsChanged);
}

/** What the welcome texts, the walkthrough and the palette depend on. */
function setKeys(organizations: Organizations, lookups: Lookups): void {
  const hasLookups = lookups.all.length > 0;
  const hasOrganizations = organizations.entries.length > 0;
  const hasSamples = organizations.samples.length > 0;
  setContextKeys({ hasLookups, isEmpty: !hasOrganizations && !hasSamples, hasOrganizations, hasSamples });
}
