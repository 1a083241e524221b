import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Audits } from '../../../../src/audit/store/auditStore.ts';
import { UsageFiles } from '../../../../src/budget/usageFiles.ts';
import { type Emulator, startEmulator } from '../../../emulator/server.ts';
import { bundle } from '../../../support/bundle.ts';
import { chooseSeed, seeded } from '../../../support/seeded.ts';
import { times } from '../../../support/thorough.ts';
import { withFolder } from '../../../support/withFolder.ts';
import { about, corpId, dataOf, itemsOf, truthOf, uuidOf, wordsOf } from '../world.ts';

const kills = times(50, 6);
/** Enough for each process to be killed in the middle of its work. */
const files = 30 * kills;

describe('an audit whose process is killed at random', () => {
  it(`${kills} times ends as if nothing had happened, and no kept answer is asked for again`, async () => {
    const random = seeded(chooseSeed());
    const emulator = await startEmulator({
      data: dataOf(files),
      callsPerSecond: Number.MAX_SAFE_INTEGER,
      monthlyCalls: Number.MAX_SAFE_INTEGER,
    });
    const entry = await bundle(path.join(import.meta.dirname, 'auditInNode.ts'));
    try {
      await withFolder(async folder => {
        const auditsFolder = path.join(folder, 'audits');
        const usageFolder = path.join(folder, 'usage');
        const audits = new Audits(auditsFolder);
        const { id } = await audits.create(about, itemsOf(files));
        const start = () =>
          startChild(entry, {
            endpoint: emulator.url,
            folder: auditsFolder,
            usageFolder,
            auditId: id,
            token: tokenIn(emulator),
          });
        const kept = new Set<string>();
        for (let kill = 0; kill < kills; kill++) {
          await killAtRandom(start(), emulator, random);
          const before = kept.size;
          const { results } = await audits.read(id);
          for (const dentryUuid of kept) assert.ok(results.has(dentryUuid), `${dentryUuid} was lost`);
          for (const dentryUuid of askedOf(emulator)) {
            assert.ok(!kept.has(dentryUuid), `${dentryUuid} was asked about again, after kill ${kill}`);
          }
          for (const dentryUuid of results.keys()) kept.add(dentryUuid);
          assert.ok(kept.size >= before);
          emulator.requests.length = 0;
        }
        const last = start();
        const [code] = await once(last, 'exit');
        assert.equal(code, 0);
        for (const dentryUuid of askedOf(emulator)) assert.ok(!kept.has(dentryUuid));

        const { results } = await audits.read(id);
        assert.equal(results.size, files);
        for (let number = 0; number < files; number++) {
          assert.equal(wordsOf(results.get(uuidOf(number))), truthOf(number), uuidOf(number));
        }
        const [summary] = await audits.list();
        assert.equal(summary?.isFinished, true);
        const metered = emulator.meter.callsThisMonth(corpId);
        // A question that DingTalk was answering while the process was killed may be asked again; at most 24 are.
        assert.ok(metered - files <= kills * 24, `${metered} calls`);
        // A kill may come after a call is written down and before it leaves.
        const ours = (await new UsageFiles(usageFolder).thisMonth()).get(corpId)?.total ?? 0;
        assert.ok(ours >= metered && ours - metered <= kills * 24, `${ours} counted, ${metered} metered`);
        console.log(
          `      ${files} files, ${kills} kills, of which ${killsMidway} with answers under way; 0 kept answers asked for again; ${metered - files} calls whose answer was cut off by a kill; ${ours - metered} calls counted that a kill kept from leaving`,
        );
      });
    } finally {
      await emulator.close();
    }
  }).timeout(300_000);
});

let killsMidway = 0;

const askedOf = ({ requests }: Emulator) => requests.flatMap(({ dentryUuid }) => dentryUuid ?? []);

function tokenIn({ data, tokens }: Emulator): string {
  const app = data.apps.find(each => each.kind === 'internalApp' && each.corpId === corpId);
  assert.ok(app);
  return tokens.mint(app, corpId).accessToken;
}

function startChild(entry: string, audit: object): ChildProcess {
  // Without coverage, which a killed process could not write anyhow; left out, it would be handed on.
  const env = { ...process.env, NODE_V8_COVERAGE: '', AUDIT: JSON.stringify(audit) };
  return spawn(process.execPath, [entry], {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

/** Kills the process some requests after its first; now and then while it still starts. */
async function killAtRandom(child: ChildProcess, emulator: Emulator, random: () => number): Promise<void> {
  const ended = once(child, 'exit');
  if (random() < 0.1) {
    await delay(random() * 60);
  } else {
    const wanted = Math.floor(random() * 40) + 1;
    await Promise.race([emulator.request(() => emulator.requests.length >= wanted), ended]);
    await delay(random() * 4);
    killsMidway++;
  }
  assert.equal(child.exitCode, null, 'it was done before it could be killed');
  child.kill('SIGKILL');
  await ended;
}
