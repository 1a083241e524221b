import type { RequestRecord } from './recorder.ts';
import { type ApiName, splitTarget } from './routes.ts';

/** What may go wrong between DingTalk and its caller. Except for the first two, no answer is computed or counted. */
export type Fault =
  /** The true answer, late. */
  | { kind: 'slow'; ms: number }
  /** The status and headers of the true answer at once; its body after `ms`, or never. */
  | { kind: 'stalledBody'; ms?: number }
  /** Half of the true answer, then closes the connection. */
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
  /** Almost endless JSON: 2 MiB unless specified. */
  | { kind: 'giantBody'; bytes?: number }
  /** Echoes all that was sent, headers and body too, as the code, the message, the request id and a scope. */
  | { kind: 'echo'; status?: number; code?: string }
  | { kind: 'raw'; status: number; headers?: Record<string, string>; body?: string };

/** Which requests a fault applies to; default: all. */
export interface FaultMatch {
  api?: ApiName;
  /** The path as it arrived, without the query: the whole path, or a pattern. */
  path?: string | RegExp;
  /** The one in the path or in the body (`authCorpId`). */
  corpId?: string;
  dentryUuid?: string;
  /** Only the next matching requests, this many. */
  times?: number;
}

export interface Faults {
  /** The first matching fault is played. Returns a function that removes this one. */
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
