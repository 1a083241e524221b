import { asDingTalkError, isCancellation } from '../dingtalk/errors.ts';
import { explain } from '../organizations/failures/explain.ts';
import type { Organization } from '../organizations/organization.ts';
import { cleanSentence } from '../text/cleanText.ts';

/** A language-model tool, in plain data: an adapter gives it to the editor. */
export interface Tool {
  /** What the use of the tool with this input would be. @throws ToolFailure for an input that `run` refuses */
  prepare(input: unknown): Preparation;
  /**
   * Answers in text for a language model.
   *
   * @throws ToolFailure in words for the model; the signal's reason where it was cancelled
   */
  run(input: unknown, signal: AbortSignal): Promise<string>;
}

export interface Preparation {
  /** The one organization that it is about. */
  readonly organization?: Organization;
  /** What is asked about, if not the organization itself. */
  readonly dentryUuid?: string;
  /** Whether DingTalk will be called, which is metered. */
  readonly isMetered: boolean;
}

/** Why a tool has no answer, in words for a language model. */
export class ToolFailure extends Error {
  override readonly name = 'ToolFailure';
}

/** A failure in words for a language model, with its kind; cancelled stays as it is. */
export function failureFor(error: unknown, organization: Organization): unknown {
  return isCancellation(error) ? error : new ToolFailure(sentenceFor(error, organization));
}

export function sentenceFor(error: unknown, organization: Organization): string {
  const failure = asDingTalkError(error);
  return `${failure.kind}: ${explain(failure, organization).sentence}`;
}

/** A value of DingTalk's that may be anything, as a code: a model must not take it for a sentence. */
export function asCode(value: string): string {
  return /^\w{1,60}$/.test(value) ? value : JSON.stringify(cleanSentence(value).slice(0, 60));
}

const maxLength = 4000;

/** A text that a model can afford: lines that do not fit are left out, and it is told so. */
export function bounded(lines: readonly string[]): string {
  const kept: string[] = [];
  let length = 0;
  for (const line of lines) {
    length += line.length + 1;
    if (length > maxLength) {
      return [...kept, `(${lines.length - kept.length} more lines are left out.)`].join('\n');
    }
    kept.push(line);
  }
  return kept.join('\n');
}
