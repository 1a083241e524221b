import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isRow } from '../editor/command.ts';
import { commands } from '../ids.ts';
import { corpIdText, type Organization } from './organization.ts';
import type { Organizations } from './organizations.ts';

/**
 * The organization that a command's argument names, else the only one there is, else the user's choice; `undefined`
 * when the user leaves.
 *
 * @param first corpId of the one to offer first
 * @param choices which there are: what changes an organization has nothing to do with the samples
 * @throws DingTalkError where the argument names none of the choices
 */
export async function pickOrganization(
  organizations: Organizations,
  argument: unknown,
  title: string,
  first?: string,
  choices: readonly Organization[] = organizations.usable,
): Promise<Organization | undefined> {
  const { corpId } = (argument ?? {}) as { corpId?: unknown };
  if (corpId !== undefined) {
    return organizations.get(String(corpId), choices);
  }
  const [only, ...others] = choices;
  if (only === undefined) {
    void tellNone();
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
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: l10n.t('Select an organization'),
    matchOnDescription: true,
  });
  return picked?.organization;
}

/**
 * The organizations that a command is meant for: those whose rows are selected, else as {@link pickOrganization}.
 *
 * @param selection rows of the Organizations view, of any kind
 */
export async function pickOrganizations(
  organizations: Organizations,
  argument: unknown,
  selection: readonly unknown[],
  title: string,
): Promise<readonly Organization[] | undefined> {
  const chosen = new Set(selection.filter(isOrganization).map(({ corpId }) => corpId));
  if (chosen.size > 0) {
    const configured = organizations.usable.filter(({ corpId }) => chosen.has(corpId));
    return configured.length > 0 ? configured : undefined;
  }
  const organization = await pickOrganization(organizations, argument, title);
  return organization && [organization];
}

function isOrganization(row: unknown): row is Organization {
  return isRow(row) && (row as Organization).kind === 'organization';
}

async function tellNone(): Promise<void> {
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
