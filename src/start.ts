import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { startAccess } from './access/startAccess.ts';
import { type LanguageModelTools, openTools } from './assistants/openTools.ts';
import type { AuditRow } from './audit/result/auditRows.ts';
import { startAudits } from './audit/startAudits.ts';
import { Audits, auditsFolder } from './audit/store/auditStore.ts';
import { openBudget } from './budget/openBudget.ts';
import { startApiUsage } from './budget/startApiUsage.ts';
import { startBackgroundRefresh } from './budget/startBackgroundRefresh.ts';
import type { Fetch } from './dingtalk/wire/http.ts';
import { startDoctor } from './doctor/startDoctor.ts';
import { Commands } from './editor/commands.ts';
import { setContextKeys } from './editor/contextKeys.ts';
import type { LateView } from './editor/lateView.ts';
import { createCallOptions } from './editor/network/callOptions.ts';
import type { PagePanels } from './editor/pagePanels.ts';
import { onDidChangeSetting } from './editor/settings.ts';
import { startFiles } from './files/startFiles.ts';
import type { FilesNode } from './files/tree/nodes.ts';
import { commands, settings, webviews } from './ids.ts';
import type { Lookup } from './inheritance/lookups.ts';
import { Lookups } from './inheritance/lookups.ts';
import { type Inheritance, type InheritanceParts, startInheritance } from './inheritance/startInheritance.ts';
import type { OpenApi } from './organizations/openApi.ts';
import { type OpenOrganizations, openOrganizations } from './organizations/openOrganizations.ts';
import type { Organizations } from './organizations/organizations.ts';
import { startOrganizationCommands } from './organizations/startOrganizationCommands.ts';
import { formatAge, formatSize } from './quota/format.ts';
import { readFormat } from './quota/formatSettings.ts';
import { type Quota, startQuota } from './quota/startQuota.ts';
import type { Node } from './quota/tree/nodes.ts';
import { quotaText } from './quota/words.ts';
import { sampleOrganizations } from './samples/organizations.ts';
import { areSamplesShown, registerSampleCommands } from './samples/sampleCommands.ts';

/** The views, which were announced before the code that fills them was loaded. */
export interface Views {
  readonly organizations: LateView<Node>;
  readonly lookups: LateView<Lookup>;
  readonly audits: LateView<AuditRow>;
  readonly files: LateView<FilesNode>;
}

/** What is behind the names that were announced. */
export interface Started {
  readonly registry: Commands;
  readonly tools: LanguageModelTools;
  /** The pages of each type of webview panel. */
  readonly pages: Readonly<Record<(typeof webviews)[keyof typeof webviews], () => Promise<PagePanels>>>;
  /** Loads what fills the Files view. */
  fillFiles(): Promise<void>;
  /** Stops what is running, once what it knows is saved. */
  end(): Promise<void>;
}

/** Wires the parts together. It reads settings and state, and makes no request. */
export function start(context: vscode.ExtensionContext, views: Views): Started {
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
  const audits = new Audits(auditsFolder(folder));
  const registry = new Commands(log, async (failure, retry, edit) => {
    const { showFailure } = await import('./organizations/failures/showFailure.ts');
    await showFailure(failure, organizations, retry, edit);
  });
  registry.register(commands.showLog, { prepare: () => true, run: () => log.show() });

  // Before there are views: they must not flash a welcome that does not hold.
  keepContextKeys(organizations, lookups);
  const shared = { organizations, lookups, api, state, budget, extensionUri };
  const { inheritance, access } = startPermissions(registry, {
    ...shared,
    view: views.lookups,
    dentriesOf: sampleFilesOf,
    selectedFile: () => auditing.selectedFile(),
  });
  const quota = startQuota(registry, {
    view: views.organizations,
    organizations,
    credentials,
    api,
    state,
    budget,
    findBadSettings: async () => {
      const { findBadSettings } = await import('./organizations/findBadSettings.ts');
      return findBadSettings(extension.packageJSON, context.globalStorageUri);
    },
  });
  startOrganizationCommands(registry, { ...signedIn, extension, secrets, callOptions, figures: quota });
  registerSampleCommands(registry, state, organizations);
  const apiUsage = startApiUsage(registry, budget, organizations, extensionUri);
  const backgroundRefresh = startBackgroundRefresh({ budget, organizations, quota });
  const auditing = startAudits(registry, views.audits, {
    ...shared,
    audits,
    windowState: context.workspaceState,
    samples: { filesOf: sampleDentriesOf, spacesOf: sampleSpacesOf },
  });

  const modeSources = [lookups, auditing.modes];
  const files = startFiles(registry, views.files, { ...signedIn, state, modeSources, words: fileWords });
  const around = { extension, secrets, callOptions, folder, budget, audits, lookups };
  const doctor = startDoctor(registry, { ...signedIn, ...around });
  const changes = followChanges(secrets, signedIn, quota);
  const parts = [inheritance, access, quota, apiUsage, backgroundRefresh, auditing, files, doctor, changes];
  context.subscriptions.push(...parts);
  return {
    registry,
    tools: toolsOf(organizations, api, quota, inheritance),
    pages: {
      [webviews.audit]: auditing.pages,
      [webviews.comparison]: auditing.comparisonPages,
      [webviews.usage]: apiUsage.pages,
      [webviews.trace]: inheritance.tracePages,
      [webviews.access]: access.pages,
      [webviews.doctor]: doctor.pages,
    },
    fillFiles: files.fill,
    // Calls that are in flight still leave their line in the log.
    end: () => auditing.end().finally(() => log.dispose()),
  };
}

/** What asks about the permissions of files. */
function startPermissions(registry: Commands, parts: InheritanceParts) {
  const inheritance = startInheritance(registry, parts);
  const { pickFile, modes } = inheritance;
  return { inheritance, access: startAccess(registry, { ...parts, pickFile, modes, modeSentence }) };
}

/** Keeps up with the setting, and with what other windows do with the secrets. */
function followChanges(
  secrets: vscode.SecretStorage,
  { organizations, credentials }: Pick<OpenOrganizations, 'organizations' | 'credentials'>,
  quota: Quota,
): vscode.Disposable {
  const settingChanged = onDidChangeSetting(settings.organizations, () => organizations.reload());
  const secretsChanged = secrets.onDidChange(async ({ key }) => {
    const corpId = await credentials.changedElsewhere(key);
    if (corpId !== undefined) {
      quota.startOver(corpId);
    }
  });
  return vscode.Disposable.from(settingChanged, secretsChanged);
}

/** The tools for language models, on what the features know and can ask. */
function toolsOf(
  organizations: Organizations,
  api: OpenApi,
  { store }: Quota,
  { ask, trace }: Inheritance,
): LanguageModelTools {
  const usable = () => organizations.usable;
  return openTools(
    {
      organizations: usable,
      known: corpId => store.get(corpId),
      ask: organization => store.refresh(organization),
      quotaText: figures => quotaText(figures, readFormat()),
    },
    async () => {
      const [{ readDentryUuid }, { modeSentence }] = await Promise.all([
        import('./dingtalk/dentryUuid.ts'),
        import('./inheritance/words.ts'),
      ]);
      return { organizations: usable, readDentryUuid, ask, modeSentence };
    },
    async () => {
      const { readDentryUuid } = await import('./dingtalk/dentryUuid.ts');
      return { organizations: usable, api, readDentryUuid, trace };
    },
  );
}

const modeSentence = async (mode: string) => (await import('./inheritance/words.ts')).modeSentence(mode);

/** How the Files view writes sizes and ages: as the Organizations view does. */
const fileWords = {
  language: vscode.env.language,
  sizeText: (bytes: bigint) => formatSize(bytes, readFormat()),
  ageText: (milliseconds: number) => formatAge(milliseconds, readFormat()),
};

const sampleDentriesOf = async (corpId: string) =>
  (await import('./samples/dentries.ts')).sampleDentries(corpId);

const sampleFilesOf = async (corpId: string) =>
  (await import('./samples/spaces/sampleFiles.ts')).sampleFiles(corpId);

const sampleSpacesOf = async (corpId: string) =>
  (await import('./samples/spaces/spaces.ts')).sampleSpacesOf(corpId);

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
