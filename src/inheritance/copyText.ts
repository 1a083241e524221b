import * as l10n from '@vscode/l10n';
import { linkOf } from '../dingtalk/documentLink.ts';
import { markdownCell, markdownTable, plainJson } from '../text/exportText.ts';
import { modeText } from '../text/modes.ts';
import type { InheritanceAnswer } from './lookups.ts';

/**
 * A table with one row per answer.
 *
 * @param nameOf the user's name for an organization
 * @param endpointOf its Open API; default: the mainland's
 */
export function answersAsMarkdown(
  answers: readonly InheritanceAnswer[],
  nameOf: (corpId: string) => string,
  endpointOf: (corpId: string) => string | undefined = () => undefined,
): string {
  const header = [l10n.t('Inheritance'), 'dentryUuid', l10n.t('Organization'), l10n.t('Checked')];
  const rows = answers.map(({ corpId, dentryUuid, inheritance, askedAt }) => [
    markdownCell(modeText(inheritance)),
    `[${markdownCell(dentryUuid)}](${linkOf(dentryUuid, endpointOf(corpId))})`,
    markdownCell(nameOf(corpId)),
    new Date(askedAt).toISOString(),
  ]);
  return markdownTable([header, ...rows]);
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
