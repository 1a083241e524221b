import * as l10n from '@vscode/l10n';
import type { DingTalkError } from '../../dingtalk/errors.ts';
import { cleanText } from '../../text/cleanText.ts';
import { modeText } from '../../text/modes.ts';
import type { EarlyEnd, Traced, TraceStep } from './trace.ts';

/** A step as people know it: by its path, else by its name, else by its id. */
export function stepText({ steps, path }: Pick<Traced, 'steps' | 'path'>, index: number): string {
  const names = (path ?? '').split('/').filter(name => name !== '');
  const step = steps[index];
  const own = names.slice(0, names.length - index);
  // What DingTalk calls a folder itself is surer than a path with its name in another place.
  const isSame = own.length > 0 && (step?.name === undefined || own.at(-1) === step.name);
  return cleanText(isSame ? `/${own.join('/')}` : (step?.name ?? step?.dentryUuid ?? ''));
}

/** The name of the file, or its id. */
export function fileText({ steps: [file] }: Pick<Traced, 'steps'>): string {
  return cleanText(file?.name ?? file?.dentryUuid ?? '');
}

/** Where the permissions come from, in one sentence. */
export function traceSentence(traced: Pick<Traced, 'steps' | 'end' | 'path'>): string {
  const { steps, end } = traced;
  const file = fileText(traced);
  const answered = steps.filter(({ inheritance }) => inheritance !== undefined).length;
  const highest = stepText(traced, answered - 1);
  const isOnlyFile = answered <= 1;
  switch (end) {
    case 'root':
      return l10n.t('“{0}” inherits its permissions all the way from the root of its space.', file);
    case 'failed':
      return isOnlyFile
        ? l10n.t('“{0}” inherits its permissions. Its parent could not be read.', file)
        : l10n.t(
            '“{0}” inherits its permissions, at least from “{1}” on. What is above that could not be read.',
            file,
            highest,
          );
    case 'broken':
      return brokenSentence(steps.at(-1), file, isOnlyFile ? undefined : highest);
  }
}

function brokenSentence(last: TraceStep | undefined, file: string, highest: string | undefined): string {
  const mode = last?.inheritance ?? '';
  if (mode === 'BREAK') {
    return highest === undefined
      ? l10n.t('“{0}” does not inherit: inheritance is broken at this item itself.', file)
      : l10n.t(
          '“{0}” takes its permissions from “{1}” on; above that, inheritance is broken.',
          file,
          highest,
        );
  }
  return highest === undefined
    ? l10n.t('The inheritance mode of “{0}” is {1}. Whether it inherits is not known.', file, cleanText(mode))
    : l10n.t(
        '“{0}” inherits from “{1}”, whose inheritance mode is {2}. Whether it inherits from above that is not known.',
        file,
        highest,
        cleanText(mode),
      );
}

/** What else is to be known, one topic a line. @param explain puts a failure into words */
export function traceNotes(traced: Traced, explain: (failure: DingTalkError) => string): string[] {
  const { steps, end, isShortcut, why } = traced;
  const isBreak = end === 'broken' && steps.at(-1)?.inheritance === 'BREAK';
  return [
    ...(why === undefined ? [] : [whyText(why, explain)]),
    ...(isBreak ? [l10n.t('OWNER and MANAGER permissions from above still apply.')] : []),
    ...(isShortcut
      ? [l10n.t('This is a shortcut. The answer is for the shortcut itself, not for what it leads to.')]
      : []),
  ];
}

function whyText(why: EarlyEnd, explain: (failure: DingTalkError) => string): string {
  switch (why) {
    case 'circle':
      return l10n.t('DingTalk returned a folder as its own parent.');
    case 'noParent':
      return l10n.t('DingTalk did not identify the parent.');
    case 'limit':
      return l10n.t('There are more levels above.');
    default:
      return explain(why);
  }
}

/** The result of a step in a few words. */
export function stepResult({ inheritance }: TraceStep): string {
  return inheritance === undefined ? l10n.t('No answer') : modeText(inheritance);
}
