import * as vscode from 'vscode';
import { startAccess } from './access/startAccess.ts';
import { type LanguageModelTools, openTools } from './assistants/openTools.ts';
import type { AuditRow } from './audit/result/auditRows.ts';
import { startAudits } from './audit/startAudits.ts';
import { startBackgroundRefresh } from './budget/background/startBackgroundRefresh.ts';
import { startApiUsage } from './budget/startApiUsage.ts';
import type { Quota as Figures } from './dingtalk/endpoints/storage.ts';
import { startDoctor } from './doctor/startDoctor.ts';
import type { Commands } from './editor/commands.ts';
import { setContextKeys } from './editor/contextKeys.ts';
import type { LateView } from './editor/lateView.ts';
import type { PagePanels } from './editor/pagePanels.ts';
import { onDidChangeSetting } from './editor/settings.ts';
import { startFiles } from './files/startFiles.ts';
import type { FilesNode } from './files/tree/nodes.ts';
import type { OpenHistoryParts } from './history/openHistory.ts';
import { type StartedHistory, startHistory } from './history/startHistory.ts';
import { settings, webviews } from './ids.ts';
import type { Lookup, Lookups } from './inheritance/lookups.ts';
import { type Inheritance, type InheritanceParts, startInheritance } from './inheritance/startInheritance.ts';
import { openShared, type Shared } from './openShared.ts';
import type { Organizations } from './organizations/organizations.ts';
import { startOrganizationCommands } from './organizations/startOrganizationCommands.ts';
import { formatAge, formatPercent, formatSize, sizeScale } from './quota/format.ts';
import { readFormat } from './quota/formatSettings.ts';
import { type Quota, startQuota } from './quota/startQuota.ts';
import { rankByFullness } from './quota/statusBar/ranking.ts';
import type { Node } from './quota/tree/nodes.ts';
import { partitionName, quotaText } from './quota/words.ts';
import { registerSampleCommands } from './samples/sampleCommands.ts';
import { startSpaces } from './spaces/startSpaces.ts';

/** The views, which were announced before the code that fills them was loaded. */
export interface Views {
  readonly organizations: LateView<Node>;
  readonly lookups: LateView<Lookup>;
  readonly audits: LateView<AuditRow>;
  readonly files: LateView<FilesNode>;
}

/** The pages of each type of webview panel. */
type Pages = Readonly<Record<(typeof webviews)[keyof typeof webviews], () => Promise<PagePanels>>>;

/** What is behind the names that were announced. */
export interface Started {
  readonly registry: Commands;
  readonly tools: LanguageModelTools;
  /** Loads what fills the Files view. */
  fillFiles(): Promise<void>;
  /** Stops what is running, once what it knows is saved. */
  end(): Promise<void>;
}

/** Wires the parts together. It reads settings and state, and makes no request. */
export function start(context: vscode.ExtensionContext, views: Views): Started {
  const shared = openShared(context);
  const { extension, state, extensionUri, folder, log, budget, callOptions, registry } = shared;
  const { organizations, credentials, api, lookups } = shared;

  // Before there are views: they must not flash a welcome that does not hold.
  keepContextKeys(organizations, lookups);
  const { inheritance, access } = startPermissions(registry, {
    ...shared,
    view: views.lookups,
    dentriesOf: sampleFilesOf,
    selectedFile: async () => (await auditing.selectedFile()) ?? spaces.selectedFile(),
  });
  const now = () => callOptions().clock.now();
  const rank = rankedBy(() => quota.store);
  const historyParts = { ...forHistory, folder, organizations, log, now, rank, extensionUri };
  const history = startHistory(registry, historyParts);
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
    growth: history.growth,
  });
  quota.store.onDidAnswer(({ organization, partitions }) => history.take(organization.corpId, partitions));
  startOrganizationCommands(registry, { ...shared, figures: quota, history });
  registerSampleCommands(registry, state, organizations);
  const apiUsage = startApiUsage(registry, budget, organizations, extensionUri);
  const backgroundRefresh = startBackgroundRefresh({ budget, organizations, quota });
  const auditing = startAudits(registry, views.audits, {
    ...shared,
    windowState: context.workspaceState,
    samples: { filesOf: sampleDentriesOf, spacesOf: sampleSpacesOf },
    listen: (organization, spaceId) => spaces.listen(organization, spaceId),
  });

  const modeSources = [lookups, auditing.modes];
  const files = startFiles(registry, views.files, { ...shared, modeSources, words: fileWords });
  const spaces = startSpaces(registry, {
    ...shared,
    figures: {
      known: corpId => quota.store.get(corpId).storage,
      ask: organization => quota.store.refresh(organization, 'spaces'),
    },
    words: spaceWords,
    samplesOf: sampleSpacesOf,
    loadedOf: files.loadedOf,
  });
  const doctor = startDoctor(registry, shared);
  const changes = followChanges(shared, quota);
  const showing = [quota, history, apiUsage, backgroundRefresh, auditing, files, inheritance, access, spaces];
  const pages = {
    [webviews.audit]: auditing.pages,
    [webviews.comparison]: auditing.comparisonPages,
    [webviews.usage]: apiUsage.pages,
    [webviews.doctor]: doctor.pages,
    [webviews.trend]: history.pages,
    [webviews.trace]: inheritance.tracePages,
    [webviews.access]: access.pages,
    [webviews.spaces]: spaces.usagePages,
    [webviews.biggestFiles]: spaces.filePages,
  };
  context.subscriptions.push(...showing, doctor, changes, ...restoring(pages));
  return {
    registry,
    tools: toolsOf(shared, quota, inheritance, history),
    fillFiles: files.fill,
    // Calls that are in flight still leave their line in the log.
    end: () => auditing.end().finally(() => log.dispose()),
  };
}

/** Brings the pages of a window back after a reload. The editor waits with them until their types are registered. */
function restoring(pages: Pages): vscode.Disposable[] {
  return Object.entries(pages).map(([type, load]) =>
    vscode.window.registerWebviewPanelSerializer(type, {
      deserializeWebviewPanel: async (panel, state: unknown) => (await load()).restore(panel, state),
    }),
  );
}

/** What asks about the permissions of files. */
function startPermissions(registry: Commands, parts: InheritanceParts) {
  const inheritance = startInheritance(registry, parts);
  const { pickFile, modes } = inheritance;
  return { inheritance, access: startAccess(registry, { ...parts, pickFile, modes, modeSentence }) };
}

/** Keeps up with the setting, and with what other windows do with the secrets. */
function followChanges({ secrets, organizations, credentials }: Shared, quota: Quota): vscode.Disposable {
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
  { organizations, api }: Shared,
  { store }: Quota,
  { ask, trace }: Inheritance,
  { findings }: StartedHistory,
): LanguageModelTools {
  const usable = () => organizations.usable;
  return openTools(
    {
      organizations: usable,
      known: corpId => store.get(corpId),
      ask: organization => store.refresh(organization),
      quotaText: figures => quotaText(figures, readFormat()),
      trendsOf: findings,
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

/** How the Files view writes sizes and ages: as the Organizations view does. */
const fileWords = {
  language: vscode.env.language,
  sizeText: (bytes: bigint) => formatSize(bytes, readFormat()),
  ageText: (milliseconds: number) => formatAge(milliseconds, readFormat()),
};

const spaceWords = {
  language: vscode.env.language,
  sizeText: fileWords.sizeText,
  shareText: (used: bigint, max: bigint) => formatPercent({ used, max, type: '' }, readFormat()),
};

const modeSentence = async (mode: string) => (await import('./inheritance/words.ts')).modeSentence(mode);

const sampleDentriesOf = async (corpId: string) =>
  (await import('./samples/dentries.ts')).sampleDentries(corpId);

const sampleFilesOf = async (corpId: string) =>
  (await import('./samples/spaces/sampleFiles.ts')).sampleFiles(corpId);

const sampleSpacesOf = async (corpId: string) =>
  (await import('./samples/spaces/spaces.ts')).sampleSpacesOf(corpId);

const rankedBy =
  (store: () => Quota['store']): OpenHistoryParts['rank'] =>
  all =>
    rankByFullness(all, store()).map(({ organization }) => organization);

/** What the history uses of other features. */
const forHistory = {
  samples: async (corpId: string) => (await import('./samples/history.ts')).sampleHistory(corpId, Date.now()),
  words: figureWords,
  thresholds: () => readFormat().thresholds,
};

function figureWords() {
  const format = readFormat();
  return {
    language: format.language,
    size: (bytes: bigint) => formatSize(bytes, format),
    percent: (figures: Figures) => formatPercent(figures, format),
    quotaText: (figures: Figures) => quotaText(figures, format),
    partitionName,
    units: sizeScale(format),
  };
}

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
