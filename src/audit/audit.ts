import type { ErrorKind } from '../dingtalk/errors.ts';

/** A file or folder to be asked about. */
export interface AuditItem {
  readonly dentryUuid: string;
  readonly name?: string;
  readonly path?: string;
}

/** What came of one question; never a guess. */
export type AuditOutcome =
  /** `PASS_ON`, `BREAK`, or a value unknown to us. */
  { readonly inheritance: string } | { readonly kind: ErrorKind; readonly code?: string };

export interface AuditResult {
  readonly dentryUuid: string;
  readonly outcome: AuditOutcome;
  /** Milliseconds since 1970. */
  readonly answeredAt: number;
}

/** Files that are asked about together, as far as they were answered. */
export interface Audit {
  readonly id: string;
  readonly corpId: string;
  readonly organizationLabel: string;
  /** Of the Open API. Its region has the pages of the files; absent in audits that were begun without it. */
  readonly endpoint?: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Each dentryUuid once. */
  readonly items: readonly AuditItem[];
  /** By dentryUuid. What is missing was not answered yet. */
  readonly results: ReadonlyMap<string, AuditResult>;
}

/** Files that one audit takes; at DingTalk's pace, they need an hour and a half. */
export const maxAuditItems = 100_000;

/** What the results are counted by: a mode, or the kind of a failure. */
export function outcomeKey(outcome: AuditOutcome): string {
  return 'inheritance' in outcome ? outcome.inheritance : outcome.kind;
}

/** How many results there are of each mode and each kind of failure. */
export function countOutcomes(results: Iterable<AuditResult>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { outcome } of results) {
    const key = outcomeKey(outcome);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
