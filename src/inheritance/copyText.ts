import * as l10n from '@vscode/l10n';
import { linkOf } from '../dingtalk/dentryUuid.ts';
import { cleanText } from '../text/cleanText.ts';
import { plainJson } from '../text/exportText.ts';
import { modeText } from '../text/modes.ts';
import type { InheritanceAnswer } from './lookups.ts';

/** One table, with a row for each answer. `nameOf` gives what the user calls an organization. */
export function answersAsMarkdown(
  answers: readonly InheritanceAnswer[],
  nameOf: (corpId: string) => string,
): string {
  const header = [l10n.t('Inheritance'), 'dentryUuid', l10n.t('Organization'), l10n.t('Checked')];
  const rows = answers.map(({ corpId, dentryUuid, inheritance, askedAt }) => [
    cell(modeText(inheritance)),
    `[${cell(dentryUuid)}](${linkOf(dentryUuid)})`,
    cell(nameOf(corpId)),
    new Date(askedAt).toISOString(),
  ]);
  return [header, header.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |\n`).join('');
}

/** One answer as an object, several as an array; the time also as ISO 8601, in UTC. */
export function answersAsJson(answers: readonly InheritanceAnswer[]): string {
  const objects = answers.map(({ corpId, dentryUuid, inheritance, askedAt }) => ({
    corpId,
    dentryUuid,
    inheritance,
    askedAt,
    askedAtIso: new Date(askedAt).toISOString(),
  }));
  return plainJson(objects.length === 1 ? objects[0] : objects, 2);
}

/** Text as text: nothing in it is Markdown. An underscore within a word is none, and stays readable. */
function cell(text: string): string {
  return cleanText(text).replace(/[\\`*[\]<>|~#&]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\$&');
}
