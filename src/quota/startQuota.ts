import * as vscode from 'vscode';
import type { Commands } from '../editor/commands.ts';
import { commands } from '../ids.ts';
import type { OpenApi } from '../organizations/openApi.ts';
import type { Organizations } from '../organizations/organizations.ts';
import type { Credentials } from '../organizations/signIn/credentials.ts';
import type { State } from '../organizations/state.ts';
import { registerCopyCommands } from './copy/copyCommands.ts';
import { copyRequestId } from './copy/copyRequestId.ts';
import { refresh, refreshOrganization } from './refresh.ts';
import { createStatusBar } from './statusBar/statusBarItem.ts';
import { StorageStore } from './storageStore.ts';
import { registerArrangeCommands } from './tree/arrangeCommands.ts';
import type { Hover } from './tree/hover.ts';
import { OrganizationList } from './tree/organizationList.ts';
import { OrganizationsView } from './tree/organizationsView.ts';

export interface QuotaParts {
  readonly organizations: Organizations;
  readonly credentials: Credentials;
  readonly api: OpenApi;
  readonly state: State;
  /** What an organization's calls of the month came to, for its hover. */
  readonly usageFacts: (corpId: string) => Promise<Hover['facts']>;
}

export interface Quota extends vscode.Disposable {
  readonly store: StorageStore;
  readonly view: OrganizationsView;
  /** Whether figures are to be seen, in the view or in the status bar. */
  isShown(): boolean;
  /** To be called when a setting changed. */
  redraw(): void;
  /** To be called when an organization signs in otherwise: what was answered before no longer counts. */
  startOver(corpId: string): void;
}

/** The Organizations view with its commands, and the item in the status bar. */
export function startQuota(registry: Commands, parts: QuotaParts): Quota {
  const { organizations, credentials, api, state, usageFacts } = parts;
  const changed = new vscode.EventEmitter<string>();
  const store = new StorageStore(api, state, corpId => changed.fire(corpId));
  const list = new OrganizationList(organizations, store, state, vscode.env.language);
  const view = new OrganizationsView(organizations, list, store, credentials, usageFacts, changed.event);
  const statusBar = createStatusBar(organizations, store, view, changed.event);

  registry.register(commands.refresh, refresh(organizations, store, view));
  registry.register(commands.refreshOrganization, refreshOrganization(organizations, store, view));
  registry.register(commands.copyRequestId, copyRequestId);
  registerCopyCommands(registry, organizations, store, view);
  registerArrangeCommands(registry, list, view);
  return {
    store,
    view,
    isShown: () => view.isVisible || statusBar.isShown(),
    redraw() {
      view.redraw();
      statusBar.redraw();
    },
    startOver(corpId) {
      store.reset(corpId);
      view.load();
    },
    dispose: () => vscode.Disposable.from(changed, view, statusBar).dispose(),
  };
}
