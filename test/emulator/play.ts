import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from './apis.ts';
import type { Fault } from './faults.ts';
import type { RequestRecord } from './recorder.ts';

/** How to answer one request; `head` sends the status and headers, and records them. */
export interface Reply {
  request: RequestRecord;
  response: ServerResponse;
  head(status: number, headers: Record<string, string | number>, answer?: Answer): void;
  /** Computes the true answer. */
  answer(): Answer;
  /** Aborts when the connection ends. */
  ended: AbortSignal;
}

const json = 'application/json;charset=utf-8';
const mebibyte = 1024 * 1024;

const blockPage = `<!doctype html>
<html>
<head><meta charset="utf-8"><title>Access blocked</title></head>
<body><h1>亲,访问被拒绝</h1><p>Sorry, your request has been blocked because too many came from your network.</p></body>
</html>
`;

function headOf(reply: Reply, answer: Answer): Buffer {
  const body = Buffer.from(answer.body);
  reply.head(answer.status, { 'content-type': json, 'content-length': body.length }, answer);
  return body;
}

export function sendAnswer(reply: Reply, answer: Answer): void {
  reply.response.end(headOf(reply, answer));
}

function send(reply: Reply, status: number, headers: Record<string, string>, body = ''): void {
  reply.head(status, { 'content-length': Buffer.byteLength(body), ...headers });
  reply.response.end(body);
}

function* giantJson(bytes: number): Generator<string> {
  yield '{"padding":"';
  for (let left = bytes; left > 0; left -= 65_536) yield 'x'.repeat(Math.min(left, 65_536));
  yield '"}';
}

/** Rejects if the connection ends before the fault has been played completely. */
export async function playFault(fault: Fault, reply: Reply): Promise<void> {
  const { response, ended } = reply;
  switch (fault.kind) {
    case 'slow': {
      const answer = reply.answer();
      await sleep(fault.ms, undefined, { signal: ended });
      return sendAnswer(reply, answer);
    }
    case 'stalledBody': {
      const body = headOf(reply, reply.answer());
      response.flushHeaders();
      if (fault.ms === undefined) return;
      await sleep(fault.ms, undefined, { signal: ended });
      response.end(body);
      return;
    }
    case 'halfBody': {
      const body = headOf(reply, reply.answer());
      response.write(body.subarray(0, body.length / 2), () => response.destroy());
      return;
    }
    case 'hang':
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'html':
      return send(reply, fault.status ?? 403, { 'content-type': 'text/html;charset=utf-8' }, blockPage);
    case 'status1111': {
      const body = { status: 1111, wait: 5, source: 'x5', punish: 'deny', uuid: randomUUID() };
      return send(reply, fault.status ?? 200, { 'content-type': json }, JSON.stringify(body));
    }
    case 'redirect':
      return send(reply, fault.status ?? 302, { location: fault.to });
    case 'giantBody':
      reply.head(200, { 'content-type': json });
      return pipeline(Readable.from(giantJson(fault.bytes ?? 2 * mebibyte)), response);
    case 'echo': {
      const { url, headers, body } = reply.request;
      const sent = [body, url, ...Object.values(headers)].join(' ');
      const refusal = {
        code: fault.code ?? sent,
        message: sent,
        requestid: sent,
        accessdenieddetail: { requiredScopes: Object.values(headers) },
      };
      return send(reply, fault.status ?? 400, { 'content-type': json }, JSON.stringify(refusal));
    }
    case 'raw':
      return send(reply, fault.status, fault.headers ?? {}, fault.body);
  }
}
