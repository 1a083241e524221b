import assert from 'node:assert/strict';
import { dentryAnswers } from '../../../src/samples/dentries.ts';
import { ask, assertRefused, inheritancePath, tokenOf, useEmulator } from './ask.ts';

describe('emulator: getPermissionInheritance', () => {
  const used = useEmulator();

  const askMode = (dentryUuid?: string, unionId?: string, token = tokenOf(used.emulator)) =>
    ask(used.emulator, inheritancePath(dentryUuid, unionId), { token });

  for (const [dentryUuid, inheritance] of [
    ['Qnp9zOoBVBDEydnQU1rPR3vZ81DK0g6l', 'PASS_ON'],
    ['Z6UTRpydA6MHH6GMTl0guIEiKcIGKuNi', 'BREAK'],
    ['PqyUhSBTWwmvozsbE8QFSlm7wiX1YA7Y', 'PASS_ON_READ_ONLY'],
    ['a/../b?c#d 中', 'PASS_ON'],
  ] as const) {
    it(`answers ${inheritance} for ${dentryUuid}`, async () => {
      const { status, body } = await askMode(dentryUuid);
      assert.deepEqual({ status, body }, { status: 200, body: `{"inheritance":"${inheritance}"}` });
      assert.equal(used.emulator.requests[0]?.dentryUuid, dentryUuid);
    });
  }

  it('refuses what cannot be a dentryUuid', async () => {
    const { emulator } = used;
    await assertRefused(emulator, askMode('12345'), 400, 'paramError.dentryUuid');
    const path = '/v2.0/storage/spaces/dentries/%zz/permissions/inheritances?unionId=u';
    await assertRefused(
      emulator,
      ask(emulator, path, { token: tokenOf(emulator) }),
      400,
      'paramError.dentryUuid',
    );
  });

  it('refuses a call without a unionId, and a user without rights', async () => {
    const { emulator } = used;
    await assertRefused(emulator, askMode(undefined, ''), 400, 'paramError');
    await assertRefused(emulator, askMode(undefined, 'nobody'), 403, 'permissionDenied');
  });

  it('refuses a dentry that does not exist, whose space does not, or that is another organization’s', async () => {
    const { emulator } = used;
    const deleted = dentryAnswers.find(({ spaceDeleted }) => spaceDeleted);
    await assertRefused(emulator, askMode('A'.repeat(32)), 404, 'dentryNotExist');
    await assertRefused(emulator, askMode(deleted?.dentryUuid ?? assert.fail()), 404, 'spaceNotExist');
    await assertRefused(emulator, askMode('rig1KBxzVU2cfudZjonnkCWCbTA48Z3G'), 403, 'forbidden.acrossOrg');
  });

  it('refuses a third-party app, even one that claims the scope', async () => {
    const { emulator } = used;
    for (const app of emulator.data.apps) app.scopes = ['Storage.Permission.Read'];
    const token = tokenOf(emulator, 'dingcopper0013');
    const asked = askMode('QGfXkiGDfr2d8WNjR5LIfcg582JQtfwo', 'cHtUYfake0013iE', token);
    const code = 'Forbidden.AccessDenied.AccessTokenPermissionDenied';
    const detail = { accessdenieddetail: { requiredScopes: ['Storage.Permission.Read'] } };
    await assertRefused(emulator, asked, 403, code, detail);
  });
});
