import { stringify } from 'lossless-json';
import type { Fetch } from '../dingtalk/wire/http.ts';
import { notPermitted, organizationAnswers, unionIdOf } from './answers.ts';
import { dentryAnswers } from './dentries.ts';
import { type Refusal, sampleRefusals } from './refusals.ts';

type Outcome = { readonly body: object } | { readonly refusal: Refusal };

/**
 * `fetch` for the sample organizations: answers from the data in this folder, and opens no connection. It returns text
 * with a status, like DingTalk, so that everything behind it runs as usual.
 */
export const sampleFetch: Fetch = async (url, { signal }) => {
  signal.throwIfAborted();
  const outcome = answer(new URL(url));
  if ('body' in outcome) {
    return json(200, outcome.body);
  }
  const { status, code, message } = outcome.refusal;
  return json(status, { code, requestid: 'SAMPLE-REQUEST-ID', message });
};

function answer({ pathname, searchParams }: URL): Outcome {
  const asking = organizationAnswers.find(({ corpId }) => unionIdOf(corpId) === searchParams.get('unionId'));
  if (asking === undefined) {
    return { refusal: sampleRefusals.orgNotExist };
  }
  if (asking.corpId === notPermitted) {
    return { refusal: sampleRefusals.permissionDenied };
  }
  const dentryUuid = /^\/v2\.0\/storage\/spaces\/dentries\/([^/]+)\//.exec(pathname)?.[1];
  return dentryUuid === undefined
    ? { body: { org: { corpId: asking.corpId, partitions: asking.partitions } } }
    : inheritanceOf(decodeURIComponent(dentryUuid), asking.corpId);
}

function inheritanceOf(dentryUuid: string, corpId: string): Outcome {
  const dentry = dentryAnswers.find(dentry => dentry.dentryUuid === dentryUuid);
  if (dentry === undefined) {
    return { refusal: sampleRefusals.dentryNotExist };
  }
  if (dentry.corpId !== corpId) {
    return { refusal: sampleRefusals.dentryAcrossOrg };
  }
  return dentry.spaceDeleted
    ? { refusal: sampleRefusals.spaceNotExist }
    : { body: { inheritance: dentry.inheritance } };
}

/** Writes bigints as bare numbers: DingTalk's Longs are exact to the last digit. */
function json(status: number, body: object): Response {
  return new Response(stringify(body), { status, headers: { 'content-type': 'application/json' } });
}
