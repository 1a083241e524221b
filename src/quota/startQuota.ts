import * as vscode from 'vscode';
import type { Partition } from '../dingtalk/endpoints/storage.ts';
import type { Commands } from '../editor/commands.ts';
import type { LateView } from '../editor/lateView.ts';
import { commands, views } from '../ids.ts';
import type { BadSetting } from '../organizations/badSettings.ts';
import type { OpenApi } from '../organizations/openApi.ts';
import type { Organization } from '../organizations/organization.ts';
import type { Figures } from '../organizations/organizationCommands.ts';
import type { Organizations } from '../organizations/organizations.ts';
import type { Credentials } from '../organizations/signIn/credentials.ts';
import type { State } from '../organizations/state.ts';
import { readFormat } from './formatSettings.ts';
import type { Growth } from './growth.ts';
import { createStatusBar } from './statusBar/statusBarItem.ts';
import { StorageStore } from './storageStore.ts';
import type { Hover } from './tree/hover.ts';
import type { Node } from './tree/nodes.ts';
import { OrganizationList } from './tree/organizationList.ts';
import { OrganizationsView } from './tree/organizationsView.ts';

export interface QuotaParts {
  readonly view: LateView<Node>;
  readonly organizations: Organizations;
  readonly credentials: Credentials;
  readonly api: OpenApi;
  readonly state: State;
  /** An organization's API calls this month, for its hover. */
  readonly budget: { factsOf(corpId: string): Promise<Hover['facts']> };
  /** What in the settings cannot be used as it stands. */
  readonly findBadSettings: () => Promise<readonly BadSetting[]>;
  readonly growth: Growth;
}

export interface Quota extends Figures, vscode.Disposable {
  readonly store: StorageStore;
  /** Whether figures are visible, in the view or in the status bar. */
  isShown(): boolean;
  readonly onDidChangeShown: vscode.Event<unknown>;
}

const quotaCommands = [
  commands.refresh,
  commands.refreshOrganization,
  commands.copyRequestId,
  commands.copyValue,
  commands.copyAsMarkdown,
  commands.copyAsJson,
  commands.filterOrganizations,
  commands.showLowOnStorage,
  commands.clearFilter,
  commands.sortOrganizations,
];

/** The Organizations view with its commands, and the item in the status bar. */
export function startQuota(registry: Commands, parts: QuotaParts): Quota {
  const { organizations, credentials, api, state, budget, findBadSettings, growth } = parts;
  const store = new StorageStore(api, state);
  // Registered before the view's listener, so that the view draws the updated store.
  organizations.onDidChange(({ now }) => store.retain(now));
  const list = new OrganizationList(
    organizations,
    store,
    state,
    vscode.env.language,
    () => readFormat().thresholds,
  );
  const view = new OrganizationsView(
    parts.view,
    organizations,
    list,
    store,
    credentials,
    budget,
    findBadSettings,
    growth,
  );
  const statusBar = createStatusBar(organizations, store, view, growth);

  registry.addView(views.organizations, view.tree);
  registry.registerLater(quotaCommands, async () => {
    const { registerQuotaCommands } = await import('./registerQuotaCommands.ts');
    registerQuotaCommands(registry, { organizations, store, list, view });
  });
  return {
    store,
    isShown: () => view.tree.visible || statusBar.isShown(),
    onDidChangeShown: view.tree.onDidChangeVisibility,
    accept: (organization: Organization, partitions: readonly Partition[]) =>
      store.accept(organization, partitions),
    retain: (known: readonly Organization[]) => store.retain(known),
    async introduce({ corpId }) {
      const added = organizations.find(corpId);
      if (added !== undefined) {
        const { showNewOrganization } = await import('./tree/showNewOrganization.ts');
        await showNewOrganization(added, store, view);
      }
    },
    startOver(corpId) {
      store.reset(corpId);
      view.load();
    },
    dispose: () => vscode.Disposable.from(view, statusBar).dispose(),
  };
}
