/** How the sample organizations fail, each in its own way, and what a person then sees. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ErrorKind } from '../../../src/dingtalk/errors.ts';
import type { App } from '../../emulator/data.ts';
import { refusalBody, refusals } from '../../emulator/refusals.ts';
import type { Emulator } from '../../emulator/server.ts';

/** A text of the extension by its English words, with the values for its placeholders. */
export type Text = readonly [english: string, ...values: string[]];

const bundle = path.resolve(import.meta.dirname, '../../../l10n/bundle.l10n.zh-cn.json');
const chinese: Record<string, string> = JSON.parse(readFileSync(bundle, 'utf8'));

export type Language = 'en' | 'zh-cn';

/** The text in one of the two languages. */
export function inWords([english, ...values]: Text, language: Language): string {
  const words = language === 'en' ? english : (chinese[english] ?? `no Chinese for ${english}`);
  return words.replace(/\{(\d)\}/g, (_, index) => values[Number(index)] ?? '');
}

export interface ErrorCase {
  readonly kind: ErrorKind;
  /** Name of the organization that fails this way. */
  readonly organization: string;
  readonly summary: string;
  readonly sentence: Text;
  /** After the sentence: what DingTalk itself said, or what we say about its answer. */
  readonly facts?: string | Text;
  /** The row below the organization reads like this button, where signing in is what helps. */
  readonly signIn?: string;
}

const badUnionId = refusals.dentryUuidError.code.replace('dentryUuid', 'unionId');

/** Makes the emulator fail. Timeouts and server errors are tried four times, which takes 15 seconds. */
export function arrange({ data, faults, meter, settings }: Emulator): void {
  const change = (clientId: string, fields: Partial<App>) =>
    Object.assign(data.apps.find(app => app.clientId === clientId) ?? {}, fields);
  const raw = (status: number, code: string, message: string) => {
    const body = refusalBody({ status, code, message }, 'REQUEST-1', 'capitalised');
    return { kind: 'raw', status, body: JSON.stringify(body) } as const;
  };
  change('dingfakeapp0002', { clientSecret: 'another by now' });
  faults.add({ kind: 'html' }, { corpId: 'dingnordwind0003' });
  faults.add({ kind: 'html' }, { dentryUuid: uuids.blocked });
  change('dingfakeapp0004', { scopes: [] });
  faults.add({ kind: 'hang' }, { corpId: 'dingharbor0005' });
  change('dingfakeapp0006', { allowedIps: ['203.0.113.7'] });
  settings.clientIp = '2001:db8::1';
  meter.setCallsThisMonth('dinglumen0007', 5000);
  faults.add(raw(500, 'systemError', 'try later'), { corpId: 'dinghaitang0008' });
  faults.add({ kind: 'giantBody' }, { corpId: 'dingatlas0009' });
  faults.add({ kind: 'giantBody' }, { dentryUuid: uuids.giant });
  faults.add(raw(400, badUnionId, 'bad'), { corpId: 'dingchunfeng0010' });
  faults.add(raw(400, badUnionId, 'bad'), { dentryUuid: uuids.badUser });
  faults.add(raw(403, 'acrossOrgAccessForbidden', 'no'), { corpId: 'dingcopper0013' });
}

const uuids = {
  acme: 'Qnp9zOoBVBDEydnQU1rPR3vZ81DK0g6l',
  blocked: 'a'.repeat(32),
  giant: 'b'.repeat(32),
  badUser: 'c'.repeat(32),
  unknown: 'd'.repeat(32),
};

const signedOut: ErrorCase = {
  kind: 'signedOut',
  organization: 'Acme',
  summary: 'Signed out',
  signIn: 'Sign In',
  sentence: ['You are signed out of {0}.', 'Acme'],
};
const badCredential = (endpoint: string): ErrorCase => ({
  kind: 'badCredential',
  organization: '星河科技',
  summary: 'Client ID or secret rejected',
  sentence: [
    'DingTalk rejected the Client ID or secret for {0}. Check both, and make sure the app was created in the region of {1}.',
    '星河科技',
    endpoint,
  ],
});
const ipBlocked = (host: string): ErrorCase => ({
  kind: 'ipBlocked',
  organization: 'Nordwind Logistics',
  summary: 'Web page instead of a response',
  sentence: [
    'Received a web page instead of an API response from {0}. A proxy may have responded, or DingTalk may have blocked this IP address for 5 minutes after too many calls.',
    host,
  ],
});
const missingScope = (scope: string): ErrorCase => ({
  kind: 'missingScope',
  organization: '青山设计',
  summary: 'App lacks permission',
  sentence: [
    'The app for {0} does not have the permission {1}. Request it in the DingTalk developer console.',
    '青山设计',
    scope,
  ],
});
const ipNotAllowed: ErrorCase = {
  kind: 'ipNotAllowed',
  organization: '云帆教育',
  summary: 'IP address not allowed',
  sentence: [
    "DingTalk does not allow calls from the IP address {0}. In the developer console, add it to the server egress IPs in the app's security settings.",
    '2001:db8::1',
  ],
};
const monthlyQuotaUsed: ErrorCase = {
  kind: 'monthlyQuotaUsed',
  organization: 'Lumen Instruments',
  summary: 'Monthly calls used up',
  sentence: [
    '{0} has used all of its API calls for this month. The allowance resets on the 1st.',
    'Lumen Instruments',
  ],
};
const badAnswer = (host: string): ErrorCase => ({
  kind: 'badAnswer',
  organization: 'Atlas Archive',
  summary: 'Unexpected response',
  sentence: ['Received an unexpected response from {0}.', host],
  facts: ['response larger than 1 MiB'],
});
const invalidParameter: ErrorCase = {
  kind: 'invalidParameter',
  organization: '春风书店',
  summary: 'Invalid parameter',
  sentence: ['The parameter {0} is invalid.', 'unionId'],
  facts: 'paramError.unionId: bad',
};
const userNotPermitted: ErrorCase = {
  kind: 'userNotPermitted',
  organization: 'Pinecone Studio',
  summary: 'User lacks permission',
  sentence: [
    'The user configured for {0} does not have permission. Use the unionId of an administrator.',
    'Pinecone Studio',
  ],
};
const tokenExpired: ErrorCase = {
  kind: 'tokenExpired',
  organization: '江南纺织',
  summary: 'Access token expired',
  signIn: 'Paste a New Token',
  sentence: [
    'The access token for {0} has expired or is invalid. Tokens expire after two hours.',
    '江南纺织',
  ],
};
const otherOrganization = (organization: string): ErrorCase => ({
  kind: 'otherOrganization',
  organization,
  summary: 'In another organization',
  sentence: ['This item belongs to an organization other than {0}.', organization],
});

/** What the rows of the tree show. Slow ones are last. */
export function treeCases(endpoint: string): ErrorCase[] {
  const { host } = new URL(endpoint);
  return [
    signedOut,
    badCredential(endpoint),
    ipBlocked(host),
    missingScope('Storage.Org.Read'),
    ipNotAllowed,
    monthlyQuotaUsed,
    badAnswer(host),
    invalidParameter,
    userNotPermitted,
    tokenExpired,
    otherOrganization('Copper Kettle Roasters'),
    {
      kind: 'timeout',
      organization: 'Harbor & Finch',
      summary: 'Request timed out',
      sentence: ['The request to {0} timed out.', host],
    },
    {
      kind: 'serverError',
      organization: '海棠医院',
      summary: 'DingTalk server error',
      sentence: ['The server {0} returned an error for {1}. Try again later.', host, '海棠医院'],
      facts: 'HTTP 500: systemError: try later',
    },
  ];
}

export interface LookupCase extends ErrorCase {
  readonly dentryUuid: string;
  /** In order, with the one for the log last. */
  readonly buttons: readonly string[];
}

const copy = 'Copy Request ID';
const log = 'Show Log';

/** What lookups show. */
export function lookupCases(endpoint: string): LookupCase[] {
  const { host } = new URL(endpoint);
  const lookup = (error: ErrorCase, buttons: string[], dentryUuid = uuids.acme) => ({
    ...error,
    buttons,
    dentryUuid,
  });
  const notFound: ErrorCase = {
    kind: 'notFound',
    organization: 'Harbor & Finch',
    summary: 'Not found',
    sentence: ['This file or folder does not exist in {0}. Check the dentryUuid.', 'Harbor & Finch'],
    facts: 'dentryNotExist: dentry does not exist',
  };
  const notSupported: ErrorCase = {
    kind: 'notSupported',
    organization: 'Copper Kettle Roasters',
    summary: 'Not supported',
    sentence: ['DingTalk supports this only for internal apps.'],
  };
  return [
    lookup(signedOut, ['Sign In', log]),
    lookup(badCredential(endpoint), ['Edit Organization', copy, log]),
    lookup(ipBlocked(host), ['Retry', 'Open Proxy Settings', log], uuids.blocked),
    lookup(missingScope('Storage.Permission.Read'), ['Request It', copy, log]),
    lookup(ipNotAllowed, ['Retry', copy, log]),
    lookup(monthlyQuotaUsed, [copy, log]),
    lookup(badAnswer(host), ['Report Issue…', log], uuids.giant),
    lookup(invalidParameter, ['Edit', 'Edit…', log], uuids.badUser),
    lookup(userNotPermitted, ['Edit Organization', copy, log]),
    lookup(tokenExpired, ['Paste a New Token', copy, log]),
    lookup(otherOrganization('海棠医院'), ['Edit…', copy, log]),
    lookup(notFound, ['Edit…', copy, log], uuids.unknown),
    lookup(notSupported, ['Edit…', log]),
  ];
}
