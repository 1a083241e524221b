import * as v from 'valibot';
import { type ErrorKind, errorKinds } from '../../dingtalk/errors.ts';
import { readJson } from '../../text/readJson.ts';
import type { Audit, AuditItem, AuditOutcome, AuditResult } from '../audit.ts';

/** An audit without its items and answers: the first of its files. */
export const header = v.object({
  version: v.literal(1),
  id: v.string(),
  corpId: v.string(),
  organizationLabel: v.string(),
  endpoint: v.exactOptional(v.string()),
  about: v.exactOptional(v.literal('grants')),
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

/** An audit, of what its files say. */
export function auditOf(
  about: Header,
  items: readonly AuditItem[],
  results: ReadonlyMap<string, AuditResult>,
): Audit {
  const { id, corpId, organizationLabel, name, startedAt } = about;
  return { id, corpId, organizationLabel, ...optionalIn(about), name, startedAt, items, results };
}

/** What an audit may do without. */
export function optionalIn({
  about,
  endpoint,
}: Pick<Audit, 'about' | 'endpoint'>): Pick<Audit, 'about' | 'endpoint'> {
  return { ...(about === undefined ? {} : { about }), ...(endpoint === undefined ? {} : { endpoint }) };
}

const item = v.object({
  dentryUuid: v.string(),
  name: v.exactOptional(v.string()),
  path: v.exactOptional(v.string()),
});

const grant = v.object({
  member: v.object({
    type: v.string(),
    id: v.string(),
    corpId: v.exactOptional(v.string()),
    name: v.exactOptional(v.string()),
  }),
  role: v.object({ id: v.string(), name: v.exactOptional(v.string()) }),
  durationSeconds: v.exactOptional(v.number()),
  grantedOn: v.exactOptional(v.string()),
});

/** Short keys: there may be a hundred thousand. */
const answer = v.object({
  u: v.string(),
  /** The mode; or the kind of the failure, and its code. */
  i: v.exactOptional(v.string()),
  k: v.exactOptional(v.picklist(errorKinds)),
  c: v.exactOptional(v.string()),
  /** The grants, and whether there may be more. */
  g: v.exactOptional(v.array(grant)),
  m: v.exactOptional(v.boolean()),
  /** When. */
  t: v.number(),
});

export function itemLine({ dentryUuid, name, path }: AuditItem): string {
  return `${JSON.stringify({ dentryUuid, name, path })}\n`;
}

export function answerLine({ dentryUuid, outcome, answeredAt }: AuditResult): string {
  return `${JSON.stringify({ u: dentryUuid, ...saidIn(outcome), t: answeredAt })}\n`;
}

function saidIn(outcome: AuditOutcome): object {
  if ('grants' in outcome) {
    return { g: outcome.grants, ...(outcome.isCutOff ? { m: true } : {}) };
  }
  return 'inheritance' in outcome ? { i: outcome.inheritance } : { k: outcome.kind, c: outcome.code };
}

/** The item in a line; `undefined` if the line is torn. */
export function readItem(line: string): AuditItem | undefined {
  return readJson(item, line);
}

/** Creates a reader of answers. Equal outcomes share one object, so that a hundred thousand take little memory. */
export function answerReader(): (line: string) => AuditResult | undefined {
  const outcomes = new Map<string, AuditOutcome>();
  return line => {
    const {
      u: dentryUuid,
      i,
      k,
      c,
      g: grants,
      m: isCutOff = false,
      t: answeredAt,
    } = readJson(answer, line) ?? {};
    const outcome = grants === undefined ? outcomeOf(i, k, c) : { grants, isCutOff };
    if (dentryUuid === undefined || answeredAt === undefined || outcome === undefined) {
      return undefined;
    }
    if ('grants' in outcome) {
      return { dentryUuid, outcome, answeredAt };
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
