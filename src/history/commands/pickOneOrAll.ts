import * as l10n from '@vscode/l10n';
import { showPick } from '../../editor/boxes/showPick.ts';
import type { Invocation } from '../../editor/command.ts';
import { corpIdText, type Organization } from '../../organizations/organization.ts';
import { isOrganization, type OrganizationArgument } from '../../organizations/organizationArgument.ts';
import type { Organizations } from '../../organizations/organizations.ts';
import { pickOrganization } from '../../organizations/pickOrganization.ts';

/** The organizations that are meant by all: those of the setting, unless there are none but samples. */
export function allOf({ usable, samples }: Organizations): readonly Organization[] {
  return usable.length > 0 ? usable : samples;
}

/**
 * The organization named by a command's argument or row, else the user's choice of one or all; `undefined` if the user
 * cancels.
 *
 * @throws DingTalkError if the argument names none
 */
export async function pickOneOrAll(
  organizations: Organizations,
  call: Invocation<OrganizationArgument>,
  title: string,
): Promise<Organization | 'all' | undefined> {
  const { withSamples } = organizations;
  const isNamed = call.given.corpId !== undefined || isOrganization(call.row);
  if (isNamed || withSamples.length < 2) {
    return pickOrganization(organizations, call, title, undefined, withSamples);
  }
  const items = [
    { label: l10n.t('All Organizations'), description: '', chosen: 'all' as const },
    ...withSamples.map(organization => ({
      label: organization.label,
      description: corpIdText(organization.corpId),
      chosen: organization,
    })),
  ];
  const placeHolder = l10n.t('Select an organization');
  return (await showPick(items, { title, placeHolder, matchOnDescription: true }))?.chosen;
}
