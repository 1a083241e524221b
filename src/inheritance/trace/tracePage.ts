import * as l10n from '@vscode/l10n';
import { linkOf } from '../../dingtalk/documentLink.ts';
import { type Choice, type PageData, textLines } from '../../pages/contract.ts';
import { pageWords, tableWords } from '../../pages/words.ts';
import { cleanText } from '../../text/cleanText.ts';
import { isoTime, markdownCell, paddedTable } from '../../text/exportText.ts';
import { timeFormat } from '../../text/formats.ts';
import type { InheritanceTrace, Traced, TraceStep } from './trace.ts';
import { fileText, stepResult, stepText, traceNotes, traceSentence } from './traceWords.ts';

/** A trace as it is kept for its page. */
export interface KeptTrace extends InheritanceTrace, Traced {
  /** The user's name for the organization. */
  readonly organization: string;
  readonly endpoint: string;
  /** The sentences below the first: see {@link traceNotes}. */
  readonly notes: readonly string[];
  /** Titles of the buttons that may help if it failed. */
  readonly remedies: readonly string[];
}

export function traceTitle(trace: Pick<Traced, 'steps'>): string {
  return l10n.t('Inheritance of {0}', fileText(trace));
}

/** A trace as its page takes it: the file first, then its parents upward. */
export function tracePage(trace: KeptTrace, language: string): PageData {
  const { steps, notes, organization, askedAt, remedies } = trace;
  const lines = (textOf: (step: TraceStep, index: number) => string) => textLines(steps.map(textOf));
  const words = tableWords({ label: l10n.t('From the file upward'), filter: l10n.t('Filter by result') });
  const text = { kind: 'text' } as const;
  const choices = steps.map(choiceOf);
  return {
    title: traceTitle(trace),
    facts: [traceSentence(trace), ...notes, aboutText(organization, askedAt, language)],
    actions: [
      ...remedies.map((text, index) => ({ name: `remedy${index}`, text })),
      { name: 'access', text: l10n.t('Who Can See It…') },
      { name: 'asText', text: l10n.t('Open as Text') },
    ],
    words: pageWords(language),
    table: {
      columns: [
        {
          id: 'outcome',
          title: l10n.t('Result'),
          width: 205,
          grow: 1,
          kind: 'choice',
          choices,
          indexes: Int32Array.from(choices.keys()),
        },
        {
          id: 'path',
          title: l10n.t('Path'),
          width: 190,
          grow: 2,
          ...text,
          lines: lines(({ dentryUuid }, index) => {
            const text = stepText(trace, index);
            return text === dentryUuid ? '' : text;
          }),
        },
        {
          id: 'dentryUuid',
          title: 'dentryUuid',
          width: 120,
          grow: 0.8,
          ...text,
          lines: lines(({ dentryUuid }) => cleanText(dentryUuid)),
          isCode: true,
        },
      ],
      idColumn: 'dentryUuid',
      filterColumn: 'outcome',
      words,
    },
  };
}

function choiceOf(step: TraceStep): Choice {
  const { inheritance } = step;
  const icon =
    inheritance === undefined
      ? 'failed'
      : inheritance === 'BREAK'
        ? 'bad'
        : inheritance === 'PASS_ON'
          ? 'good'
          : 'unknown';
  return { key: inheritance ?? '', text: stepResult(step), icon, code: '' };
}

function aboutText(organization: string, askedAt: number, language: string): string {
  return `${l10n.t('Organization')}: ${cleanText(organization)} · ${l10n.t('Checked')}: ${timeFormat(language).format(askedAt)}`;
}

/** A trace as Markdown. */
export function traceText(trace: KeptTrace): string {
  const { steps, notes, organization, corpId, endpoint, askedAt } = trace;
  const head = [l10n.t('Result'), l10n.t('Path'), 'dentryUuid'];
  const rows = steps.map((step, index) => [
    markdownCell(stepResult(step)),
    markdownCell(stepText(trace, index)),
    step.dentryUuid === '' ? '' : `[${markdownCell(step.dentryUuid)}](${linkOf(step.dentryUuid, endpoint)})`,
  ]);
  return [
    `# ${markdownCell(traceTitle(trace))}`,
    '',
    ...[traceSentence(trace), ...notes].flatMap(line => [markdownCell(line), '']),
    `- ${l10n.t('Organization')}: ${markdownCell(organization)} (${markdownCell(corpId)})`,
    `- ${l10n.t('Checked')}: ${isoTime(askedAt) ?? ''}`,
    '',
    paddedTable([head, ...rows]),
  ].join('\n');
}
