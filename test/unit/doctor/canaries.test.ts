import assert from 'node:assert/strict';
import path from 'node:path';
import type { SeenCertificate } from '../../../src/doctor/checks/network/probes.ts';
import { doctorPage } from '../../../src/doctor/result/doctorPage.ts';
import { byCheck, reportOf } from '../../../src/doctor/result/report.ts';
import { reportText } from '../../../src/doctor/result/reportText.ts';
import { runChecks, type Surroundings } from '../../../src/doctor/runChecks.ts';
import { readOrganizations } from '../../../src/organizations/organization.ts';
import { type Emulator, startEmulator } from '../../emulator/server.ts';
import { lines } from '../../support/rawServer.ts';
import { useFolder } from '../../support/withFolder.ts';
import { probesWith, surroundings } from './surroundings.ts';

const canary = 'canary';
/** Says the word wherever a server may say something. */
const talk = JSON.stringify({
  code: 'canaryCode',
  message: 'canary request ip=canary',
  requestid: 'canary-request',
  accessdenieddetail: { requiredScopes: ['Canary.Read', 'canary'] },
});

/** Everything that leaves the doctor: the report, its page but for what its buttons do, its text, and the log. */
async function everythingSaid(around: Surroundings): Promise<string> {
  lines.length = 0;
  const scope = { askDingTalk: true, file: { corpId: 'dingacme0001', dentryUuid: 'canaryDentry' } };
  const checks = byCheck(await runChecks(around, scope, new AbortController().signal));
  const page = doctorPage(checks, 1, 'en');
  return [JSON.stringify(reportOf(checks)), JSON.stringify(page), reportText(checks), ...lines].join('\n');
}

describe('what the doctor says', () => {
  let emulator: Emulator;
  const folder = useFolder();
  beforeEach(async () => {
    emulator = await startEmulator();
  });
  afterEach(() => emulator.close());

  /** The word in every input, with the endpoint, the sign-in and the id as they are needed to get far. */
  function around(endpoint: string, changed: Partial<Surroundings> = {}): Surroundings {
    const base = surroundings(emulator, ['dingacme0001']);
    const [entry] = base.entries;
    return {
      ...base,
      installation: {
        ...base.installation,
        extensionVersion: '0.1.0-canary',
        editorVersion: 'canary',
        remote: 'ssh-remote+canary',
        language: 'canary canary',
      },
      entries: readOrganizations([
        { ...entry, name: 'canary name', unionId: 'canaryUnion', endpoint },
        { corpId: 'canaryCorp', unionId: 'canaryUnion', name: 'canary', endpoint: `${endpoint}/canary` },
        {
          corpId: 'canary',
          unionId: 'canary',
          name: 'canary',
          signIn: 'thirdPartyApp',
          clientId: 'canaryApp',
        },
        { corpId: 'canary bad', unionId: 'canary', canary: 'canary' },
        { corpId: 'canaryCorp', unionId: 'canary' },
        { corpId: 'canary2', unionId: 'canary', endpoint: 'http://canary.example' },
        { corpId: 'canary3', unionId: 'canary', signIn: 'canary' },
        'canary',
      ]),
      network: {
        ...base.network,
        proxy: 'http://canary:canary@canary.example:1',
        proxySupport: 'canary',
        noProxy: ['canary', '127.0.0.1'],
        variables: { HTTPS_PROXY: 'http://canary:canary@canary:1', NO_PROXY: 'canary' },
      },
      files: { folder: path.join(folder.path, 'canary\0'), leftoverLocks: async () => 1 },
      credentials: {
        get: async corpId => ({
          accessToken: 'canary-access-token',
          clientSecret: corpId === 'dingacme0001' ? 'fake-client-secret-0001' : 'canary-secret',
          suiteTicket: 'canary-ticket',
        }),
      },
      probes: probesWith({
        lookUp: async () => ({ code: 'canary', ms: 1 }),
        tunnel: async () => ({ code: 'ECANARY canary', status: 407, ms: 1 }),
        certificate: async (): Promise<SeenCertificate> => ({
          protocol: 'canary canary',
          validTo: Date.now(),
          isPublic: false,
        }),
      }),
      ...changed,
    };
  }

  const silent = async (said: Promise<string>) => {
    const text = await said;
    assert.ok(text.length > 1000);
    const at = text.toLowerCase().indexOf(canary);
    assert.equal(at, -1, text.slice(Math.max(0, at - 200), at + 100));
  };

  it('names nobody and nothing while all is well', () => silent(everythingSaid(around(emulator.url))));

  for (const [what, fault] of [
    ['refuses', { kind: 'raw', status: 403, body: talk }],
    [
      'refuses a parameter',
      { kind: 'raw', status: 400, body: talk.replace('canaryCode', 'paramError.canary') },
    ],
    ['does not find', { kind: 'raw', status: 404, body: talk.replace('canaryCode', 'dentryCanaryNotExist') }],
    ['fails', { kind: 'raw', status: 500, body: talk }],
    ['repeats what was sent', { kind: 'echo' }],
    ['sends a page', { kind: 'raw', status: 403, body: '<html>canary</html>' }],
    ['redirects', { kind: 'redirect', to: 'https://canary.example/canary' }],
  ] as const) {
    it(`repeats nothing of a server that ${what}`, async () => {
      for (const match of [
        {},
        { api: 'getAccessToken' },
        { api: 'getUserByUnionId' },
        { api: 'getOrg' },
      ] as const) {
        emulator.faults.clear();
        emulator.faults.add(fault, match);
        await silent(everythingSaid(around(emulator.url)));
      }
    });
  }

  it('names no private host', () => silent(everythingSaid(around('https://canary.example'))));

  it('would be caught naming somebody', async () => {
    const said = everythingSaid(around(emulator.url));
    await assert.rejects(silent(said.then(text => `${text} ${canary}`)));
  });
});
