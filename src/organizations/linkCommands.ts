import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { regionOf } from '../dingtalk/regions.ts';
import type { Command } from '../editor/command.ts';
import type { Organization } from './organization.ts';
import { type OrganizationArgument, organizationArgument } from './organizationArgument.ts';
import type { Organizations } from './organizations.ts';
import { pickOrganization, pickOrganizations } from './pickOrganization.ts';

/** *Copy CorpId*, one line per organization. */
export function copyCorpId(
  organizations: Organizations,
): Command<readonly Organization[], void, OrganizationArgument> {
  return {
    argument: organizationArgument,
    prepare: call => pickOrganizations(organizations, call, l10n.t('Copy CorpId')),
    run: chosen => vscode.env.clipboard.writeText(chosen.map(({ corpId }) => corpId).join('\n')),
  };
}

/** *Open Admin Console*, in the browser. */
export function openAdminConsole(
  organizations: Organizations,
): Command<Organization, void, OrganizationArgument> {
  return {
    argument: organizationArgument,
    prepare: call => pickOrganization(organizations, call, l10n.t('Open Admin Console')),
    async run(organization) {
      await vscode.env.openExternal(vscode.Uri.parse(regionOf(organization.endpoint).adminConsole));
    },
  };
}
