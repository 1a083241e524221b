import { type Command, chosenRows, isRow } from '../editor/command.ts';
import { isSample, type Organization } from '../organizations/organization.ts';
import type { Organizations } from '../organizations/organizations.ts';
import type { OrganizationStorage } from './organizationStorage.ts';
import type { StorageStore } from './storageStore.ts';
import type { Node } from './tree/nodes.ts';

type Targets = { readonly one: Organization } | { readonly all: readonly Organization[] };

/**
 * *Refresh*: of one organization, where a failure is thrown; of all, where the tree shows who failed and the result
 * has those that answered. Samples are asked about too, and are no result.
 */
export function refresh(
  organizations: Organizations,
  store: StorageStore,
  view: { showProgress(work: Promise<unknown>): void },
): Command<Targets, OrganizationStorage[]> {
  return {
    complete(argument) {
      // The button in the view's title comes with the row that has the focus, and means all the same.
      const { corpId } = (isRow(argument) ? {} : (argument ?? {})) as { corpId?: unknown };
      return corpId === undefined
        ? { all: organizations.withSamples }
        : { one: organizations.get(String(corpId)) };
    },
    async run(targets) {
      const questions = ('one' in targets ? [targets.one] : targets.all).map(target => store.refresh(target));
      const settled = Promise.allSettled(questions);
      view.showProgress(settled);
      if ('one' in targets) {
        return Promise.all(questions);
      }
      const answers = (await settled).flatMap(result =>
        result.status === 'fulfilled' ? [result.value] : [],
      );
      return answers.filter(answer => !isSample(answer));
    },
  };
}

/** *Refresh* in the row of an organization: of that one, or of those that are selected with it. */
export function refreshOrganization(
  organizations: Organizations,
  store: StorageStore,
  view: { showProgress(work: Promise<unknown>): void },
): Command<Targets, OrganizationStorage[]> {
  return {
    ...refresh(organizations, store, view),
    complete(row, selection) {
      const chosen = (chosenRows(row, selection) as Node[]).filter(({ kind }) => kind === 'organization');
      const [one, ...others] = chosen.map(node => organizations.get((node as Organization).corpId));
      return one === undefined || others.length > 0 ? { all: one ? [one, ...others] : [] } : { one };
    },
  };
}
