import { randomUUID } from 'node:crypto';
import { answerOf, type Outcome, type SampleApi } from '../../src/samples/spaces/sampleApi.ts';
import { sampleApis } from '../../src/samples/spaces/sampleApis.ts';
import { admit, checkUser, isIpAllowed, seenIp, type World } from './checks.ts';
import { readJson, writeJson } from './json.ts';
import { legacyRefusals, refusalBody, refusals } from './refusals.ts';
import { type ApiName, type Call, partNames, sampleApiNames } from './routes.ts';

export interface Answer {
  status: number;
  /** The code in the body: 'OK', a code, or an errcode of the legacy API. */
  code: string;
  requestId: string;
  /** JSON. */
  body: string;
}

type Api = (call: Call, world: World) => Outcome;

/** Parameters first, then the organization, then the user. */
const getOrg: Api = (call, world) => {
  const admission = admit(call, 'Storage.Org.Read', 'allApps', world);
  if ('refusal' in admission) return admission;
  const { grant } = admission;
  if (!call.unionId) return { refusal: refusals.paramError('unionId') };
  const organization = world.data.organizations.find(({ corpId }) => corpId === call.corpId);
  if (!organization) return { refusal: refusals.orgNotExist };
  if (organization.corpId !== grant.corpId) return { refusal: refusals.acrossOrgAccessForbidden };
  const refusal = checkUser(call.unionId, grant, world);
  if (refusal) return { refusal };
  return { body: { org: { corpId: organization.corpId, partitions: organization.partitions } } };
};

const plausibleUuid = /^[A-Za-z0-9]{32}$/;

/** Parameters first, then the user, then the dentry: without rights, nobody learns what exists. */
const getPermissionInheritance: Api = (call, world) => {
  const admission = admit(call, 'Storage.Permission.Read', 'internalApps', world);
  if ('refusal' in admission) return admission;
  const { grant } = admission;
  const { dentryUuid = '', unionId } = call;
  if (!unionId) return { refusal: refusals.paramError('unionId') };
  const dentry = world.data.dentries.find(dentry => dentry.dentryUuid === dentryUuid);
  if (!dentry && !plausibleUuid.test(dentryUuid)) return { refusal: refusals.dentryUuidError };
  const refusal = checkUser(unionId, grant, world);
  if (refusal) return { refusal };
  if (!dentry) return { refusal: refusals.dentryNotExist };
  if (dentry.corpId !== grant.corpId) return { refusal: refusals.dentryAcrossOrg };
  if (dentry.spaceDeleted) return { refusal: refusals.spaceNotExist };
  if (dentry.isRoot) return { refusal: refusals.rootHasNoInheritance };
  return { body: { inheritance: dentry.inheritance } };
};

/** One of the APIs that the samples have too: the user first, then the rest. */
const sampleApi =
  (api: SampleApi): Api =>
  (call, world) => {
    const admission = admit(call, api.scope, api.isForInternalApps ? 'internalApps' : 'allApps', world);
    if ('refusal' in admission) return admission;
    const { corpId } = admission.grant;
    const { query, headers } = call;
    const user = query.get(api.asker);
    if (!user) {
      return {
        refusal: api.asker === 'unionId' ? refusals.paramError('unionId') : refusals.missingOperatorId,
      };
    }
    const isJson = /^application\/json\b/.test(headers['content-type'] ?? '');
    const body = api.method === 'GET' ? {} : isJson ? readJson(call.body) : undefined;
    if (!body) return { refusal: refusals.missingBody };
    const refusal = checkUser(user, admission.grant, world);
    if (refusal) return { refusal };
    const parts = Object.fromEntries(partNames.map(name => [name, call[name] ?? '']));
    return answerOf(api, { parts, query, body, corpId }, world.data);
  };

const getAccessToken: Api = (call, { data, tokens }) => {
  const body = readJson(call.body);
  if (!body) return { refusal: refusals.missingBody };
  for (const app of data.apps) {
    if (app.kind !== 'internalApp' || app.clientId !== body.appKey) continue;
    if (app.clientSecret === body.appSecret) return { body: tokens.mint(app, app.corpId) };
  }
  return { refusal: refusals.invalidClientIdOrSecret };
};

const getCorpAccessToken: Api = (call, { data, tokens }) => {
  const body = readJson(call.body);
  if (!body) return { refusal: refusals.missingBody };
  for (const app of data.apps) {
    if (app.kind !== 'thirdPartyApp' || app.clientId !== body.suiteKey) continue;
    if (app.clientSecret !== body.suiteSecret) continue;
    if (app.suiteTicket !== body.suiteTicket) return { refusal: refusals.invalidSuiteTicket };
    const corpId = app.enabledBy.find(corpId => corpId === body.authCorpId);
    return corpId === undefined ? { refusal: refusals.invalidAuthInfo } : { body: tokens.mint(app, corpId) };
  }
  return { refusal: refusals.invalidSuiteKey };
};

interface LegacyBody {
  errcode: number;
  errmsg: string;
  result?: object;
}

/** The legacy API accepts JSON and forms, takes the token in the query, and does not count calls to this API. */
function getUser(call: Call, world: World): LegacyBody {
  const grant = world.tokens.find(call.query.get('access_token') ?? undefined);
  if (grant === 'unknown') return legacyRefusals.illegalToken;
  if (grant === 'expired') return legacyRefusals.tokenTimeout;
  const app = world.data.apps.find(({ clientId }) => clientId === grant.clientId);
  if (!app) return legacyRefusals.illegalToken;
  const ip = seenIp(call, world);
  if (!isIpAllowed(app, ip)) return legacyRefusals.ipNotInWhiteList(ip);
  if (!app.scopes.includes('qyapi_get_member')) return legacyRefusals.noPermission('qyapi_get_member');

  const { userid } = readJson(call.body) ?? Object.fromEntries(new URLSearchParams(call.body));
  if (typeof userid !== 'string' || userid === '') return legacyRefusals.badParameter;
  const user = world.data.users.find(user => user.corpId === grant.corpId && user.userId === userid);
  if (!user) return legacyRefusals.userNotFound;
  const { unionId, name, permitted } = user;
  const result = { userid, unionid: unionId, name, admin: permitted, boss: false, active: true };
  return { errcode: 0, errmsg: 'ok', result };
}

const apis: Partial<Record<ApiName, Api>> = {
  ...Object.fromEntries(sampleApiNames.map(name => [name, sampleApi(sampleApis[name])])),
  getOrg,
  getPermissionInheritance,
  getAccessToken,
  getCorpAccessToken,
};

/** What DingTalk answers to a request that reaches it. */
export function answerCall(call: Call, world: World): Answer {
  const requestId = randomUUID().toUpperCase();
  if (call.api === 'getUser') {
    const body = getUser(call, world);
    const text = writeJson({ ...body, request_id: requestId });
    return { status: 200, code: String(body.errcode), requestId, body: text };
  }
  const api = call.api && apis[call.api];
  const outcome = api ? api(call, world) : { refusal: refusals.apiNotFound };
  if ('body' in outcome) return { status: 200, code: 'OK', requestId, body: writeJson(outcome.body) };
  const { refusal } = outcome;
  const body = writeJson(refusalBody(refusal, requestId, world.settings.spelling));
  return { status: refusal.status, code: refusal.code, requestId, body };
}
