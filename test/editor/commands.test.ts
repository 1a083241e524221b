import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { AuditRun } from '../../src/audit/run/runWithProgress.ts';
import { commands } from '../../src/ids.ts';
import type { InheritanceAnswer } from '../../src/inheritance/lookups.ts';
import type { OrganizationStorage } from '../../src/quota/organizationStorage.ts';
import { withFolder } from '../support/withFolder.ts';
import { startWorld, type World } from './world.ts';

const inherits = 'Qnp9zOoBVBDEydnQU1rPR3vZ81DK0g6l';
const broken = 'Z6UTRpydA6MHH6GMTl0guIEiKcIGKuNi';
const corpId = 'dingacme0001';

describe('commands', () => {
  let world: World;
  before(async () => {
    world = await startWorld();
  });
  after(() => world.emulator.close());

  it('are all registered by a start that makes no request', async () => {
    const extension = vscode.extensions.getExtension('dingtalk-storage.dingtalk-storage');
    assert.ok(extension);
    await extension.activate();
    const known = await vscode.commands.getCommands(true);
    assert.deepEqual(
      Object.values(commands).filter(id => !known.includes(id)),
      [],
    );
    assert.equal(world.emulator.requests.length, 0);
  });

  it('refresh gives one organization, exact', async () => {
    const [storage] = await world.command<OrganizationStorage[]>('refresh', { corpId: 'dingatlas0009' });
    assert.equal(storage?.corpId, 'dingatlas0009');
    assert.ok(Math.abs(Date.now() - storage.fetchedAt) < 60_000);
    assert.deepEqual(storage.partitions[0]?.quota, {
      used: 9_007_199_254_740_993n,
      max: 9_223_372_036_854_775_807n,
      type: 'PRIVATE',
    });
  });

  it('refresh without an argument gives those that answered, in one call each', async () => {
    world.emulator.requests.length = 0;
    const storages = await world.command<OrganizationStorage[]>('refresh');
    const failing = ['dingpinecone0011', 'dingjiangnan0012'];
    const expected = world.emulator.data.organizations.map(organization => organization.corpId);
    assert.deepEqual(
      storages.map(storage => storage.corpId),
      expected.filter(id => !failing.includes(id)),
    );
    assert.equal(world.emulator.requests.filter(({ api }) => api === 'getOrg').length, expected.length);
  });

  it('throw the classified error to a caller with an argument', async () => {
    await assert.rejects(world.command('refresh', { corpId: 'dingpinecone0011' }), error => {
      const { kind, code, requestId } = error as { kind: string; code: string; requestId: string };
      assert.deepEqual([kind, code], ['userNotPermitted', 'permissionDenied']);
      assert.ok(requestId);
      return true;
    });
    await assert.rejects(world.command('refresh', { corpId: 'dingjiangnan0012' }), { kind: 'tokenExpired' });
    await assert.rejects(world.command('refresh', { corpId: 'nobody' }), { kind: 'invalidParameter' });
  });

  it('queryInheritance answers', async () => {
    const ask = (dentryUuid: string) =>
      world.command<InheritanceAnswer>('queryInheritance', { corpId, dentryUuid });
    const { askedAt, ...answer } = await ask(inherits);
    assert.deepEqual(answer, { corpId, dentryUuid: inherits, inheritance: 'PASS_ON' });
    assert.ok(Math.abs(Date.now() - askedAt) < 60_000);
    assert.equal((await ask(broken)).inheritance, 'BREAK');
    await assert.rejects(ask('doesNotExist'), { kind: 'invalidParameter' });
    await assert.rejects(ask('0'.repeat(32)), { kind: 'notFound', code: 'dentryNotExist' });
    const byLink = await ask(`（https://docs.dingtalk.io/i/nodes/${inherits}?x=1）。`);
    assert.equal(byLink.dentryUuid, inherits);
    const elsewhere = `https://example.com/i/nodes/${inherits}`;
    await assert.rejects(ask(elsewhere), { kind: 'invalidParameter' });
    await assert.rejects(ask('..'), { kind: 'invalidParameter' });
  });

  it('queryInheritance tells a third-party app before any call', async () => {
    world.emulator.requests.length = 0;
    const question = { corpId: 'dingcopper0013', dentryUuid: inherits };
    await assert.rejects(world.command('queryInheritance', question), { kind: 'notSupported' });
    assert.equal(world.emulator.requests.length, 0);
  });

  it('setCredential refuses what does not fit, and clearCredential forgets', async () => {
    const target = 'dingharbor0005';
    for (const credential of [{}, { clientSecret: 'x' }, { accessToken: 'a b' }]) {
      await assert.rejects(world.command('setCredential', { corpId: target, credential }), {
        kind: 'badCredential',
      });
    }
    await world.command('refresh', { corpId: target });
    await world.command('clearCredential', { corpId: target });
    world.emulator.requests.length = 0;
    await assert.rejects(world.command('refresh', { corpId: target }), { kind: 'signedOut' });
    assert.equal(world.emulator.requests.length, 0);
    await world.command('setCredential', {
      corpId: target,
      credential: { accessToken: 'fake-access-token-0005' },
    });
    await world.command('refresh', { corpId: target });
  });

  it('check their arguments, and ask nobody about what is wrong', async () => {
    world.emulator.requests.length = 0;
    const refused: [command: string, field: string, argument: unknown][] = [
      ...[5, 'x', true, [], [corpId]].map((argument): [string, string, unknown] => [
        'refresh',
        'argument',
        argument,
      ]),
      ...[
        'refresh',
        'queryInheritance',
        'auditInheritance',
        'auditSpace',
        'copyAsJson',
        'showApiUsage',
        'editOrganization',
        'removeOrganization',
        'clearCredential',
        'copyCorpId',
      ].flatMap(command =>
        [undefined, null, 5, {}, [corpId]].map((value): [string, string, unknown] => [
          command,
          'corpId',
          { corpId: value },
        ]),
      ),
      ...[null, 5, { id: 'x' }].map((dentryUuid): [string, string, unknown] => [
        'queryInheritance',
        'dentryUuid',
        { corpId, dentryUuid },
      ]),
      ...[null, 'x', [null], [5], [{}]].map((dentryUuids): [string, string, unknown] => [
        'auditInheritance',
        'dentryUuids',
        { corpId, dentryUuids },
      ]),
      ...[
        'resumeAudit',
        'askAgainAboutFailures',
        'showAudit',
        'exportAudit',
        'renameAudit',
        'deleteAudit',
      ].flatMap(command =>
        [null, 5, {}].map((auditId): [string, string, unknown] => [command, 'auditId', { auditId }]),
      ),
      ['compareAudits', 'auditIds', { auditIds: [1, 2] }],
      ['auditSpace', 'spaceId', { corpId, spaceId: 5 }],
      ['auditSpace', 'maxFiles', { corpId, spaceId: '5', maxFiles: '7' }],
      ['filterOrganizations', 'text', { text: null }],
      ['sortOrganizations', 'by', { by: 5 }],
      ['refresh', 'corpId', { corpId: 5, kind: 'extra' }],
      ['setCredential', 'credential', { corpId, credential: 'x' }],
      ['setCredential', 'credential', { corpId, credential: null }],
      ['setCredential', 'credential', { corpId, credential: { accessToken: 5 } }],
    ];
    for (const [command, parameter, argument] of refused) {
      await assert.rejects(
        world.command(command, argument),
        ({ kind, details }) => kind === 'invalidParameter' && details.parameter === parameter,
        `${command} ${JSON.stringify(argument)}`,
      );
    }
    assert.equal(world.emulator.requests.length, 0);
    const [storage] = await world.command<unknown[]>('refresh', { corpId, extra: null });
    assert.ok(storage);
  });

  it('auditInheritance asks about each file once, and resumeAudit about what is missing', async () => {
    const { requests, faults } = world.emulator;
    const asked = () => requests.flatMap(({ dentryUuid }) => dentryUuid ?? []);
    requests.length = 0;
    const missing = 'missing0000000000000000000000001';
    const mend = faults.add({ kind: 'html' }, { dentryUuid: missing });
    const dentryUuids = [inherits, broken, `https://alidocs.dingtalk.com/i/nodes/${inherits}`, missing];
    const paused = await world.command<AuditRun>('auditInheritance', { corpId, dentryUuids });
    assert.deepEqual([paused.state, paused.reason?.kind, paused.total], ['paused', 'ipBlocked', 3]);
    mend();
    const { auditId } = paused;
    const { reason, organizationLabel, ...finished } = await world.command<AuditRun>('resumeAudit', {
      auditId,
    });
    const counts = { PASS_ON: 1, BREAK: 1, notFound: 1 };
    assert.deepEqual(finished, { auditId, corpId, state: 'finished', total: 3, answered: 3, counts });
    assert.deepEqual(asked().toSorted(), [inherits, broken, missing, missing].toSorted());

    const refused = { kind: 'invalidParameter' };
    for (const bad of [[], 'x', ['two words'], [inherits, 5]]) {
      await assert.rejects(world.command('auditInheritance', { corpId, dentryUuids: bad }), refused);
    }
    await assert.rejects(world.command('resumeAudit', { auditId: '../..' }), refused);
    const thirdParty = { corpId: 'dingcopper0013', dentryUuids };
    await assert.rejects(world.command('auditInheritance', thirdParty), { kind: 'notSupported' });
    assert.equal(asked().length, 4);
  });

  it('auditInheritance reads a text or a file without a question, and says what it left out', async () => {
    const { requests } = world.emulator;
    requests.length = 0;
    const link = `https://docs.dingtalk.io/i/nodes/${broken}`;
    const text = `见（${link}）。\n${inherits}\n${broken}\nnothing\n`;
    const expected = { state: 'finished', total: 2, answered: 2, counts: { PASS_ON: 1, BREAK: 1 } };
    const audit = async (argument: object) => {
      const {
        auditId,
        corpId: of,
        organizationLabel,
        ...run
      } = await world.command<AuditRun>('auditInheritance', { corpId, ...argument });
      return run;
    };
    assert.deepEqual(await audit({ text }), { ...expected, duplicates: 1, skipped: 1 });
    await withFolder(async folder => {
      const file = path.join(folder, 'files.csv');
      await writeFile(
        file,
        `sep=;\nname;dentryUuid;creatorId\na;${inherits};${link}\nb;null;x\nc;${broken};x\n`,
      );
      assert.deepEqual(await audit({ file }), { ...expected, duplicates: 0, skipped: 1 });
      const asked = requests.length;
      for (const [field, value] of [
        ['file', path.join(folder, 'none.csv')],
        ['file', 'files.csv'],
        ['file', 5],
        ['text', 'nothing'],
        ['text', ''],
        ['text', null],
      ]) {
        await assert.rejects(audit({ [String(field)]: value }), { kind: 'invalidParameter' }, String(value));
      }
      assert.equal(requests.length, asked);
    });
  });

  it('export, compare, rename and delete audits by their ids', async () => {
    const audit = async (...dentryUuids: string[]) =>
      (await world.command<AuditRun>('auditInheritance', { corpId, dentryUuids })).auditId;
    const first = await audit(inherits, broken);
    const second = await audit(inherits);
    await withFolder(async folder => {
      const exported = async (format: string) => {
        const file = path.join(folder, `audit.${format}`);
        assert.deepEqual(await world.command('exportAudit', { auditId: first, format, file }), { file });
        return readFile(file, 'utf8');
      };
      assert.match(await exported('csv'), new RegExp(`^\uFEFFdentryUuid,.*\r\n"${inherits}",`));
      const { items } = JSON.parse(await exported('json'));
      assert.deepEqual(
        items.map(({ inheritance }: { inheritance: string }) => inheritance),
        ['PASS_ON', 'BREAK'],
      );
      assert.match(await exported('markdown'), new RegExp(`\\| \\[${broken}\\]`));

      const changes = await world.command<Record<string, number>>('compareAudits', {
        auditIds: [second, first],
      });
      assert.deepEqual([changes.unchanged, changes.leftOut, changes.newlyBroken], [1, 1, 0]);
      await world.command('renameAudit', { auditId: second, name: 'Renamed' });
      await world.command('showAuditAsText', { auditId: second });
      assert.match(vscode.window.activeTextEditor?.document.getText() ?? '', /Renamed/);
      await world.command('deleteAudit', { auditId: second });

      const refused = { kind: 'invalidParameter' };
      for (const [name, bad] of [
        ['exportAudit', { auditId: first, format: 'xlsx', file: path.join(folder, 'x') }],
        ['exportAudit', { auditId: first, format: 'csv', file: 'not/absolute.csv' }],
        ['exportAudit', { auditId: first, format: 'csv', file: path.join(folder, 'no', 'such.csv') }],
        ['compareAudits', { auditIds: [first, second] }],
        ['renameAudit', { auditId: first, name: ' ' }],
        ['deleteAudit', { auditId: second }],
        ['showAudit', { auditId: second }],
      ] as const) {
        await assert.rejects(world.command(name, bad), refused, name);
      }
    });
  });

  it('auditSpace lists a space, and asks about each file that can be asked about', async () => {
    const spaceId = '26810061928';
    const { auditId, ...whole } = await world.command<AuditRun>('auditSpace', { corpId, spaceId });
    assert.ok(auditId);
    const counts = { PASS_ON: 3, BREAK: 2, PASS_ON_READ_ONLY: 1 };
    const about = { corpId, organizationLabel: 'Acme' };
    assert.deepEqual(whole, { ...about, state: 'finished', total: 6, answered: 6, counts });
    const few = await world.command<AuditRun>('auditSpace', { corpId, spaceId, maxDepth: 1, maxFiles: 2 });
    assert.equal(few.total, 2);
    for (const [fields, expected] of [
      [{ spaceId: '1' }, { kind: 'notFound', code: 'spaceNotExist' }],
      [{ spaceId, folder: '/Nowhere' }, { kind: 'invalidParameter' }],
      [{ spaceId: '../..' }, { kind: 'invalidParameter' }],
      [{ spaceId, corpId: 'dingcopper0013' }, { kind: 'notSupported' }],
    ] as const) {
      await assert.rejects(world.command('auditSpace', { corpId, ...fields }), expected);
    }
  });
});
