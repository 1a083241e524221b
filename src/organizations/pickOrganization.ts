import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { showPick } from '../editor/boxes/showPick.ts';
import type { Invocation, Row } from '../editor/command.ts';
import { commands } from '../ids.ts';
import { corpIdText, type Organization } from './organization.ts';
import { isOrganization, type OrganizationArgument } from './organizationArgument.ts';
import type { Organizations } from './organizations.ts';

/**
 * The organization named by a command's argument or row, else the only one there is, else the user's choice;
 * `undefined` if the user cancels.
 *
 * @param first corpId of the organization to list first
 * @param choices default: without samples, as they cannot be changed
 * @throws DingTalkError if the argument names none of the choices
 */
export async function pickOrganization(
  organizations: Organizations,
  { given, row }: Pick<Invocation<OrganizationArgument>, 'given' | 'row'>,
  title: string,
  first?: unknown,
  choices: readonly Organization[] = organizations.usable,
): Promise<Organization | undefined> {
  const corpId = given.corpId ?? (isOrganization(row) ? row.corpId : undefined);
  if (corpId !== undefined) {
    return organizations.get(corpId, choices);
  }
  const [only, ...others] = choices;
  if (only === undefined) {
    void showNoOrganizations();
    return undefined;
  }
  if (others.length === 0) {
    return only;
  }
  const items = choices
    .map(organization => ({
      label: organization.label,
      description: corpIdText(organization.corpId),
      organization,
    }))
    .toSorted((a, b) => Number(b.organization.corpId === first) - Number(a.organization.corpId === first));
  const picked = await showPick(items, {
    title,
    placeHolder: l10n.t('Select an organization'),
    matchOnDescription: true,
  });
  return picked?.organization;
}

/**
 * The organizations a command applies to: those whose rows it was chosen on, from the palette those that are selected if
 * they are several, else as {@link pickOrganization}.
 */
export async function pickOrganizations(
  organizations: Organizations,
  call: Pick<Invocation<OrganizationArgument>, 'given' | 'row' | 'rows' | 'selected'>,
  title: string,
): Promise<readonly Organization[] | undefined> {
  const configured = (rows: readonly Row[]) => {
    const chosen = new Set(rows.filter(isOrganization).map(({ corpId }) => corpId));
    return organizations.usable.filter(({ corpId }) => chosen.has(corpId));
  };
  if (call.rows.length > 0) {
    const chosen = configured(call.rows);
    return chosen.length > 0 ? chosen : undefined;
  }
  const selected = configured(call.selected);
  if (selected.length > 1) {
    return selected;
  }
  const organization = await pickOrganization(organizations, call, title);
  return organization && [organization];
}

/** Says that nothing is configured yet, and offers what helps. */
export async function showNoOrganizations(): Promise<void> {
  const buttons: (vscode.MessageItem & { command: string })[] = [
    { title: l10n.t('Add Organization'), command: commands.addOrganization },
    { title: l10n.t('Explore with Sample Data'), command: commands.exploreSamples },
  ];
  const text = l10n.t('No organizations have been added yet.');
  const chosen = await vscode.window.showInformationMessage(text, ...buttons);
  if (chosen !== undefined) {
    await vscode.commands.executeCommand(chosen.command);
  }
}
