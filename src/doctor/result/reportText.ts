import * as l10n from '@vscode/l10n';
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

export const reportTitle = (): string => l10n.t('DingTalk Doctor');

/** The report as Markdown, worst first. */
export function reportText(checks: readonly Checked[]): string {
  const sections = worstFirst(checks).map(({ id, verdict, findings }) => {
    const lines = findings.flatMap(finding => {
      const remedy = finding.problem?.remedy;
      return [...linesOf(finding), ...(remedy === undefined ? [] : [`${l10n.t('Do:')} **${remedy.title}**`])];
    });
    return [
      `## ${verdictSigns[verdict]} ${headingOf(verdict, id)}`,
      lines.map(line => `- ${line}`).join('\n'),
    ].join('\n\n');
  });
  const closing = closingLines(reportOf(checks));
  return `${[`# ${reportTitle()}`, privacyNote(), ...sections, ...closing].join('\n\n')}\n`;
}
