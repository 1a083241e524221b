import type { ErrorKind } from '../../dingtalk/errors.ts';
import type { Remedy } from '../../organizations/failures/remedies.ts';
import type { Fact } from './fact.ts';

/** The checks, in the order in which they are reported to a caller. */
export const checkIds = [
  'versions',
  'settings',
  'network',
  'secrets',
  'dns',
  'proxy',
  'connection',
  'request',
  'clock',
  'signIn',
  'user',
  'usage',
  'access',
  'files',
] as const;

export type CheckId = (typeof checkIds)[number];

/** Worst first. */
export const verdicts = ['failed', 'warning', 'notChecked', 'ok'] as const;
export type Verdict = (typeof verdicts)[number];

/** What is wrong, as one of the kinds of failure that the extension explains everywhere else. */
export interface Problem {
  readonly kind: ErrorKind;
  readonly sentence: string;
  /** Its arguments may name an organization: they are for the button, and never shown. */
  readonly remedy?: Remedy;
}

/** What one check found about one endpoint, one organization or this machine. */
export interface Finding {
  readonly check: CheckId;
  readonly verdict: Verdict;
  readonly facts: readonly Fact[];
  readonly problem?: Problem;
}

export const ok = (check: CheckId, ...facts: Fact[]): Finding => ({ check, verdict: 'ok', facts });

export const notChecked = (check: CheckId, ...facts: Fact[]): Finding => ({
  check,
  verdict: 'notChecked',
  facts,
});

export const failed = (check: CheckId, problem: Problem, ...facts: Fact[]): Finding => ({
  check,
  verdict: 'failed',
  facts,
  problem,
});

export const warning = (check: CheckId, problem: Problem, ...facts: Fact[]): Finding => ({
  check,
  verdict: 'warning',
  facts,
  problem,
});
