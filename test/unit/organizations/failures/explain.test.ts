import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { failureIn } from '../../../../src/dingtalk/errorCodes.ts';
import { DingTalkError, type ErrorDetails, type ErrorKind } from '../../../../src/dingtalk/errors.ts';
import { type Explanation, explain } from '../../../../src/organizations/failures/explain.ts';
import type { Organization } from '../../../../src/organizations/organization.ts';

const chinese = readFileSync(
  path.resolve(import.meta.dirname, '../../../../l10n/bundle.l10n.zh-cn.json'),
  'utf8',
);

const acme: Organization = {
  kind: 'organization',
  corpId: 'dingacme0001',
  label: 'Acme',
  unionId: 'u1',
  endpoint: 'https://api.dingtalk.io',
  signIn: 'internalApp',
  clientId: 'dingapp1',
};
const pasting: Organization = { ...acme, signIn: 'accessToken' };

interface Case {
  readonly details?: ErrorDetails;
  readonly organization?: Organization;
  /** What the sentence names, in every language. */
  readonly names?: readonly string[];
  /** What it says in English. */
  readonly says: RegExp;
  /** The buttons' titles in English, and their commands. */
  readonly remedies?: readonly (readonly [title: string, command: string, firstArgument?: unknown])[];
  readonly isPassing?: true;
}

const host = 'api.dingtalk.io';
const scopePage = 'https://open-dev.dingtalk.io/appscope/apply?content=dingapp1%23Storage.Org.Read';
const setCredential = 'dingtalkStorage.setCredential';
const editOrganization = 'dingtalkStorage.editOrganization';
const openSettings = 'workbench.action.openSettings';

/** The product's error table, at least one line per kind: a kind without one does not compile. */
const table: Record<ErrorKind, readonly Case[]> = {
  signedOut: [{ says: /signed out/, names: ['Acme'], remedies: [['Sign In', setCredential, acme]] }],
  tokenExpired: [
    { says: /expired/, names: ['Acme'], remedies: [['Enter App Secret', setCredential, acme]] },
    {
      organization: pasting,
      says: /expired/,
      names: ['Acme'],
      remedies: [['Paste a New Token', setCredential, pasting]],
    },
  ],
  badCredential: [
    {
      details: { code: 'invalidClientIdOrSecret' },
      says: /rejected the Client ID or secret/,
      names: ['Acme', 'https://api.dingtalk.io'],
      remedies: [['Edit Organization', editOrganization, acme]],
    },
    {
      details: { code: 'invalidSuiteTicket' },
      says: /suite ticket .* expired/,
      names: ['Acme'],
      remedies: [
        ['Enter New Ticket', setCredential, { corpId: acme.corpId, part: 'suiteTicket', byPerson: true }],
      ],
    },
  ],
  missingScope: [
    {
      details: { requiredScopes: ['Storage.Org.Read'] },
      says: /does not have the permission/,
      names: ['Acme', 'Storage.Org.Read'],
      remedies: [['Request It', 'vscode.open', scopePage]],
    },
    {
      details: { requiredScopes: ['Storage.Org.Read', 'Storage.Permission.Read'] },
      says: /does not have the permission/,
      names: ['Storage.Org.Read', 'Storage.Permission.Read'],
      remedies: [['Request It', 'vscode.open', scopePage]],
    },
    {
      details: { code: '60011' },
      says: /does not have the permission that this call needs\. /,
      names: ['Acme'],
    },
    {
      details: { requiredScopes: [] },
      says: /does not have the permission that this call needs\. /,
      names: ['Acme'],
    },
  ],
  userNotPermitted: [
    {
      says: /does not have permission/,
      names: ['Acme', 'unionId'],
      remedies: [['Edit Organization', editOrganization, acme]],
    },
  ],
  ipNotAllowed: [
    { details: { ip: '203.0.113.7' }, says: /egress IPs/, names: ['203.0.113.7'], isPassing: true },
    { details: { ip: '2001:db8::7' }, says: /egress IPs/, names: ['2001:db8::7'], isPassing: true },
  ],
  throttled: [{ says: /throttling/, isPassing: true }],
  monthlyQuotaUsed: [{ says: /used all .* this month\. The allowance resets on the 1st/, names: ['Acme'] }],
  ipBlocked: [
    {
      says: /web page .* from api\.dingtalk\.io\. A proxy may/,
      names: [host],
      remedies: [['Open Proxy Settings', openSettings, 'http.proxy']],
      isPassing: true,
    },
    { details: { code: '1111' }, says: /has blocked this IP address for 5 minutes/ },
  ],
  invalidParameter: [
    {
      details: { parameter: 'unionId' },
      says: /is invalid/,
      names: ['unionId'],
      remedies: [['Edit', editOrganization, acme]],
    },
    { details: { parameter: 'dentryUuid' }, says: /is invalid/, names: ['dentryUuid'] },
    {
      details: { parameter: 'dingtalkStorage.organizations', reason: 'not a list' },
      says: /is invalid/,
      names: ['dingtalkStorage.organizations', 'not a list'],
      remedies: [
        [
          'Open Settings (JSON)',
          'workbench.action.openSettingsJson',
          { revealSetting: { key: 'dingtalkStorage.organizations', edit: true } },
        ],
      ],
      isPassing: true,
    },
  ],
  notFound: [
    {
      details: { code: 'dentryNotExist' },
      says: /This file or folder does not exist/,
      names: ['Acme', 'dentryNotExist'],
    },
    { details: { code: 'spaceNotExist' }, says: /^The space does not exist/, names: ['spaceNotExist'] },
    { details: { code: 'orgNotExist' }, says: /^The organization Acme does not exist/, names: ['Acme'] },
    { details: { code: 'userNotExist' }, says: /This user does not exist/, names: ['Acme'] },
    { details: { code: '60121' }, says: /This user does not exist/, names: ['60121'] },
    { details: { code: 'appNotExist' }, says: /could not find the requested item/, names: ['appNotExist'] },
  ],
  otherOrganization: [{ says: /other than/, names: ['Acme'] }],
  notSupported: [{ says: /only for internal apps/ }],
  serverError: [
    {
      details: { code: 'systemError', status: 500 },
      says: /^The server api\.dingtalk\.io returned an error for Acme\. .* \(HTTP 500: systemError\)$/,
      names: [host, 'Acme', 'HTTP 500', 'systemError'],
      isPassing: true,
    },
  ],
  timeout: [
    {
      details: { host },
      says: /timed out/,
      names: [host],
      remedies: [['Change Timeout', openSettings, 'dingtalkStorage.requestTimeoutSeconds']],
      isPassing: true,
    },
  ],
  offline: [
    {
      details: { host },
      says: /Could not connect/,
      names: [host],
      remedies: [['Open Proxy Settings', openSettings, 'http.proxy']],
      isPassing: true,
    },
  ],
  proxy: [
    {
      details: { host },
      says: /proxy/,
      names: [host, 'http.proxy'],
      remedies: [['Open Proxy Settings', openSettings, 'http.proxy']],
    },
    {
      details: { host, status: 407 },
      says: /requires a user name and password/,
      names: ['http.proxy', 'http://user:password@host:port'],
      remedies: [['Open Proxy Settings', openSettings, 'http.proxy']],
    },
  ],
  certificate: [
    {
      details: { host },
      says: /not trusted/,
      names: [host, 'http.systemCertificates'],
      remedies: [['Open Proxy Settings', openSettings, 'http.systemCertificates']],
    },
  ],
  badAnswer: [
    {
      details: { host, reason: 'not valid JSON' },
      says: /unexpected response/,
      names: [host, 'not valid JSON'],
    },
    { details: { host, code: 'brandNew' }, says: /unexpected response/, names: [host, 'brandNew'] },
  ],
  internalError: [
    {
      details: { reason: 'RangeError' },
      says: /bug in the extension/,
      names: ['RangeError'],
      remedies: [['Report Issue…', 'dingtalkStorage.reportIssue', undefined]],
    },
  ],
};
const cases = Object.entries(table).flatMap(([kind, all]) =>
  all.map(one => ({ kind: kind as ErrorKind, organization: acme, details: {}, names: [], ...one })),
);

/** All words of an explanation. */
const wordsOf = ({ summary, sentence, remedies }: Explanation) => [
  summary,
  sentence,
  ...remedies.map(({ title }) => title),
];

describe('a failure in words', () => {
  afterEach(() => l10n.config({ contents: {} }));

  for (const { kind, details, organization, names, says, remedies = [], isPassing = false } of cases) {
    it(`${kind} ${JSON.stringify(details)}: names what matters, and has the buttons that help`, () => {
      const error = new DingTalkError(kind, details);
      const english = explain(error, organization);
      assert.match(english.sentence, says);
      assert.deepEqual(
        english.remedies.map(({ title, command, arguments: [first] }) => [title, command, first]),
        remedies,
      );
      assert.equal(english.isPassing, isPassing);

      l10n.config({ contents: chinese });
      const translated = explain(error, organization);
      for (const name of names) {
        assert.ok(english.sentence.includes(name), english.sentence);
        assert.ok(translated.sentence.includes(name), translated.sentence);
      }
      assert.equal(translated.remedies.length, remedies.length);
      for (const [index, words] of wordsOf(translated).entries()) {
        assert.match(words, /\p{Script=Han}/u);
        assert.notEqual(words, wordsOf(english)[index]);
        assert.doesNotMatch(`${words}${wordsOf(english)[index]}`, /\{\d\}|undefined/);
      }
    });
  }

  it('has a summary of its own for each kind, in both languages', () => {
    for (const contents of [{}, chinese]) {
      l10n.config({ contents });
      const kinds = Object.keys(table) as ErrorKind[];
      const summaries = kinds.map(kind => explain(new DingTalkError(kind), acme).summary);
      assert.equal(new Set(summaries).size, kinds.length);
    }
  });

  it('has words for every kind where neither the organization nor a detail is known', () => {
    for (const kind of Object.keys(table) as ErrorKind[]) {
      const explanation = explain(new DingTalkError(kind));
      for (const words of wordsOf(explanation)) assert.doesNotMatch(words, /^$|\{\d\}|undefined/);
    }
  });

  const secret = 's3cr3t-canary';
  const answered = (status: number, body: Record<string, unknown>) =>
    failureIn({ status, headers: { get: () => null }, text: '' }, body, host, [secret]) ?? assert.fail();

  it('shows a code that nobody knows as it came', () => {
    const failure = answered(400, { code: 'brand.New-Code7', message: '新的错误', requestid: 'R' });
    assert.equal(
      explain(failure, acme).sentence,
      `Received an unexpected response from ${host}. (brand.New-Code7: 新的错误)`,
    );
  });

  it('never shows what the call was made with, though the server echoes it', () => {
    const echoes = [
      { code: secret },
      { code: `paramError.${secret}` },
      { code: `${secret}NotExist` },
      { code: 'systemError' },
      { code: 'Forbidden.AccessDenied.IpNotInWhiteList' },
      { code: 'x.AccessTokenPermissionDenied', accessdenieddetail: { requiredScopes: [secret] } },
      { errcode: 60121 },
    ];
    for (const echo of echoes) {
      const message = `request ip=10.0.0.1 ${secret}`;
      const failure = answered(400, { message, errmsg: message, requestid: secret, ...echo });
      const { link, ...explanation } = explain(failure, acme);
      assert.ok(!JSON.stringify([explanation, link]).includes(secret), JSON.stringify(echo));
    }
  });
});
