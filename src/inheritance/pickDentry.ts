import * as l10n from '@vscode/l10n';
import { showPick } from '../editor/boxes/showPick.ts';

/** A file or folder with its name. */
export interface Dentry {
  readonly name: string;
  readonly dentryUuid: string;
}

/** Files and folders to choose from, and the question. */
export interface DentryChoices {
  readonly placeHolder: string;
  readonly dentries: readonly Dentry[];
}

/**
 * Lets the user choose one of `dentries`, name another by `ask`, or leave to `find` one; only asks if there are none.
 * Returns the dentryUuid, or `undefined` if the user cancels.
 */
export async function pickDentry(
  title: string,
  { placeHolder, dentries }: DentryChoices,
  ask: () => Promise<string | undefined>,
  find: () => Promise<undefined>,
): Promise<string | undefined> {
  if (dentries.length === 0) {
    return ask();
  }
  const items = dentries.map(({ name, dentryUuid }) => ({
    label: name,
    description: name === dentryUuid ? '' : dentryUuid,
    choose: async (): Promise<string | undefined> => dentryUuid,
  }));
  const other = { label: l10n.t('Another file or folder…'), description: '', choose: ask };
  const byName = { label: l10n.t('Find by Name…'), description: '', choose: find };
  const picked = await showPick([...items, other, byName], {
    title,
    placeHolder,
    matchOnDescription: true,
  });
  return picked?.choose();
}
