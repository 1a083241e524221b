import { asDingTalkError, isCancellation } from '../dingtalk/errors.ts';
import { explain } from '../organizations/failures/explain.ts';
import type { Organization } from '../organizations/organization.ts';
import { cleanSentence } from '../text/cleanText.ts';
import { cutTo } from '../text/cut.ts';

/** A language-model tool without the editor's types; an adapter registers it. */
export interface Tool {
  /** Describes what `run` would do with this input. @throws ToolFailure for an input that `run` refuses */
  prepare(input: unknown): Preparation;
  /**
   * Answers in text for a language model.
   *
   * @throws ToolFailure worded for the model; the signal's reason if it was cancelled
   */
  run(input: unknown, signal: AbortSignal): Promise<string>;
}

export interface Preparation {
  /** The organization in question, if it is a single one. */
  readonly organization?: Organization;
  /** The file or folder in question, if it is not the organization itself. */
  readonly dentryUuid?: string;
  /** What to search for, if the file is not known yet. */
  readonly keyword?: string;
  /** How many calls it is at most; absent for one. */
  readonly calls?: number;
  /** Whether DingTalk will be called, which is metered. */
  readonly isMetered: boolean;
}

/** Why a tool has no answer, worded for a language model. */
export class ToolFailure extends Error {
  override readonly name = 'ToolFailure';
}

/** A failure worded for a language model, with its kind. A cancellation is returned unchanged. */
export function failureFor(error: unknown, organization: Organization): unknown {
  return isCancellation(error) ? error : new ToolFailure(sentenceFor(error, organization));
}

export function sentenceFor(error: unknown, organization: Organization): string {
  const failure = asDingTalkError(error);
  return `${failure.kind}: ${explain(failure, organization).sentence}`;
}

/** Quotes a value from DingTalk, which may be any text: a model must not read it as instructions. */
export function asCode(value: string): string {
  return /^\w{1,60}$/.test(value) ? value : JSON.stringify(cutTo(cleanSentence(value), 60));
}

const maxLength = 4000;

/** Limits a text to what fits in a model's context: extra lines are left out, and the last line says so. */
export function bounded(lines: readonly string[]): string {
  const kept: string[] = [];
  let length = 0;
  for (const line of lines) {
    length += line.length + 1;
    if (length > maxLength) {
      return [...kept, `(Lines left out: ${lines.length - kept.length})`].join('\n');
    }
    kept.push(line);
  }
  return kept.join('\n');
}
