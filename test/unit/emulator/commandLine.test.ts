import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { readCommandLine, requestLine } from '../../emulator/commandLine.ts';
import { describeSamples } from '../../emulator/sampleText.ts';
import { ask, useEmulator } from './ask.ts';

describe('emulator: command line', () => {
  const used = useEmulator();

  const run = (...args: string[]) =>
    spawn(process.execPath, ['--import', 'tsx', 'test/emulator/cli.ts', ...args]);

  it('reads every option', () => {
    const line =
      '--port 8080 --calls-per-second 5 --calls-per-minute 70 --monthly-calls 9 --token-seconds 3 --spelling underscore ' +
      '--fault slow:200@getOrg --fault redirect:http://a:1/ --fault stalledBody:7 --fault hang --help';
    const options = {
      port: 8080,
      callsPerSecond: 5,
      callsPerMinute: 70,
      monthlyCalls: 9,
      tokenSeconds: 3,
      spelling: 'underscore',
    };
    const faults = [
      { fault: { kind: 'slow', ms: 200 }, match: { api: 'getOrg' } },
      { fault: { kind: 'redirect', to: 'http://a:1/' }, match: {} },
      { fault: { kind: 'stalledBody', ms: 7 }, match: {} },
      { fault: { kind: 'hang' }, match: {} },
    ];
    assert.deepEqual(readCommandLine(line.split(' ')), { help: true, options, faults });
    assert.deepEqual(readCommandLine([]), { help: false, options: {}, faults: [] });
  });

  for (const [args, message] of [
    ['--zort', /Unknown option '--zort'/],
    ['stray', /stray/],
    ['--port', /--port/],
    ['--port 65536', /--port takes a whole number from 0 to 65535, not "65536"/],
    ['--token-seconds 1.5', /--token-seconds takes a whole number/],
    ['--spelling upper', /--spelling is one of lowercase, capitalised, underscore, not "upper"/],
    ['--fault boom', /--fault does not know "boom"/],
    ['--fault slow', /--fault slow takes a whole number/],
    ['--fault redirect', /--fault redirect needs an address/],
    ['--fault hang:5', /--fault hang takes no value/],
  ] as const) {
    it(`refuses ${args}`, () => {
      assert.throws(() => readCommandLine(args.split(' ')), { message, name: 'UsageError' });
    });
  }

  it('prints one line per request, without the query', async () => {
    const { emulator } = used;
    await ask(emulator, '/topapi/v2/user/get?access_token=secret', { body: '{}' });
    const remove = emulator.faults.add({ kind: 'reset' });
    await assert.rejects(ask(emulator, '/x'));
    remove();
    assert.deepEqual(emulator.requests.map(requestLine), [
      'POST  /topapi/v2/user/get  200  40014  0 ms',
      'GET  /x  no answer  (fault: reset)',
    ]);
  });

  it('describes the samples so that they can be pasted', () => {
    const lines = describeSamples('http://127.0.0.1:1').split('\n');
    const words = lines.find(line => line.startsWith('dingacme0001'))?.split(/ {2,}/);
    assert.deepEqual(words?.slice(0, 5), [
      'dingacme0001',
      'cHtUYfake0001iE',
      'internalApp',
      'dingfakeapp0001',
      'fake-client-secret-0001',
    ]);
    assert.ok(lines.some(line => /^Z6UTRpydA6MHH6GMTl0guIEiKcIGKuNi +BREAK /.test(line)));
    assert.ok(lines.some(line => line.startsWith('[{"corpId":"dingacme0001"')));
  });

  it('exits with 2 and a reason when it is called wrongly', async () => {
    const child = run('--fault', 'boom');
    const [reason, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    assert.equal(code, 2);
    assert.match(reason, /--fault does not know "boom"/);
  });

  it('serves until Ctrl-C, then closes and exits with 0', async function () {
    if (process.platform === 'win32') this.skip();
    const child = run('--fault', 'hang@getOrg');
    try {
      for await (const line of createInterface(child.stdout)) {
        const url = /^DingTalk on loopback: (\S+)$/.exec(line)?.[1];
        if (url) assert.equal((await fetch(`${url}/x`)).status, 404);
        if (line.startsWith('GET  /x  404')) child.kill('SIGINT');
      }
      assert.deepEqual([child.exitCode ?? (await once(child, 'exit'))[0], child.signalCode], [0, null]);
    } finally {
      child.kill('SIGKILL');
    }
  });
});
