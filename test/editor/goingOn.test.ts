import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { AuditRun } from '../../src/audit/run/runWithProgress.ts';
import type { Fault } from '../emulator/faults.ts';
import type { RequestRecord } from '../emulator/recorder.ts';
import { type Emulator, startEmulator } from '../emulator/server.ts';
import { longTest } from '../support/thorough.ts';
import { withFolder } from '../support/withFolder.ts';
import { corpId, dataOf, itemsOf, truthOf } from '../unit/audit/world.ts';
import { startWorld } from './world.ts';

/** Fewer than the workflow takes: at DingTalk's pace, 500 files are half a minute. */
const { files, gone } =
  process.env.TEST_EVERYTHING === '1' ? { files: 500, gone: 20_000 } : { files: 120, gone: 4000 };

const refusal = (status: number, code: string): Fault => ({
  kind: 'raw',
  status,
  body: JSON.stringify({ code }),
});

/** A number of the audit's questions to DingTalk, which come to this emulator. */
const questionsTo = ({ requests }: Emulator) =>
  requests.filter(({ api }) => api === 'getPermissionInheritance');

/** Resets one question in 30, and answers another with HTTP 408; never twice in a row. */
function letItHiccup({ faults }: Emulator): void {
  let questions = 0;
  faults.take = ({ api }) => {
    if (api !== 'getPermissionInheritance') return undefined;
    const number = questions++ % 30;
    if (number === 7) return { kind: 'reset' };
    return number === 22 ? refusal(408, 'timeout') : undefined;
  };
}

const questions = (emulator: Emulator, count: number) =>
  emulator.request(() => questionsTo(emulator).length >= count);

/** How often each token was refused. */
function refusedTokens(requests: readonly RequestRecord[]): ReadonlyMap<string, number> {
  const refused = new Map<string, number>();
  for (const { answer, headers } of requests) {
    if (answer?.code !== 'InvalidAuthentication') continue;
    const token = String(headers['x-acs-dingtalk-access-token']);
    refused.set(token, (refused.get(token) ?? 0) + 1);
  }
  return refused;
}

/** What the audit says of each file, as `truthOf` does. */
async function resultsIn(file: string): Promise<string[]> {
  const { items } = JSON.parse(await readFile(file, 'utf8'));
  return items.map(
    ({ inheritance, problem, code }: Record<string, string>) => inheritance ?? `${problem} ${code}`,
  );
}

describe(`an audit of ${files} files by a bad connection`, () => {
  longTest(`finishes with every row right, though DingTalk is gone for ${gone / 1000} s`, async function () {
    this.timeout(gone + files * 300 + 60_000);
    const data = dataOf(files);
    const world = await startWorld({ data });
    const first = world.emulator;
    let second: Emulator | undefined;
    try {
      letItHiccup(first);
      const started = performance.now();
      const dentryUuids = itemsOf(files).map(({ dentryUuid }) => dentryUuid);
      const audit = world.command<AuditRun>('auditInheritance', { corpId, dentryUuids });

      await questions(first, files / 6);
      first.tokens.revoke();
      await delay(1500);
      first.tokens.revoke();
      await questions(first, files / 2);
      await first.close();
      const arrived = first.requests.length;
      await delay(gone);
      // It knows none of the tokens, so that the one in use is dead once more.
      second = await startEmulator({ data, port: Number(new URL(first.url).port) });
      letItHiccup(second);

      const { auditId, state, total, answered, reason } = await audit;
      const seconds = (performance.now() - started) / 1000;
      assert.deepEqual([state, total, answered, reason], ['finished', files, files, undefined]);
      assert.equal(first.requests.length, arrived);
      await withFolder(async folder => {
        const file = path.join(folder, 'audit.json');
        await world.command('exportAudit', { auditId, format: 'json', file });
        assert.deepEqual(
          await resultsIn(file),
          dentryUuids.map((_, number) => truthOf(number)),
        );
      });
      const refused = [...refusedTokens([...first.requests, ...second.requests]).values()];
      assert.ok(refused.length >= 3, `${refused.length} tokens died`);
      assert.ok(Math.max(...refused) <= 6, `calls by each dead token: ${refused}`);
      const metered = [first, second].map(({ meter }) => meter.callsThisMonth(corpId));
      console.log(
        `      ${seconds.toFixed(1)} s; calls by each dead token: ${refused}; metered before and after: ${metered}`,
      );
    } finally {
      await second?.close();
      await world.emulator.close();
    }
  });

  longTest(
    'asks again about what failed, and only that, and keeps what it has until there is an answer',
    async () => {
      const count = 30;
      const world = await startWorld({ data: dataOf(count) });
      const { emulator, command } = world;
      try {
        const dentryUuids = itemsOf(count).map(({ dentryUuid }) => dentryUuid);
        const [refused = '', blocked = ''] = [dentryUuids[3], dentryUuids[5]];
        const mend = [refused, blocked].map(dentryUuid =>
          emulator.faults.add(refusal(403, 'permissionDenied'), { dentryUuid }),
        );
        const { auditId, counts } = await command<AuditRun>('auditInheritance', { corpId, dentryUuids });
        assert.equal(counts.userNotPermitted, 2);
        for (const one of mend) one();
        const block = emulator.faults.add({ kind: 'html' }, { dentryUuid: blocked });
        const failed = dentryUuids.filter(
          (dentryUuid, number) => / /.test(truthOf(number)) || [refused, blocked].includes(dentryUuid),
        );
        emulator.requests.length = 0;
        const paused = await command<AuditRun>('askAgainAboutFailures', { auditId });
        assert.deepEqual(
          [paused.state, paused.reason?.kind, paused.answered, paused.counts.userNotPermitted],
          ['paused', 'ipBlocked', count, 1],
        );
        // One that was throttled is repeated, and costs nothing.
        const askedFor = () =>
          questionsTo(emulator)
            .filter(({ answer }) => !/Qps/.test(answer?.code ?? ''))
            .flatMap(({ dentryUuid }) => dentryUuid ?? []);
        assert.deepEqual(askedFor().toSorted(), failed.toSorted());

        block();
        const again = await command<AuditRun>('askAgainAboutFailures', { auditId });
        assert.deepEqual([again.state, again.total, again.answered], ['finished', count, count]);
        assert.equal(again.counts.userNotPermitted, undefined);
        await withFolder(async folder => {
          const file = path.join(folder, 'audit.json');
          await command('exportAudit', { auditId, format: 'json', file });
          assert.deepEqual(
            await resultsIn(file),
            dentryUuids.map((_, number) => truthOf(number)),
          );
        });
        await assert.rejects(command('askAgainAboutFailures', { auditId: '../..' }), {
          kind: 'invalidParameter',
        });
      } finally {
        await world.emulator.close();
      }
    },
  );
});
