import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { DingTalkError } from '../dingtalk/errors.ts';
import { showPick } from '../editor/boxes/showPick.ts';
import type { Invocation } from '../editor/command.ts';
import { cleanText } from '../text/cleanText.ts';
import { modeText } from '../text/modes.ts';
import { isLookup, type Lookup, type Lookups } from './lookups.ts';

/** The argument of a command about one answer. */
export const lookupArgument = v.object({
  corpId: v.exactOptional(v.string()),
  dentryUuid: v.exactOptional(v.string()),
  /** Only to be shown: from our own buttons. */
  name: v.exactOptional(v.string()),
});

export type LookupArgument = v.InferOutput<typeof lookupArgument>;

/**
 * The answers that a command applies to: the rows it was chosen on, the one named by its argument, those selected in
 * the view, or the user's choice; `undefined` if the user cancels.
 *
 * @throws DingTalkError if the argument names none
 */
export async function pickLookups(
  lookups: Lookups,
  view: vscode.TreeView<Lookup>,
  { given, rows }: Invocation<LookupArgument>,
): Promise<readonly Lookup[] | undefined> {
  if (rows.length > 0) {
    return rows.filter(isLookup);
  }
  if (given.corpId !== undefined || given.dentryUuid !== undefined) {
    return [named(lookups, given)];
  }
  // The palette passes no row.
  if (view.visible && view.selection.length > 0) {
    return view.selection;
  }
  const only = await pickLookup(lookups);
  return only && [only];
}

/** Lets the user choose one of the answers. */
export async function pickLookup(lookups: Lookups): Promise<Lookup | undefined> {
  const { all } = lookups;
  if (all.length === 0) {
    reportNoLookups();
    return undefined;
  }
  const items = all.map(lookup => ({
    label: cleanText(lookup.dentryUuid),
    description: modeText(lookup.inheritance),
    lookup,
  }));
  const placeHolder = l10n.t('Select an answer');
  return (await showPick(items, { placeHolder, matchOnDescription: true }))?.lookup;
}

export function reportNoLookups(): void {
  void vscode.window.showInformationMessage(l10n.t('There are no answers yet.'));
}

function named(lookups: Lookups, { corpId = '', dentryUuid = '' }: LookupArgument): Lookup {
  const lookup = lookups.find(corpId, dentryUuid);
  if (lookup === undefined) {
    throw new DingTalkError('invalidParameter', { parameter: 'dentryUuid', reason: 'not among the answers' });
  }
  return lookup;
}
