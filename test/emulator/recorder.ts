import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Fault } from './faults.ts';
import { type ApiName, type Parts, route } from './routes.ts';

/** One request, as received and as answered. */
export interface RequestRecord extends Parts {
  method: string;
  /** The request target exactly as it arrived: nothing decoded, resolved or cut off. */
  url: string;
  /** Absent: no such API. */
  api?: ApiName;
  /** Decoded, from the path, or `authCorpId` of the body. */
  corpId?: string;
  /** As `unionId` or `operatorId`. */
  unionId?: string;
  /** Names in lower case. */
  headers: IncomingHttpHeaders;
  /** Empty until all of it has arrived. */
  body: string;
  /** When it arrived, on the emulator's clock, in milliseconds. */
  at: number;
  /** 1 for the first connection opened; requests on the same connection share its number. */
  connection: number;
  remotePort: number;
  /** The fault that was played. */
  fault?: Fault['kind'];
  /** Present once the status has been sent. `code` and `requestId` are absent if a fault made the answer. */
  answer?: { status: number; code?: string; requestId?: string; ms: number };
  /** Whether the whole answer was sent, or the connection ended earlier, by a fault, the client or `close()`. */
  settled: Promise<'answered' | 'cutOff'>;
}

export interface Recorder {
  requests: RequestRecord[];
  connections: { opened: number; open: number };
  connected(socket: Socket): void;
  begin(request: IncomingMessage, response: ServerResponse): RequestRecord;
  /** The first request that `matches`, whether it has arrived or is still to come. */
  request(matches?: (request: RequestRecord) => boolean): Promise<RequestRecord>;
  disconnectAll(): Promise<void>;
}

function settlement(response: ServerResponse): RequestRecord['settled'] {
  return new Promise(resolve => {
    response.once('close', () => resolve(response.writableFinished ? 'answered' : 'cutOff'));
  });
}

export function createRecorder(now: () => number): Recorder {
  const requests: RequestRecord[] = [];
  const connections = { opened: 0, open: 0 };
  const numbers = new Map<Socket, number>();
  const waiting = new Set<(request: RequestRecord) => void>();

  return {
    requests,
    connections,
    connected(socket) {
      connections.opened += 1;
      connections.open += 1;
      numbers.set(socket, connections.opened);
      socket.once('close', () => {
        connections.open -= 1;
        numbers.delete(socket);
      });
    },
    begin(request, response) {
      const { method = '', url = '', headers, socket } = request;
      const { query: _, ...named } = route(method, url);
      const record: RequestRecord = {
        method,
        url,
        ...named,
        headers,
        body: '',
        at: now(),
        connection: numbers.get(socket) ?? 0,
        remotePort: socket.remotePort ?? 0,
        settled: settlement(response),
      };
      requests.push(record);
      for (const tell of waiting) tell(record);
      return record;
    },
    request(matches = () => true) {
      const here = requests.find(matches);
      if (here) return Promise.resolve(here);
      return new Promise(resolve => {
        const tell = (request: RequestRecord) => {
          if (!matches(request)) return;
          waiting.delete(tell);
          resolve(request);
        };
        waiting.add(tell);
      });
    },
    async disconnectAll() {
      const sockets = [...numbers.keys()];
      await Promise.all(
        sockets.map(socket => new Promise(resolve => socket.destroy().once('close', resolve))),
      );
    },
  };
}
