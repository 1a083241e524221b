import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { answerCall } from './apis.ts';
import type { World } from './checks.ts';
import { defaultSettings, type EmulatorData, type EmulatorSettings } from './data.ts';
import { createFaults, type Faults } from './faults.ts';
import { readJson } from './json.ts';
import { createMeter, type Meter } from './meter.ts';
import { playFault, type Reply, sendAnswer } from './play.ts';
import { createRecorder, type RequestRecord } from './recorder.ts';
import { route } from './routes.ts';
import { sampleData } from './samples.ts';
import { createTokens, type Tokens } from './tokens.ts';

export interface EmulatorOptions extends Partial<EmulatorSettings> {
  /** Default: 0, any free one. */
  port?: number;
  /** Key and certificate in PEM, to serve only https. */
  tls?: { readonly key: string; readonly cert: string };
  /** Default: the sample data. The emulator works on a copy. */
  data?: EmulatorData;
  /** A clock in milliseconds that never goes back: for the lifetime of tokens and the calls per second. */
  now?: () => number;
  /** Called when a request has been answered or its connection has ended. */
  onSettled?: (request: RequestRecord) => void;
}

/** DingTalk on loopback. Changes to its parts take effect with the next request. */
export interface Emulator {
  /** Without a trailing slash. */
  url: string;
  data: EmulatorData;
  settings: EmulatorSettings;
  tokens: Tokens;
  meter: Meter;
  faults: Faults;
  /** In order of arrival. To clear: `requests.length = 0`. */
  requests: RequestRecord[];
  connections: { opened: number; open: number };
  /** The first request that `matches`, whether it has arrived or is still to come. */
  request(matches?: (request: RequestRecord) => boolean): Promise<RequestRecord>;
  /** Ends every connection, even hanging ones, and goes on. */
  disconnect(): Promise<void>;
  /** Does the same, and ends. */
  close(): Promise<void>;
}

function endOf(response: ServerResponse): AbortSignal {
  const ended = new AbortController();
  response.once('close', () => ended.abort());
  return ended.signal;
}

export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const {
    port = 0,
    tls,
    data: given = sampleData,
    now = () => performance.now(),
    onSettled,
    ...chosen
  } = options;
  const data = structuredClone(given);
  const settings: EmulatorSettings = { ...defaultSettings, ...chosen };
  const tokens = createTokens(data, settings, now);
  const meter = createMeter(now);
  const faults = createFaults();
  const recorder = createRecorder(now);
  const world: World = { data, settings, tokens, meter };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const record = recorder.begin(request, response);
    if (onSettled) void record.settled.then(() => onSettled(record));
    const ended = endOf(response);
    record.body = await text(request);

    const { headers, socket } = request;
    const remoteAddress = socket.remoteAddress ?? '';
    const call = { ...route(record.method, record.url), headers, body: record.body, remoteAddress };
    const authCorpId = call.api === 'getCorpAccessToken' && readJson(call.body)?.authCorpId;
    if (typeof authCorpId === 'string') record.corpId = authCorpId;

    const reply: Reply = {
      request: record,
      response,
      ended,
      answer: () => answerCall(call, world),
      head(status, headers, answer) {
        const told = answer && { code: answer.code, requestId: answer.requestId };
        record.answer = { status, ...told, ms: now() - record.at };
        response.setHeader('date', new Date(Date.now() + settings.clockAhead).toUTCString());
        response.writeHead(status, headers);
      },
    };
    const fault = faults.take(record);
    if (!fault) return sendAnswer(reply, reply.answer());
    record.fault = fault.kind;
    await playFault(fault, reply);
  }

  const listener = (request: IncomingMessage, response: ServerResponse) => {
    serve(request, response).catch((error: unknown) => {
      // A client that hangs up while being read or answered is no error; anything else is, and must be loud.
      if (!request.socket.destroyed) throw error;
    });
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  server.on(tls ? 'secureConnection' : 'connection', recorder.connected);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });

  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    data,
    settings,
    tokens,
    meter,
    faults,
    requests: recorder.requests,
    connections: recorder.connections,
    request: recorder.request,
    disconnect: recorder.disconnectAll,
    async close() {
      const closed = new Promise(resolve => server.close(resolve));
      await Promise.all([closed, recorder.disconnectAll()]);
    },
  };
}
