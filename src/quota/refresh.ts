import type { Command } from '../editor/command.ts';
import { isSample, type Organization } from '../organizations/organization.ts';
import {
  isOrganization,
  type OrganizationArgument,
  organizationArgument,
} from '../organizations/organizationArgument.ts';
import type { Organizations } from '../organizations/organizations.ts';
import type { OrganizationStorage } from './organizationStorage.ts';
import type { StorageStore } from './storageStore.ts';

type Targets = { readonly one: Organization } | { readonly all: readonly Organization[] };

/**
 * *Refresh*: of one organization, where a failure is thrown; of all, where the tree shows who failed and the result
 * has those that answered. Samples are asked about too, and are no result.
 */
export function refresh(
  organizations: Organizations,
  store: StorageStore,
  view: { showProgress(work: Promise<unknown>): void },
): Command<Targets, OrganizationStorage[], OrganizationArgument> {
  return {
    argument: organizationArgument,
    // The button in the view's title comes with the row that has the focus, and means all the same.
    prepare: ({ given: { corpId } }) =>
      corpId === undefined ? { all: organizations.withSamples } : { one: organizations.get(corpId) },
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
): Command<Targets, OrganizationStorage[], OrganizationArgument> {
  return {
    ...refresh(organizations, store, view),
    prepare({ given, rows }) {
      const named = given.corpId === undefined ? [] : [given.corpId];
      const corpIds = [...named, ...rows.filter(isOrganization).map(({ corpId }) => corpId)];
      const [one, ...others] = corpIds.map(corpId => organizations.get(corpId));
      return one === undefined || others.length > 0 ? { all: one ? [one, ...others] : [] } : { one };
    },
  };
}
