import assert from 'node:assert/strict';
import { ask, assertRefused, inheritancePath, orgPath, tokenOf, useEmulator } from './ask.ts';

describe('emulator: limits', () => {
  const used = useEmulator();
  const throttled = 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi';

  const askOrg = () => ask(used.emulator, orgPath(), { token: tokenOf(used.emulator) });
  const askMode = () => ask(used.emulator, inheritancePath(), { token: tokenOf(used.emulator) });

  async function codes(calls: number): Promise<(string | undefined)[]> {
    const { emulator } = used;
    emulator.requests.length = 0;
    for (let call = 0; call < calls; call += 1) await askOrg();
    return emulator.requests.map(({ answer }) => answer?.code);
  }

  it('lets 20 calls through in a second', async () => {
    assert.deepEqual(await codes(21), [...Array(20).fill('OK'), throttled]);
    await assertRefused(used.emulator, askOrg(), 403, throttled);
  });

  it('counts the last second, not the second of the clock', async () => {
    const { emulator, clock } = used;
    emulator.settings.callsPerSecond = 2;
    clock.ms = 1900;
    assert.deepEqual(await codes(1), ['OK']);
    clock.ms = 2100;
    assert.deepEqual(await codes(2), ['OK', throttled]);
    clock.ms = 2899;
    assert.deepEqual(await codes(1), [throttled]);
    clock.ms = 2900;
    assert.deepEqual(await codes(2), ['OK', throttled]);
  });

  it('counts the last minute besides where that has a cap, which may change', async () => {
    const { emulator, clock } = used;
    emulator.settings.callsPerMinute = 3;
    const inMinute = 'Forbidden.AccessDenied.QpmLimitForAppkeyAndApi';
    clock.ms = 1000;
    assert.deepEqual(await codes(4), ['OK', 'OK', 'OK', inMinute]);
    clock.ms = 60_999;
    assert.deepEqual(await codes(1), [inMinute]);
    clock.ms = 61_000;
    assert.deepEqual(await codes(1), ['OK']);
    emulator.settings.callsPerMinute = 1;
    assert.deepEqual(await codes(1), [inMinute]);
  });

  it('counts each API for itself, and each app', async () => {
    const { emulator } = used;
    emulator.settings.callsPerSecond = 1;
    assert.deepEqual(await codes(2), ['OK', throttled]);
    assert.equal((await askMode()).status, 200);
    const token = tokenOf(emulator, 'dingxinghe0002');
    assert.equal((await ask(emulator, orgPath('dingxinghe0002', 'cHtUYfake0002iE'), { token })).status, 200);
  });

  it('counts a third-party app per organization, and says so', async () => {
    const { emulator } = used;
    emulator.settings.callsPerSecond = 1;
    const token = tokenOf(emulator, 'dingcopper0013');
    const askCopper = () => ask(emulator, orgPath('dingcopper0013', 'cHtUYfake0013iE'), { token });
    assert.equal((await askCopper()).status, 200);
    const code = 'Forbidden.AccessDenied.QpsLimitForSuitekeyAndOrgAndApi';
    await assertRefused(emulator, askCopper(), 403, code);
  });

  it('refuses when the month is used up, over both APIs together', async () => {
    const { emulator } = used;
    emulator.settings.monthlyCalls = 2;
    await askOrg();
    await askMode();
    await assertRefused(emulator, askOrg(), 403, 'Forbidden.AccessDenied.ApiCountLimitForOrg');
    await assertRefused(emulator, askMode(), 403, 'Forbidden.AccessDenied.ApiCountLimitForOrg');
    emulator.meter.setCallsThisMonth('dingacme0001', 0);
    assert.equal((await askOrg()).status, 200);
  });

  it('does not count throttled calls and token calls toward the month, but business refusals', async () => {
    const { emulator } = used;
    emulator.settings.callsPerSecond = 2;
    await codes(1);
    await ask(emulator, orgPath('dingnowhere'), { token: tokenOf(emulator) });
    await codes(3);
    await ask(emulator, '/v1.0/oauth2/accessToken', { body: '{}' });
    assert.equal(emulator.meter.callsThisMonth('dingacme0001'), 2);
  });
});
