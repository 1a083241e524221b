import type { Commands } from '../editor/commands.ts';
import { commands } from '../ids.ts';
import type { Organizations } from '../organizations/organizations.ts';
import { registerCopyCommands } from './copy/copyCommands.ts';
import { copyRequestId } from './copy/requestIdCommand.ts';
import { type RefreshedView, refresh, refreshOrganization } from './refreshCommands.ts';
import type { StorageStore } from './storageStore.ts';
import { registerArrangeCommands } from './tree/arrangeCommands.ts';
import type { OrganizationList } from './tree/organizationList.ts';
import type { OrganizationsView } from './tree/organizationsView.ts';

export interface QuotaCommandParts {
  readonly organizations: Organizations;
  readonly store: StorageStore;
  readonly list: OrganizationList;
  readonly view: OrganizationsView;
}

/** The commands of the Organizations view that show, arrange or copy figures. */
export function registerQuotaCommands(
  registry: Commands,
  { organizations, store, list, view }: QuotaCommandParts,
): void {
  const shown: RefreshedView = {
    get isVisible() {
      return view.isVisible;
    },
    show: () => view.show(),
    showProgress: work => view.showProgress(work),
    tell: failure => registry.tell(commands.refresh, failure),
  };
  registry.register(commands.refresh, refresh(organizations, store, shown));
  registry.register(commands.refreshOrganization, refreshOrganization(organizations, store, shown));
  registry.register(commands.copyRequestId, copyRequestId);
  registerCopyCommands(registry, organizations, store);
  registerArrangeCommands(registry, list, view);
}
