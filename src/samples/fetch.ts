import { stringify } from 'lossless-json';
import type { Fetch } from '../dingtalk/wire/http.ts';
import { notPermitted, organizationAnswers, unionIdOf } from './answers.ts';
import { dentryAnswers } from './dentries.ts';
import { sampleRefusals } from './refusals.ts';
import { answerOf, type Outcome, type SampleApi } from './spaces/sampleApi.ts';
import { sampleApis } from './spaces/sampleApis.ts';
import { sampleGrants, sampleRecycled, sampleSpaces, treeAnswers } from './spaces/spaces.ts';

const world = {
  spaces: sampleSpaces,
  dentries: [...dentryAnswers, ...treeAnswers],
  grants: sampleGrants,
  recycled: sampleRecycled,
};

/**
 * `fetch` for the sample organizations: answers from the data in this folder, and opens no connection. It returns text
 * with a status, like DingTalk, so that everything behind it runs as usual.
 */
export const sampleFetch: Fetch = async (url, { method, body, signal }) => {
  signal.throwIfAborted();
  const outcome = answer(new URL(url), method ?? 'GET', body);
  if ('body' in outcome) {
    return json(200, outcome.body);
  }
  const { status, code, message } = outcome.refusal;
  return json(status, { code, requestid: 'SAMPLE-REQUEST-ID', message });
};

function answer({ pathname, searchParams: query }: URL, method: string, sent: unknown): Outcome {
  const unionId = query.get('unionId') ?? query.get('operatorId');
  const asking = organizationAnswers.find(({ corpId }) => unionIdOf(corpId) === unionId);
  if (asking === undefined) {
    return { refusal: sampleRefusals.orgNotExist };
  }
  const { corpId, partitions } = asking;
  if (corpId === notPermitted) {
    return { refusal: sampleRefusals.permissionDenied };
  }
  for (const api of Object.values<SampleApi>(sampleApis)) {
    const match = api.method === method ? api.path.exec(pathname) : null;
    if (match !== null) {
      const parts = Object.entries(match.groups ?? {}).map(([name, part]) => [
        name,
        decodeURIComponent(part),
      ]);
      const body: object = typeof sent === 'string' ? JSON.parse(sent) : {};
      return answerOf(api, { parts: Object.fromEntries(parts), query, body: { ...body }, corpId }, world);
    }
  }
  const dentryUuid = /^\/v2\.0\/storage\/spaces\/dentries\/([^/]+)\//.exec(pathname)?.[1];
  return dentryUuid === undefined
    ? { body: { org: { corpId, partitions } } }
    : inheritanceOf(decodeURIComponent(dentryUuid), corpId);
}

function inheritanceOf(dentryUuid: string, corpId: string): Outcome {
  const dentry = world.dentries.find(dentry => dentry.dentryUuid === dentryUuid);
  if (dentry === undefined) {
    return { refusal: sampleRefusals.dentryNotExist };
  }
  if (dentry.corpId !== corpId) {
    return { refusal: sampleRefusals.dentryAcrossOrg };
  }
  const { inheritance, isRoot, spaceDeleted } = dentry;
  if (isRoot || spaceDeleted) {
    return { refusal: isRoot ? sampleRefusals.rootHasNoInheritance : sampleRefusals.spaceNotExist };
  }
  return { body: { inheritance } };
}

/** Writes bigints as bare numbers: DingTalk's Longs are exact to the last digit. */
function json(status: number, body: object): Response {
  return new Response(stringify(body), { status, headers: { 'content-type': 'application/json' } });
}
