import assert from 'node:assert/strict';
import path from 'node:path';
import { runAudit } from '../../../../src/audit/run/runAudit.ts';
import { Audits } from '../../../../src/audit/store/auditStore.ts';
import { UsageFiles } from '../../../../src/budget/usageFiles.ts';
import { UsageLog } from '../../../../src/budget/usageLog.ts';
import { getPermissionInheritance } from '../../../../src/dingtalk/endpoints/storage.ts';
import type { Meter } from '../../../../src/dingtalk/wire/charge.ts';
import { OpenApi } from '../../../../src/organizations/openApi.ts';
import { readOrganizations } from '../../../../src/organizations/organization.ts';
import { AccessTokens } from '../../../../src/organizations/signIn/accessTokens.ts';
import { Credentials } from '../../../../src/organizations/signIn/credentials.ts';
import type { Fault } from '../../../emulator/faults.ts';
import type { RequestRecord } from '../../../emulator/recorder.ts';
import { sampleSignIns } from '../../../emulator/samples.ts';
import { type Emulator, startEmulator } from '../../../emulator/server.ts';
import { callOptions } from '../../../support/rawServer.ts';
import { chooseSeed, seeded } from '../../../support/seeded.ts';
import { times } from '../../../support/thorough.ts';
import { withFolder } from '../../../support/withFolder.ts';
import { about, corpId, dataOf, itemsOf, truthOf, unpaced, uuidOf, wordsOf } from '../world.ts';

const files = times(2000, 600);

const raw = (status: number, code: string): Fault => ({
  kind: 'raw',
  status,
  body: JSON.stringify({ code }),
});
const throttle = raw(403, 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi');

/** What goes wrong, and how often. */
const weather: readonly (readonly [share: number, fault: Fault])[] = [
  [0.06, throttle],
  [0.04, { kind: 'reset' }],
  [0.02, { kind: 'halfBody' }],
  [0.02, raw(500, 'systemError')],
  [0.02, raw(503, 'operationTimeout')],
  [0.04, { kind: 'slow', ms: 20 }],
  [0.001, { kind: 'hang' }],
  [0.005, { kind: 'html' }],
];

/** Files that fail whenever they are asked about, and what that is to be called. */
const poisoned: ReadonlyMap<string, readonly [Fault, string]> = new Map([
  [uuidOf(100), [raw(500, 'systemError'), 'serverError systemError']],
  [uuidOf(500), [throttle, 'throttled Forbidden.AccessDenied.QpsLimitForAppkeyAndApi']],
  [uuidOf(900), [{ kind: 'reset' }, 'offline ECONNRESET']],
  [uuidOf(1300), [raw(200, 'OK'), 'badAnswer undefined']],
  [uuidOf(1700), [raw(403, 'permissionDenied'), 'userNotPermitted permissionDenied']],
]);

describe('an audit in a storm', () => {
  it(`of ${files} files has every result right or rightly labelled, and loses none`, async () => {
    const random = seeded(chooseSeed());
    const emulator = await startEmulator({
      data: dataOf(files),
      callsPerSecond: Number.MAX_SAFE_INTEGER,
      monthlyCalls: Number.MAX_SAFE_INTEGER,
    });
    try {
      const { played, perhapsCounted } = letItStorm(emulator, random);
      await withFolder(async folder => {
        const usageFolder = path.join(folder, 'usage');
        const usage = new UsageLog(usageFolder, { warn: line => assert.fail(line) });
        const { api, organization } = acmeAt(emulator, charge => usage.count(charge));
        const audits = new Audits(path.join(folder, 'audits'));
        const { id } = await audits.create(about, itemsOf(files));
        const pauses: Record<string, number> = {};
        for (let state = ''; state !== 'finished'; ) {
          const { audit, append, close } = await audits.open(id);
          const end = await runAudit(audit, {
            ask: (dentryUuid, signal) =>
              getPermissionInheritance(
                api.for(organization, 'audit'),
                { dentryUuid, unionId: organization.unionId },
                signal,
              ),
            append,
            now: Date.now,
          });
          state = end.state;
          await close(state === 'finished');
          if (end.state === 'paused') pauses[end.reason.kind] = (pauses[end.reason.kind] ?? 0) + 1;
        }
        const { results } = await audits.read(id);
        assert.equal(results.size, files);
        for (let number = 0; number < files; number++) {
          const dentryUuid = uuidOf(number);
          const expected = poisoned.get(dentryUuid)?.[1] ?? truthOf(number);
          // A reset has two names, by the moment at which it comes.
          const words = wordsOf(results.get(dentryUuid)).replace('UND_ERR_SOCKET', 'ECONNRESET');
          assert.equal(words, expected, dentryUuid);
        }
        // Only what says that all is over may have paused it; here a token may expire twice during one question.
        const others = Object.keys(pauses).filter(kind => kind !== 'ipBlocked' && kind !== 'tokenExpired');
        assert.deepEqual(others, []);
        const answered = answeredTwice(emulator);
        assert.deepEqual(answered, []);
        const ours = (await new UsageFiles(usageFolder).thisMonth()).get(corpId)?.total ?? 0;
        const theirs = emulator.meter.callsThisMonth(corpId);
        assert.equal(ours, theirs + perhapsCounted());
        console.log(
          `      ${emulator.requests.length} requests for ${files} files; ${ours} calls counted, of which ${theirs} by DingTalk, too, and ${ours - theirs} by us, as their answer never came; faults ${JSON.stringify(played)}; pauses ${JSON.stringify(pauses)}`,
        );
      });
    } finally {
      await emulator.close();
    }
  }).timeout(300_000);
});

/**
 * Makes everything go wrong at random, and the tokens expire now and then.
 *
 * @returns what was played, and of how many calls nobody here can know whether DingTalk counts them: the emulator
 *   computes no answer to them
 */
function letItStorm(emulator: Emulator, random: () => number) {
  const played: Record<string, number> = {};
  const unanswered = new Set<RequestRecord>();
  let requests = 0;
  emulator.faults.take = request => {
    if (request.api !== 'getPermissionInheritance') return undefined;
    if (++requests % 300 === 0) {
      emulator.tokens.expire();
      played.expiry = (played.expiry ?? 0) + 1;
    }
    const chosen = pickWeather(random());
    const fault = poisoned.get(request.dentryUuid ?? '')?.[0] ?? chosen;
    if (fault !== undefined) {
      const name = fault.kind === 'raw' ? String(fault.status) : fault.kind;
      played[name] = (played[name] ?? 0) + 1;
      if (['reset', 'hang', 'raw'].includes(fault.kind) && fault !== throttle) unanswered.add(request);
    }
    return fault;
  };
  const cutOff = ({ fault, answer }: RequestRecord) =>
    fault === 'halfBody' && answer?.code === 'InvalidAuthentication';
  return { played, perhapsCounted: () => unanswered.size + emulator.requests.filter(cutOff).length };
}

function pickWeather(random: number): Fault | undefined {
  let passed = 0;
  for (const [share, fault] of weather) {
    passed += share;
    if (random < passed) return fault;
  }
  return undefined;
}

/** The files about which DingTalk gave its true answer more than once. */
function answeredTwice({ requests }: Emulator): string[] {
  const wholly = requests.filter(
    ({ api, answer, fault }) =>
      api === 'getPermissionInheritance' &&
      answer?.code !== undefined &&
      answer.code !== 'InvalidAuthentication' &&
      (fault === undefined || fault === 'slow'),
  );
  const seen = new Set<string>();
  return wholly.flatMap(({ dentryUuid = '' }) => {
    const isAgain = seen.has(dentryUuid);
    seen.add(dentryUuid);
    return isAgain ? [dentryUuid] : [];
  });
}

function acmeAt(emulator: Emulator, meter: Meter) {
  const secrets = new Map<string, string>();
  const storage = {
    get: async (key: string) => secrets.get(key),
    store: async (key: string, value: string) => void secrets.set(key, value),
    delete: async (key: string) => void secrets.delete(key),
  };
  const signIns = sampleSignIns(emulator.url);
  const credential = signIns.credentials.find(each => each.corpId === corpId)?.credential;
  secrets.set(`dingtalkStorage.credential/${corpId}`, JSON.stringify(credential));
  const [organization] = readOrganizations(signIns.organizations.filter(each => each.corpId === corpId));
  assert.ok(organization?.kind === 'organization');
  const options = callOptions({ pacers: unpaced(), retryDelay: 1, timeout: 5000, meter });
  const accessTokens = new AccessTokens(storage, new Credentials(storage), () => options);
  return { api: new OpenApi(accessTokens, () => options), organization };
}
