import * as l10n from '@vscode/l10n';
import { commands, settings } from '../../ids.ts';
import type { Organization } from '../organization.ts';

/** Something the user can do about a failure: an editor command, behind a button or a click. */
export interface Remedy {
  readonly title: string;
  readonly command: string;
  readonly arguments: readonly unknown[];
}

/** Whose failure it is, if known. */
interface OfOrganization {
  readonly organization: Organization | undefined;
}

export function signIn({ organization }: OfOrganization, title: string): Remedy {
  return {
    title,
    command: commands.setCredential,
    arguments: organization === undefined ? [] : [organization],
  };
}

export function editOrganization({ organization }: OfOrganization): Remedy {
  return {
    title: l10n.t('Edit Organization'),
    command: commands.editOrganization,
    arguments: organization === undefined ? [] : [organization],
  };
}

export function openSettings(query: string): Remedy {
  return {
    title: l10n.t('Open Proxy Settings'),
    command: 'workbench.action.openSettings',
    arguments: [query],
  };
}

export function parameterRemedies(failed: OfOrganization, parameter: string | undefined): Remedy[] {
  switch (parameter) {
    case 'dentryUuid':
    case 'spaceId':
      return [];
    case settings.organizations:
      return [
        {
          title: l10n.t('Open Settings (JSON)'),
          command: 'workbench.action.openSettingsJson',
          arguments: [{ revealSetting: { key: parameter, edit: true } }],
        },
      ];
    default:
      return [{ ...editOrganization(failed), title: l10n.t('Edit') }];
  }
}
