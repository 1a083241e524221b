import type { RequestRecord } from './recorder.ts';
import { type ApiName, splitTarget } from './routes.ts';

/** What may go wrong between DingTalk and its caller. But for the first two, no answer is computed or counted. */
export type Fault =
  /** The true answer, late. */
  | { kind: 'slow'; ms: number }
  /** The status and headers of the true answer at once; its body after `ms`, or never. */
  | { kind: 'stalledBody'; ms?: number }
  /** Half of the true answer, then the connection is closed. */
  | { kind: 'halfBody' }
  /** The request is read and never answered. */
  | { kind: 'hang' }
  /** The connection is reset. */
  | { kind: 'reset' }
  /** The page that a blocked IP address gets. */
  | { kind: 'html'; status?: number }
  /** The JSON that a blocked IP address gets. */
  | { kind: 'status1111'; status?: number }
  | { kind: 'redirect'; to: string; status?: number }
  /** JSON without end, almost: 2 MiB unless told. */
  | { kind: 'giantBody'; bytes?: number }
  /** All that was sent, headers and body too, as the code, the message, the request id and a scope. */
  | { kind: 'echo'; status?: number; code?: string }
  | { kind: 'raw'; status: number; headers?: Record<string, string>; body?: string };

/** Which requests a fault is for; all, if nothing is said. */
export interface FaultMatch {
  api?: ApiName;
  /** The path as it arrived, without the query: all of it, or a pattern. */
  path?: string | RegExp;
  /** That of the path or of the body (`authCorpId`). */
  corpId?: string;
  dentryUuid?: string;
  /** Only the next so many matching requests. */
  times?: number;
}

export interface Faults {
  /** The first fault that matches is played. Returns a function that takes this one away. */
  add(fault: Fault, match?: FaultMatch): () => void;
  clear(): void;
  /** The fault to play for this request, counting down its times. */
  take(request: RequestRecord): Fault | undefined;
}

function isMatch({ api, path, corpId, dentryUuid }: FaultMatch, request: RequestRecord): boolean {
  const asked = splitTarget(request.url).path;
  return (
    (api === undefined || api === request.api) &&
    (path === undefined || (typeof path === 'string' ? path === asked : path.test(asked))) &&
    (corpId === undefined || corpId === request.corpId) &&
    (dentryUuid === undefined || dentryUuid === request.dentryUuid)
  );
}

export function createFaults(): Faults {
  let planned: { fault: Fault; match: FaultMatch; left: number }[] = [];
  return {
    add(fault, match = {}) {
      const entry = { fault, match, left: match.times ?? Number.POSITIVE_INFINITY };
      planned.push(entry);
      return () => {
        planned = planned.filter(other => other !== entry);
      };
    },
    clear() {
      planned = [];
    },
    take(request) {
      const entry = planned.find(({ match, left }) => left > 0 && isMatch(match, request));
      if (entry) entry.left -= 1;
      return entry?.fault;
    },
  };
}
