import * as l10n from '@vscode/l10n';
import { DingTalkError } from '../../dingtalk/errors.ts';

/**
 * The setting's value with an entry added, or replacing the one with the corpId `before`. Other entries, even invalid
 * ones, stay as they are, and so do unknown fields of the replaced entry.
 *
 * @throws DingTalkError if the setting is not a list: what the user typed there would be lost
 */
export function withEntry(setting: unknown, entry: Record<string, string>, before?: string): unknown[] {
  const entries = listOf(setting);
  const index = before === undefined ? -1 : entries.findIndex(candidate => corpIdOf(candidate) === before);
  return index === -1
    ? [...entries, entry]
    : entries.with(index, { ...unknownFields(entries[index]), ...entry });
}

/** The setting's value without the entries for these corpIds. @throws DingTalkError as {@link withEntry} */
export function withoutEntries(setting: unknown, corpIds: ReadonlySet<unknown>): unknown[] {
  return listOf(setting).filter(entry => !corpIds.has(corpIdOf(entry)));
}

/**
 * The setting's value with removed entries back at their places, as they were. Those that were added again stay as they
 * are now.
 *
 * @param before the setting's value before they were removed
 * @throws DingTalkError as {@link withEntry}
 */
export function withEntriesBack(setting: unknown, before: unknown, corpIds: ReadonlySet<unknown>): unknown[] {
  const present = new Set(listOf(setting).map(corpIdOf));
  return listOf(before).reduce<unknown[]>(
    (entries, entry, index) => {
      const corpId = corpIdOf(entry);
      return corpIds.has(corpId) && !present.has(corpId) ? entries.toSpliced(index, 0, entry) : entries;
    },
    [...listOf(setting)],
  );
}

const ownFields = new Set(['corpId', 'name', 'unionId', 'endpoint', 'signIn', 'clientId']);

function unknownFields(entry: unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(entry as object).filter(([field]) => !ownFields.has(field)));
}

function listOf(setting: unknown): readonly unknown[] {
  if (setting === undefined || setting === null) {
    return [];
  }
  if (!Array.isArray(setting)) {
    throw new DingTalkError('invalidParameter', {
      parameter: 'dingtalkStorage.organizations',
      reason: l10n.t('not an array; fix it in your settings first'),
    });
  }
  return setting;
}

function corpIdOf(entry: unknown): unknown {
  return typeof entry === 'object' && entry !== null ? (entry as Record<string, unknown>).corpId : undefined;
}
