import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Command, Invocation } from '../editor/command.ts';
import { isSample, type Organization } from '../organizations/organization.ts';
import {
  isOrganization,
  type OrganizationArgument,
  organizationArgument,
} from '../organizations/organizationArgument.ts';
import type { Organizations } from '../organizations/organizations.ts';
import { pickOrganizations, showNoOrganizations } from '../organizations/pickOrganization.ts';
import type { OrganizationStorage } from './organizationStorage.ts';
import type { StorageStore } from './storageStore.ts';

interface Targets {
  readonly organizations: readonly Organization[];
  /** Whether a failure is thrown. Otherwise the rows show it. */
  readonly isStrict: boolean;
  readonly isByPerson: boolean;
}

/** Where figures and failures are seen. */
export interface RefreshedView {
  readonly isVisible: boolean;
  /** Brings the view up, with its rows. */
  show(): PromiseLike<unknown>;
  showProgress(work: Promise<unknown>): void;
  /** Shows a failure in a message, where no row can. */
  tell(failure: unknown): void;
}

/**
 * *Refresh*. For one organization, a failure is thrown. For all, the tree shows the failures, or a message if it is
 * hidden, and the result has the organizations that answered. Samples are refreshed too but are not in the result.
 */
export function refresh(
  organizations: Organizations,
  store: StorageStore,
  view: RefreshedView,
): Command<Targets, OrganizationStorage[], OrganizationArgument> {
  return {
    argument: organizationArgument,
    // The button in the view's title passes the focused row, but it always means all organizations.
    prepare({ given: { corpId }, isByPerson }) {
      if (corpId !== undefined) {
        return { organizations: [organizations.get(corpId)], isStrict: true, isByPerson };
      }
      if (isByPerson && organizations.withSamples.length === 0) {
        void showNoOrganizations();
      }
      return { organizations: organizations.withSamples, isStrict: false, isByPerson };
    },
    async run({ organizations: targets, isStrict, isByPerson }) {
      const questions = targets.map(target => store.refresh(target));
      const settled = Promise.allSettled(questions);
      view.showProgress(settled);
      if (isStrict) {
        return Promise.all(questions);
      }
      const results = await settled;
      const failures = results.filter(result => result.status === 'rejected');
      const [first] = failures;
      if (first !== undefined && isByPerson && !view.isVisible) {
        if (failures.length === 1) {
          view.tell(first.reason);
        } else {
          void showFailures(failures.length, results.length, view);
        }
      }
      const answers = results.flatMap(result => (result.status === 'fulfilled' ? [result.value] : []));
      return answers.filter(answer => !isSample(answer));
    },
  };
}

async function showFailures(count: number, all: number, view: RefreshedView): Promise<void> {
  const show = l10n.t('Show');
  const text = l10n.t('{0} of {1} organizations could not be refreshed.', count, all);
  if ((await vscode.window.showWarningMessage(text, show)) === show) {
    await view.show();
  }
}

/** *Refresh* in the row of an organization: refreshes it and those selected with it. */
export function refreshOrganization(
  organizations: Organizations,
  store: StorageStore,
  view: RefreshedView,
): Command<Targets, OrganizationStorage[], OrganizationArgument> {
  return {
    ...refresh(organizations, store, view),
    isForRows: true,
    async prepare(call) {
      const targets = await targetsOf(call, organizations);
      return (
        targets && { organizations: targets, isStrict: targets.length === 1, isByPerson: call.isByPerson }
      );
    },
  };
}

/** The rows of the call, else the focused ones, else the user's choice. */
async function targetsOf(
  call: Invocation<OrganizationArgument>,
  organizations: Organizations,
): Promise<readonly Organization[] | undefined> {
  const rows = (call.rows.length > 0 ? call.rows : call.selected).filter(isOrganization);
  return rows.length > 0
    ? rows.map(({ corpId }) => organizations.get(corpId))
    : pickOrganizations(organizations, call, l10n.t('Refresh'));
}
