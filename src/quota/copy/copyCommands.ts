import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type Command, chosenRows, isRow } from '../../editor/command.ts';
import type { Commands } from '../../editor/commands.ts';
import { commands } from '../../ids.ts';
import type { Organizations } from '../../organizations/organizations.ts';
import { pickOrganization } from '../../organizations/pickOrganization.ts';
import { readFormat } from '../readFormat.ts';
import type { StorageStore } from '../storageStore.ts';
import type { Node } from '../tree/nodes.ts';
import { jsonText, markdownText } from './copyAs.ts';
import { valueText } from './copyValue.ts';
import { type SelectedPartition, selectedPartitions } from './selectedFigures.ts';

type Nodes = readonly Node[];
type View = { rowsForKey(): Promise<Nodes> };

/** *Copy Value*, *Copy as Markdown* and *Copy as JSON*, of the rows of the Organizations view. */
export function registerCopyCommands(
  registry: Commands,
  organizations: Organizations,
  store: StorageStore,
  view: View,
): void {
  registry.register(commands.copyValue, {
    async complete(argument, selection) {
      const nodes =
        argument === undefined ? await view.rowsForKey() : named(argument, selection, organizations);
      return nodes.length === 0 ? undefined : nodes;
    },
    run: nodes => copy(valueText(nodes, corpId => store.get(corpId), readFormat(), Date.now())),
    tell: text => tell(l10n.t('Copied: {0}', firstLine(text))),
  });
  const copyAs = (title: string, done: string, textOf: (figures: readonly SelectedPartition[]) => string) =>
    ({
      async complete(argument, selection) {
        if (argument !== undefined) {
          return named(argument, selection, organizations);
        }
        const organization = await pickOrganization(organizations, argument, title);
        return organization && [organization];
      },
      run(nodes) {
        const figures = selectedPartitions(nodes, corpId => store.get(corpId).storage);
        return figures.length === 0 ? undefined : copy(textOf(figures));
      },
      tell: text => (text === undefined ? void tellNone() : tell(done)),
    }) satisfies Command<Nodes, string | undefined>;
  const labelOf = (corpId: string) => organizations.find(corpId)?.label ?? corpId;
  registry.register(
    commands.copyAsMarkdown,
    copyAs(l10n.t('Copy as Markdown'), l10n.t('Copied as Markdown'), figures =>
      markdownText(figures, labelOf, readFormat()),
    ),
  );
  registry.register(commands.copyAsJson, copyAs(l10n.t('Copy as JSON'), l10n.t('Copied as JSON'), jsonText));
}

function named(argument: unknown, selection: readonly unknown[], organizations: Organizations): Nodes {
  return isRow(argument)
    ? (chosenRows(argument, selection) as Nodes)
    : [organizations.get(String((argument as { corpId?: unknown }).corpId))];
}

async function copy(text: string): Promise<string> {
  await vscode.env.clipboard.writeText(text);
  return text;
}

/** In the status bar, for a moment: which rows a key has copied is not plain where focus and selection differ. */
function tell(message: string): void {
  // Apart, or DingTalk's text would draw an icon there.
  vscode.window.setStatusBarMessage(`$(copy) ${message.replaceAll('$(', '$ (')}`, 4000);
}

function firstLine(text: string): string {
  const [first = '', ...others] = text.split('\n');
  return others.length === 0 ? first : `${first} …`;
}

async function tellNone(): Promise<void> {
  await vscode.window.showInformationMessage(l10n.t('There is no data to copy yet.'));
}
