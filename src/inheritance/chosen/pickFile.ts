import * as v from 'valibot';
import type { Invocation, Row } from '../../editor/command.ts';
import type { Organizations } from '../../organizations/organizations.ts';
import type { LookupArgument } from '../pickLookups.ts';
import type { ChosenFile, NamedFile } from './chosenFile.ts';

/** @returns `undefined` if the user cancels */
export type PickFile = (call: Invocation<LookupArgument>, title: string) => Promise<ChosenFile | undefined>;

/** Rows of whatever view that stand for a file. */
const fileRow = v.object({
  corpId: v.string(),
  dentryUuid: v.pipe(v.string(), v.minLength(1)),
  name: v.optional(v.string()),
});

/**
 * The file that a command was chosen on, in a view or in a page, or that `ask` finds out.
 *
 * @param selected the file in the row that has the focus in a page
 * @param ask reads the argument, or asks the user
 */
export function pickFileOf(
  organizations: Organizations,
  selected: () => Promise<NamedFile | undefined>,
  ask: PickFile,
): PickFile {
  return async (call, title) => {
    const isOnPage = call.row?.kind === 'rows';
    const file = isOnPage ? await selected() : fileIn(call.row);
    if (file === undefined) {
      return isOnPage ? undefined : ask(call, title);
    }
    const { corpId, dentryUuid, name } = file;
    const organization = organizations.get(corpId);
    return { organization, dentryUuid, ...(name === undefined ? {} : { name }) };
  };
}

function fileIn(row: Row | undefined): NamedFile | undefined {
  const read = v.safeParse(fileRow, row);
  if (!read.success) {
    return undefined;
  }
  const { name, ...file } = read.output;
  return name === undefined ? file : { ...file, name };
}
