import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Command, Invocation } from '../../editor/command.ts';
import type { Commands } from '../../editor/commands.ts';
import { commands } from '../../ids.ts';
import { type OrganizationArgument, organizationArgument } from '../../organizations/organizationArgument.ts';
import type { Organizations } from '../../organizations/organizations.ts';
import { pickOrganization } from '../../organizations/pickOrganization.ts';
import { readFormat } from '../formatSettings.ts';
import type { StorageStore } from '../storageStore.ts';
import { isNode, type Node } from '../tree/nodes.ts';
import { jsonText, markdownText } from './copyAs.ts';
import { valueText } from './copyValue.ts';
import { type SelectedPartition, selectedPartitions } from './selectedFigures.ts';

type Nodes = readonly Node[];

/** *Copy Value*, *Copy as Markdown* and *Copy as JSON* for the rows of the Organizations view. */
export function registerCopyCommands(
  registry: Commands,
  organizations: Organizations,
  store: StorageStore,
): void {
  registry.register(commands.copyValue, {
    argument: organizationArgument,
    isForRows: true,
    prepare: call => named(call, organizations) ?? selectedNodes(call, 1) ?? pickNode(call, organizations),
    run: (nodes: Nodes) => copy(valueText(nodes, corpId => store.get(corpId), readFormat(), Date.now())),
    report: text => report(l10n.t('Copied: {0}', firstLine(text))),
  });
  const copyAs = (title: string, done: string, textOf: (figures: readonly SelectedPartition[]) => string) =>
    ({
      argument: organizationArgument,
      async prepare(call) {
        return named(call, organizations) ?? selectedNodes(call, 2) ?? pickNode(call, organizations, title);
      },
      run(nodes) {
        const figures = selectedPartitions(nodes, corpId => store.get(corpId).storage);
        return figures.length === 0 ? undefined : copy(textOf(figures));
      },
      report: text => (text === undefined ? void reportNone() : report(done)),
    }) satisfies Command<Nodes, string | undefined, OrganizationArgument>;
  const labelOf = (corpId: string) => organizations.find(corpId)?.label ?? corpId;
  registry.register(
    commands.copyAsMarkdown,
    copyAs(l10n.t('Copy Organization as Markdown'), l10n.t('Copied as Markdown'), figures =>
      markdownText(figures, labelOf, readFormat()),
    ),
  );
  registry.register(
    commands.copyAsJson,
    copyAs(l10n.t('Copy Organization as JSON'), l10n.t('Copied as JSON'), jsonText),
  );
}

/** The rows or the organization that the call names; `undefined` if it names none. */
function named(
  { given: { corpId }, rows }: Invocation<OrganizationArgument>,
  organizations: Organizations,
): Nodes | undefined {
  const nodes = rows.filter(isNode);
  return corpId !== undefined ? [organizations.get(corpId)] : nodes.length > 0 ? nodes : undefined;
}

/** The selected rows of this view, if they are at least so many. */
function selectedNodes({ selected }: Invocation<OrganizationArgument>, least: number): Nodes | undefined {
  const nodes = selected.filter(isNode);
  return nodes.length >= least ? nodes : undefined;
}

async function pickNode(
  call: Invocation<OrganizationArgument>,
  organizations: Organizations,
  title = l10n.t('Copy Value'),
): Promise<Nodes | undefined> {
  const organization = await pickOrganization(organizations, call, title);
  return organization && [organization];
}

async function copy(text: string): Promise<string> {
  await vscode.env.clipboard.writeText(text);
  return text;
}

/** Shown briefly in the status bar: if focus and selection differ, it is not obvious which rows a key has copied. */
function report(message: string): void {
  // Split, or `$(name)` in DingTalk's text would be drawn as an icon.
  vscode.window.setStatusBarMessage(`$(copy) ${message.replaceAll('$(', '$ (')}`, 4000);
}

function firstLine(text: string): string {
  const [first = '', ...others] = text.split('\n');
  return others.length === 0 ? first : `${first} …`;
}

async function reportNone(): Promise<void> {
  await vscode.window.showInformationMessage(l10n.t('There is no data to copy yet.'));
}
