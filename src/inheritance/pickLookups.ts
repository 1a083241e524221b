import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { DingTalkError } from '../dingtalk/errors.ts';
import { cleanText } from '../text/cleanText.ts';
import { modeText } from '../text/modes.ts';
import { isLookup, type Lookup, type Lookups } from './lookups.ts';
import type { LookupsRow } from './lookupsView.ts';

/**
 * The answers that a command is about: the rows it was chosen on, the one that its argument names, those that are
 * selected in the view, or the user's choice; `undefined` when the user leaves.
 *
 * @param selection the rows that were selected when the command was chosen on one of them
 * @throws DingTalkError where the argument names none
 */
export async function pickLookups(
  lookups: Lookups,
  view: vscode.TreeView<LookupsRow>,
  argument: unknown,
  selection: readonly unknown[],
): Promise<readonly Lookup[] | undefined> {
  if (isLookup(argument)) {
    const rows = selection.filter(isLookup);
    return rows.length > 0 ? rows : [argument];
  }
  const selected = view.selection.filter(isLookup);
  if (isSelectionOnly(argument)) {
    return selected.length > 0 ? selected : undefined;
  }
  if (argument !== undefined && argument !== null) {
    return [named(lookups, argument)];
  }
  // The palette comes without a row.
  if (view.visible && selected.length > 0) {
    return selected;
  }
  const only = await pickLookup(lookups);
  return only === undefined ? undefined : [only];
}

/** Whether a key was pressed in the view: it means the selected rows, and is none of our business where they are others'. */
function isSelectionOnly(argument: unknown): boolean {
  return (argument as { kind?: unknown } | null | undefined)?.kind === 'selection';
}

/** Lets the user choose one of the answers. */
export async function pickLookup(lookups: Lookups): Promise<Lookup | undefined> {
  const { all } = lookups;
  if (all.length === 0) {
    void vscode.window.showInformationMessage(l10n.t('There are no answers yet.'));
    return undefined;
  }
  const items = all.map(lookup => ({
    label: cleanText(lookup.dentryUuid),
    description: modeText(lookup.inheritance),
    lookup,
  }));
  const placeHolder = l10n.t('Select an answer');
  return (await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true }))?.lookup;
}

function named(lookups: Lookups, argument: unknown): Lookup {
  const { corpId, dentryUuid } = argument as { corpId?: unknown; dentryUuid?: unknown };
  const lookup = lookups.find(String(corpId), String(dentryUuid));
  if (lookup === undefined) {
    throw new DingTalkError('invalidParameter', { parameter: 'dentryUuid', reason: 'not among the answers' });
  }
  return lookup;
}
