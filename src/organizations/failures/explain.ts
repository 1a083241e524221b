import type { DingTalkError } from '../../dingtalk/errors.ts';
import { isSample, type Organization } from '../organization.ts';
import type { Remedy } from './remedies.ts';
import { type Link, wordsFor } from './wordsFor.ts';

/** A failure in the user's words. */
export interface Explanation {
  /** A few words, for a row of the tree. */
  readonly summary: string;
  /** What happened and what to do about it. */
  readonly sentence: string;
  readonly remedies: readonly Remedy[];
  /** The DingTalk page where it can be fixed; also among the remedies. */
  readonly link?: Link;
  /** Whether the same call may succeed later. */
  readonly isPassing: boolean;
}

/**
 * Puts a failure into words.
 *
 * @param organization the one that the call was made for, if known
 */
export function explain(error: DingTalkError, organization?: Organization): Explanation {
  const { summary, sentence, remedies = [], link, isPassing = false } = wordsFor(error, organization);
  const linkRemedies =
    link === undefined ? [] : [{ title: link.title, command: 'vscode.open', arguments: [link.url] }];
  // A sample's failure cannot be fixed: there is nothing to sign in to or to edit.
  const isSampleData = organization !== undefined && isSample(organization);
  return {
    summary,
    sentence: withCode(sentence, error),
    remedies: isSampleData ? [] : [...linkRemedies, ...remedies],
    ...(link === undefined ? {} : { link }),
    isPassing,
  };
}

/** Adds DingTalk's own words after our sentence: an unknown code is shown as is. */
function withCode(sentence: string, { kind, code, details }: DingTalkError): string {
  const shown =
    kind === 'badAnswer' ||
    kind === 'notSupported' ||
    kind === 'notFound' ||
    kind === 'invalidParameter' ||
    kind === 'serverError';
  const http = kind === 'serverError' && details.status !== undefined ? `HTTP ${details.status}` : undefined;
  const facts = [http, code, details.reason].filter(fact => fact !== undefined);
  return shown && facts.length > 0 ? `${sentence} (${facts.join(': ')})` : sentence;
}
