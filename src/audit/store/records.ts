import * as v from 'valibot';
import { type ErrorKind, errorKinds } from '../../dingtalk/errors.ts';
import { readJson } from '../../text/readJson.ts';
import type { AuditItem, AuditOutcome, AuditResult } from '../audit.ts';

/** An audit without its items and answers: the first of its files. */
export const header = v.object({
  version: v.literal(1),
  id: v.string(),
  corpId: v.string(),
  organizationLabel: v.string(),
  endpoint: v.exactOptional(v.string()),
  name: v.string(),
  startedAt: v.number(),
  /** How many items there are. */
  total: v.number(),
  /** When every file had a result, in milliseconds since 1970; absent while results are missing. */
  finishedAt: v.exactOptional(v.number()),
  /** Results by mode and by kind of failure; absent while results are missing or being replaced. */
  counts: v.exactOptional(v.array(v.tuple([v.string(), v.number()]))),
});
export type Header = v.InferOutput<typeof header>;

const item = v.object({
  dentryUuid: v.string(),
  name: v.exactOptional(v.string()),
  path: v.exactOptional(v.string()),
});

/** Short keys: there may be a hundred thousand. */
const answer = v.object({
  u: v.string(),
  /** The mode; or the kind of the failure, and its code. */
  i: v.exactOptional(v.string()),
  k: v.exactOptional(v.picklist(errorKinds)),
  c: v.exactOptional(v.string()),
  /** When. */
  t: v.number(),
});

export function itemLine({ dentryUuid, name, path }: AuditItem): string {
  return `${JSON.stringify({ dentryUuid, name, path })}\n`;
}

export function answerLine({ dentryUuid, outcome, answeredAt }: AuditResult): string {
  const said = 'inheritance' in outcome ? { i: outcome.inheritance } : { k: outcome.kind, c: outcome.code };
  return `${JSON.stringify({ u: dentryUuid, ...said, t: answeredAt })}\n`;
}

/** The item in a line; `undefined` if the line is torn. */
export function readItem(line: string): AuditItem | undefined {
  return readJson(item, line);
}

/** Creates a reader of answers. Equal outcomes share one object, so that a hundred thousand take little memory. */
export function answerReader(): (line: string) => AuditResult | undefined {
  const outcomes = new Map<string, AuditOutcome>();
  return line => {
    const { u: dentryUuid, i, k, c, t: answeredAt } = readJson(answer, line) ?? {};
    const outcome = outcomeOf(i, k, c);
    if (dentryUuid === undefined || answeredAt === undefined || outcome === undefined) {
      return undefined;
    }
    const key = JSON.stringify(outcome);
    const shared = outcomes.get(key) ?? outcome;
    if (outcomes.size < maxShared) {
      outcomes.set(key, shared);
    }
    return { dentryUuid, outcome: shared, answeredAt };
  };
}

const maxShared = 1000;

function outcomeOf(inheritance?: string, kind?: ErrorKind, code?: string): AuditOutcome | undefined {
  if (inheritance !== undefined) {
    return { inheritance };
  }
  return kind === undefined ? undefined : { kind, ...(code === undefined ? {} : { code }) };
}
