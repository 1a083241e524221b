import * as l10n from '@vscode/l10n';
import { cleanSentence, cleanText } from '../text/cleanText.ts';
import { DingTalkError, type ErrorDetails, type ErrorKind } from './errors.ts';
import type { HttpAnswer } from './wire/http.ts';

/**
 * What an error means, by the code in the body (numbers are the legacy API's); the first match wins. The HTTP
 * status decides only if the code is unknown: DingTalk answers 400 for an expired token and 403 for throttling.
 */
const byCode: readonly (readonly [ErrorKind, RegExp])[] = [
  ['tokenExpired', /^(InvalidAuthentication|40014|42001)$/i],
  ['badCredential', /^(invalidClientIdOrSecret|invalidSuite(Key|Secret|Ticket)|invalidAuthInfo)$/i],
  ['badCredential', /^(unauthorized\.client|invalid[._]client|40001|40089)$/i],
  ['missingScope', /AccessTokenPermissionDenied$|^60011$/i],
  ['ipNotAllowed', /IpNotInWhiteList$|^60020$/i],
  ['monthlyQuotaUsed', /ApiCountLimitForOrg$|^90020$/i],
  ['throttled', /Qp[sm]Limit|^request\.overlimit$|^(system\.?busy|-1|90002|90018)$/i],
  ['otherOrganization', /acrossOrg/i],
  ['userNotPermitted', /^permissionDenied|realmControl$|^50002$|^no\.priviledge$|NotAccessible$/i],
  ['notSupported', /^(unsupported\.operation|permissionInheritanceUnsupportedForRootDentry)$/i],
  ['notFound', /NotExist$|^60121$/i],
  ['serverError', /^(systemError|unknown\.?Error|operationTimeout|service\.timeout|server\.error)/i],
  ['invalidParameter', /^(param\.?Error|invalidParameter|Missing|33012$|40035$|400002$|43003$)/i],
];

const byStatus: readonly (readonly [ErrorKind, (status: number) => boolean])[] = [
  ['proxy', status => status === 407],
  ['tokenExpired', status => status === 401],
  ['throttled', status => status === 429],
  ['timeout', status => status === 408],
  ['serverError', status => status === 425 || status >= 500],
];

/**
 * What is wrong with an answer, or `undefined` if the call succeeded.
 *
 * @param body the parsed answer, or `undefined` if it is not JSON
 * @param secrets what the call was made with, removed in case the server echoes it
 */
export function failureIn(
  answer: HttpAnswer,
  body: unknown,
  host: string,
  secrets: readonly string[],
): DingTalkError | undefined {
  const { status } = answer;
  if (body === undefined) {
    const kind = kindByStatus(status) ?? (looksLikeHtml(answer.text) ? 'ipBlocked' : 'badAnswer');
    return new DingTalkError(kind, {
      status,
      host,
      ...(kind === 'badAnswer' ? { reason: l10n.t('not valid JSON') } : {}),
    });
  }
  const fields = lowerKeys(body);
  // DingTalk blocks an address for five minutes after 10,000 calls in 20 seconds, and then answers without a code.
  if (toText(fields.status) === '1111') {
    return new DingTalkError('ipBlocked', { status, host, code: '1111' });
  }
  const code = codeIn(fields);
  // The legacy API answers 200 with an errcode: 0 for success, sometimes as a string.
  if (status < 400 && (fields.errcode === undefined || code === '0')) {
    return undefined;
  }
  const details = detailsIn(fields, status, code, text => cleanText(text, secrets));
  const wait = retryAfter(answer.headers.get('retry-after'), answer.headers.get('date'));
  return new DingTalkError(kindOf(code, status, details), {
    ...details,
    host,
    ...(wait === undefined ? {} : { retryAfter: wait }),
  });
}

function kindOf(code: string | undefined, status: number, { requiredScopes }: ErrorDetails): ErrorKind {
  const rule = code === undefined ? undefined : byCode.find(([, pattern]) => pattern.test(code));
  return rule?.[0] ?? (requiredScopes === undefined ? kindByStatus(status) : 'missingScope') ?? 'badAnswer';
}

function kindByStatus(status: number): ErrorKind | undefined {
  return byStatus.find(([, matches]) => matches(status))?.[0];
}

function codeIn(fields: Fields): string | undefined {
  const legacy = toText(fields.errcode);
  // 88 says only "not authorised"; the reason is in sub_code.
  return (legacy === '88' ? toText(fields.subcode) : undefined) ?? legacy ?? toText(fields.code);
}

function detailsIn(
  fields: Fields,
  status: number,
  code: string | undefined,
  clean: (text: string) => string,
): ErrorDetails {
  const details: ErrorDetails = { status };
  const message = toText(fields.message) ?? toText(fields.submsg) ?? toText(fields.errmsg);
  const requestId = toText(fields.requestid);
  const scopes = lowerKeys(fields.accessdenieddetail).requiredscopes;
  if (code !== undefined) {
    details.code = clean(code);
    const parameter = /^(?:param\.?Error|invalidParameter)[.-]([\w.]+)$/i.exec(details.code)?.[1];
    if (parameter !== undefined) {
      details.parameter = parameter;
    }
  }
  if (message !== undefined) {
    details.reason = cleanSentence(clean(message));
    // IPv6 too: DingTalk sees whichever family the system chose. Clean first: part of a secret goes unrecognized.
    const ip = /request ip\s*[=:]\s*([\da-f.:]*[\da-f])/i.exec(clean(message))?.[1];
    if (ip !== undefined) {
      details.ip = ip;
    }
  }
  if (requestId !== undefined) {
    details.requestId = clean(requestId);
  }
  if (Array.isArray(scopes)) {
    details.requiredScopes = scopes.filter(isScope).map(clean);
  }
  return details;
}

function isScope(value: unknown): value is string {
  return typeof value === 'string' && /^[\w.-]{1,100}$/.test(value);
}

type Fields = Readonly<Record<string, unknown>>;

/** An object with keys in lower case, without `_`: DingTalk spells one key three ways. Anything else: no keys. */
function lowerKeys(value: unknown): Fields {
  const result: Record<string, unknown> = Object.create(null);
  if (typeof value === 'object' && value !== null) {
    for (const [key, entry] of Object.entries(value)) {
      result[key.toLowerCase().replaceAll('_', '')] ??= entry ?? undefined;
    }
  }
  return result;
}

function toText(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return value === '' ? undefined : value;
    case 'number':
    case 'bigint':
      return String(value);
    default:
      return undefined;
  }
}

function looksLikeHtml(text: string): boolean {
  return /^\s*(<!doctype html|<html|<head|<body|<\?xml|<!--)/i.test(text);
}

/**
 * A `Retry-After` header, in seconds or as a date, in milliseconds. A date is relative to the answer's own `Date`, as
 * the user's clock may be hours off.
 */
function retryAfter(header: string | null, date: string | null): number | undefined {
  if (header === null) {
    return undefined;
  }
  const milliseconds = /^\d+$/.test(header.trim())
    ? Number(header) * 1000
    : new Date(header).getTime() - (date === null ? Date.now() : new Date(date).getTime());
  return Number.isFinite(milliseconds) && milliseconds >= 0 ? milliseconds : undefined;
}
