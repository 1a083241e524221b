import * as l10n from '@vscode/l10n';
import { DingTalkError } from '../../../dingtalk/errors.ts';
import { type Finding, failed, notChecked, ok, warning } from '../check.ts';
import { Fact } from '../fact.ts';
import { problem, problemOf } from '../problem.ts';
import type { Endpoint } from '../subject.ts';
import type { Visit } from './probes.ts';

export function visitFacts(endpoint: Endpoint, ...visits: readonly Visit[]): Fact[] {
  return visits.map(({ by, ms, failure, status, body = 'other' }) =>
    status === undefined
      ? Fact.unanswered(endpoint, by, failure?.code, ms)
      : Fact.answered(endpoint, by, status, body, ms),
  );
}

/** The answer to `GET /`. */
export function requestFinding(endpoint: Endpoint, visit: Visit, other: Visit): Finding {
  const facts = visitFacts(endpoint, visit, other);
  const { failure, isBlocked, status = 200 } = visit;
  if (failure !== undefined || isBlocked) {
    return failed('request', problemOf(failure ?? new DingTalkError('ipBlocked'), endpoint), ...facts);
  }
  // The root of the API need not exist; a gateway that is down says so.
  return status < 500
    ? ok('request', ...facts)
    : warning('request', problemOf(new DingTalkError('serverError', { status }), endpoint), ...facts);
}

/** Milliseconds: a `Date` has whole seconds, and takes time to arrive. */
const [noise, worrying, wrong] = [2000, 60_000, 600_000];

/** This machine's clock against that of the server. */
export function clockFinding(endpoint: Endpoint, { ahead }: Visit): Finding {
  if (ahead === undefined) {
    return notChecked('clock', Fact.omitted('noDate', endpoint));
  }
  const off = Math.max(0, Math.abs(ahead) - noise);
  const fact = Fact.clock(endpoint, (Math.sign(ahead) * off) / 1000);
  if (off <= worrying) {
    return ok('clock', fact);
  }
  const sentence = l10n.t(
    'The clock of this machine is wrong. Certificates may seem invalid, and times may be shown wrongly. Set the time in the system settings.',
  );
  return (off > wrong ? failed : warning)('clock', problem('certificate', sentence), fact);
}
