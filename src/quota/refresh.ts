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
 * *Refresh*. For one organization, a failure is thrown. For all, the tree shows the failures and the result has the
 * organizations that answered. Samples are refreshed too but are not in the result.
 */
export function refresh(
  organizations: Organizations,
  store: StorageStore,
  view: { showProgress(work: Promise<unknown>): void },
): Command<Targets, OrganizationStorage[], OrganizationArgument> {
  return {
    argument: organizationArgument,
    // The button in the view's title passes the focused row, but it always means all organizations.
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

/** *Refresh* in the row of an organization: refreshes it and those selected with it. */
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
