import { type ErrorKind, errorKinds } from '../dingtalk/errors.ts';
import type { GrantList } from '../grants/grant.ts';

/** A file or folder to ask about. */
export interface AuditItem {
  readonly dentryUuid: string;
  readonly name?: string;
  readonly path?: string;
}

/** The result of one question; never a guess. */
export type AuditOutcome =
  /** `PASS_ON`, `BREAK`, or a value unknown to us. */
  | { readonly inheritance: string }
  /** All grants of a file whose permissions are broken. */
  | GrantList
  | { readonly kind: ErrorKind; readonly code?: string };

export interface AuditResult {
  readonly dentryUuid: string;
  readonly outcome: AuditOutcome;
  /** Milliseconds since 1970. */
  readonly answeredAt: number;
}

/** What is asked about each file: whether it inherits, if nothing else is said. */
export type AuditSubject = 'grants';

/** Files that are asked about together, with the answers so far. */
export interface Audit {
  readonly id: string;
  readonly corpId: string;
  readonly organizationLabel: string;
  readonly about?: AuditSubject;
  /** Of the Open API; its region determines the links to the files. Absent in audits that were started without it. */
  readonly endpoint?: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Each dentryUuid once. */
  readonly items: readonly AuditItem[];
  /** By dentryUuid. A file without one was not answered yet. */
  readonly results: ReadonlyMap<string, AuditResult>;
}

/** The most files of one audit; at DingTalk's usual pace, they take an hour and a half. */
export const maxAuditItems = 100_000;

/** What listed grants are counted by. */
export const listedKey = 'listed';

/** What the results are counted by: a mode, listed grants, or the kind of a failure. */
export function outcomeKey(outcome: AuditOutcome): string {
  if ('grants' in outcome) {
    return listedKey;
  }
  return 'inheritance' in outcome ? outcome.inheritance : outcome.kind;
}

/** How many results there are of each mode and each kind of failure. */
export function countOutcomes(results: Iterable<AuditResult>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const result of results) {
    recount(counts, result, 1);
  }
  return counts;
}

/** Adds a result to the counts, or takes one away. */
export function recount(counts: Map<string, number>, result: AuditResult | undefined, change: 1 | -1): void {
  if (result !== undefined) {
    const key = outcomeKey(result.outcome);
    const count = (counts.get(key) ?? 0) + change;
    if (count === 0) {
      counts.delete(key);
    } else {
      counts.set(key, count);
    }
  }
}

const failureKeys: ReadonlySet<string> = new Set(errorKinds);
/** Failures that asking again does not change, unless somebody has changed the file. */
const lasting: ReadonlySet<string> = new Set<ErrorKind>([
  'notFound',
  'otherOrganization',
  'invalidParameter',
]);

export function countAll(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

/** How many of the counted results are failures. */
export function countFailures(counts: ReadonlyMap<string, number>): number {
  return countAll(new Map([...counts].filter(([key]) => failureKeys.has(key))));
}

/** Whether some of the counted results are failures that may have passed. */
export function mayHavePassed(counts: ReadonlyMap<string, number>): boolean {
  return [...counts.keys()].some(key => failureKeys.has(key) && !lasting.has(key));
}

/** The files of an audit whose permissions are broken. */
export function brokenFiles({ items, results }: Audit): AuditItem[] {
  const isBroken = (outcome: AuditOutcome = { inheritance: '' }) =>
    'inheritance' in outcome && outcome.inheritance === 'BREAK';
  return items.filter(({ dentryUuid }) => isBroken(results.get(dentryUuid)?.outcome));
}
