import { type Refusal, refuse, sampleRefusals } from '../../src/samples/refusals.ts';
import type { Spelling } from './data.ts';

/** Throttling and the IP allowlist come as 403, an expired token as 400: only the code distinguishes them. */
export const refusals = {
  ...sampleRefusals,
  apiNotFound: refuse(
    404,
    'InvalidAction.NotFound',
    'Specified api is not found, please check your url and method.',
  ),
  missingBody: refuse(400, 'Missingbody', 'body is mandatory for this action.'),
  invalidAuthentication: refuse(400, 'InvalidAuthentication', '不合法的access_token'),
  ipNotInWhiteList: (ip: string) =>
    refuse(403, 'Forbidden.AccessDenied.IpNotInWhiteList', `访问ip不在白名单之中,request ip=${ip}`),
  accessTokenPermissionDenied: (scope: string): Refusal => ({
    ...refuse(403, 'Forbidden.AccessDenied.AccessTokenPermissionDenied', `应用尚未开通所需的权限:[${scope}]`),
    requiredScopes: [scope],
  }),
  /** Too many calls in a second, or in a minute, by an app; a third-party app is counted for each organization. */
  limited: (limit: 'Qps' | 'Qpm', of: 'AppkeyAndApi' | 'SuitekeyAndOrgAndApi') =>
    refuse(
      403,
      `Forbidden.AccessDenied.${limit}LimitFor${of}`,
      `您的应用${of === 'AppkeyAndApi' ? '' : '对该企业'}调用该接口的频率超过上限,请1${limit === 'Qps' ? '秒' : '分钟'}后重试`,
    ),
  apiCountLimitForOrg: refuse(
    403,
    'Forbidden.AccessDenied.ApiCountLimitForOrg',
    '您的企业本月接口调用次数已用完',
  ),
  paramError: (parameter: string) => refuse(400, 'paramError', `parameter error: ${parameter}`),
  missingOperatorId: refuse(400, 'MissingoperatorId', 'operatorId is mandatory for this action.'),
  dentryUuidError: refuse(400, 'paramError.dentryUuid', 'parameter error: dentryUuid'),
  invalidClientIdOrSecret: refuse(400, 'invalidClientIdOrSecret', '无效的clientId或者clientSecret'),
  invalidSuiteKey: refuse(400, 'invalidSuiteKey', '无效的suiteKey或者suiteSecret'),
  invalidSuiteTicket: refuse(400, 'invalidSuiteTicket', '无效的suiteTicket'),
  invalidAuthInfo: refuse(400, 'invalidAuthInfo', '企业未授权该应用'),
} as const;

/** The body of a refusal, in one of the spellings seen in the wild. */
export function refusalBody(refusal: Refusal, requestId: string, spelling: Spelling): object {
  const { code, message, requiredScopes } = refusal;
  const detail = requiredScopes && { requiredScopes };
  switch (spelling) {
    case 'lowercase':
      return { code, requestid: requestId, message, accessdenieddetail: detail };
    case 'underscore':
      return { code, request_id: requestId, message, accessdenieddetail: detail };
    case 'capitalised':
      return { Code: code, RequestId: requestId, Message: message, AccessDeniedDetail: detail };
  }
}

/** Refusals of the legacy API, which always answers HTTP 200. */
export const legacyRefusals = {
  illegalToken: { errcode: 40014, errmsg: '不合法的access_token' },
  tokenTimeout: { errcode: 42001, errmsg: 'access_token超时' },
  ipNotInWhiteList: (ip: string) => ({ errcode: 60020, errmsg: `访问ip不在白名单之中,request ip=${ip}` }),
  noPermission: (scope: string) => ({
    errcode: 88,
    errmsg: 'ding talk error',
    sub_code: '60011',
    sub_msg: `应用尚未开通所需的权限:[${scope}]`,
  }),
  badParameter: { errcode: 400002, errmsg: '无效的参数' },
  userNotFound: { errcode: 60121, errmsg: '找不到该用户' },
} as const;
