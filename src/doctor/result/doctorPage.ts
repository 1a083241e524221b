import * as l10n from '@vscode/l10n';
import type { Remedy } from '../../organizations/failures/remedies.ts';
import type { FindingGroup, PageData } from '../../pages/contract.ts';
import { pageWords } from '../../pages/words.ts';
import type { Verdict } from '../checks/check.ts';
import {
  type Checked,
  closingLines,
  headingOf,
  linesOf,
  privacyNote,
  reportOf,
  verdictSigns,
  worstFirst,
} from './report.ts';
import { reportTitle } from './reportText.ts';

const looks: Readonly<Record<Verdict, FindingGroup['look']>> = {
  failed: 'bad',
  warning: 'warning',
  notChecked: 'plain',
  ok: 'good',
};

/** The report as a page, worst first. The buttons of findings are numbered: see {@link remedyNamed}. */
export function doctorPage(
  checks: readonly Checked[],
  metered: number | undefined,
  language: string,
): PageData {
  let buttons = 0;
  return {
    title: reportTitle(),
    facts: [privacyNote()],
    actions: [
      ...(metered === undefined ? [] : [{ name: 'ask', text: askText(metered) }]),
      { name: 'again', text: l10n.t('Run Again') },
      { name: 'copy', text: l10n.t('Copy') },
      { name: 'report', text: l10n.t('Report Issue with This') },
      { name: 'asText', text: l10n.t('Open as Text') },
    ],
    words: pageWords(language),
    findings: {
      todo: l10n.t('Do:'),
      groups: worstFirst(checks).map(({ id, verdict, findings }) => ({
        look: looks[verdict],
        sign: verdictSigns[verdict],
        heading: headingOf(verdict, id),
        items: findings.map(finding => {
          const remedy = finding.problem?.remedy;
          const lines = linesOf(finding);
          return remedy === undefined
            ? { lines }
            : { lines, action: { name: `do:${buttons++}`, text: remedy.title } };
        }),
      })),
      closing: closingLines(reportOf(checks)),
    },
  };
}

/** What a button of a finding does. @param name of the button */
export function remedyNamed(checks: readonly Checked[], name: string): Remedy | undefined {
  const remedies = worstFirst(checks).flatMap(({ findings }) =>
    findings.flatMap(({ problem }) => problem?.remedy ?? []),
  );
  const number = /^do:(\d+)$/.exec(name)?.[1];
  return number === undefined ? undefined : remedies[Number(number)];
}

/** @param calls metered ones */
export function askText(calls: number): string {
  return calls === 1
    ? l10n.t('Ask DingTalk Too (1 Metered Call)')
    : l10n.t('Ask DingTalk Too ({0} Metered Calls)', calls);
}
