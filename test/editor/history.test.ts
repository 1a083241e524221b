import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { StorageTrend } from '../../src/history/trend.ts';
import { withFolder } from '../support/withFolder.ts';
import { configure, setting, startWorld, type World } from './world.ts';

const GB = 1024n ** 3n;
const day = 86_400_000;
const corpId = 'dingyunfan0006';
const sample = 'sample dingxinghe0002';

describe('the history of the storage', () => {
  let world: World;
  before(async () => {
    world = await startWorld();
    // What other tests have left.
    await forget();
  });
  after(async () => {
    await vscode.commands.executeCommand('dingtalkStorage.removeSamples');
    await vscode.commands.executeCommand('workbench.action.closeSidebar');
    world.emulator.settings.clockAhead = 0;
    await world.command('refresh', { corpId }).then(undefined, () => {});
    await world.emulator.close();
  });

  /** By the command, whose organization is then put back. */
  async function forget(): Promise<void> {
    const organizations = vscode.workspace.getConfiguration().get(setting);
    await world.command('removeOrganization', { corpId, forgetHistory: true });
    await configure(organizations);
    const signIn = { corpId, credential: await credential() };
    await world.command('setCredential', signIn);
  }

  async function credential(): Promise<unknown> {
    const { sampleSignIns } = await import('../emulator/samples.ts');
    return sampleSignIns(world.emulator.url).credentials.find(each => each.corpId === corpId)?.credential;
  }

  const refreshOn = async (ahead: number, used: bigint) => {
    const { emulator } = world;
    emulator.settings.clockAhead = ahead * day;
    const [partition] = emulator.data.organizations.find(each => each.corpId === corpId)?.partitions ?? [];
    assert.ok(partition);
    partition.quota = { ...partition.quota, used, max: 200n * GB };
    await world.command('refresh', { corpId });
  };

  it('is of every answer, by the server’s clock, and costs no call', async () => {
    const { emulator } = world;
    emulator.requests.length = 0;
    for (let ahead = 0; ahead < 20; ahead++) await refreshOn(ahead, (60n + BigInt(ahead)) * GB);
    const trend = await world.command<StorageTrend>('showTrend', { corpId });
    assert.equal(emulator.requests.filter(({ api }) => api === 'getOrg').length, 20);
    assert.equal(trend.corpId, corpId);
    const [partition, ...others] = trend.partitions;
    assert.equal(others.length, 0);
    assert.equal(partition?.partitionType, 'PUBLIC_OSS_PARTITION');
    assert.deepEqual(
      partition.readings.map(({ used }) => used / GB),
      Array.from({ length: 20 }, (_, index) => BigInt(60 + index)),
    );
    assert.ok(Math.abs((partition.readings.at(-1)?.at ?? 0) - Date.now() - 19 * day) < 60_000);
    assert.equal(partition.readings[0]?.max, 200n * GB);
    // 121 GB are free, at 1 GB a day; for a range there are too few weeks.
    assert.equal(partition.verdict, 'growing');
    assert.equal(Math.round((partition.growthPerDay ?? 0) / 1e7), Math.round(Number(GB) / 1e7));
    assert.equal(Math.round(partition.fullInDays?.expected ?? 0), 121);
    assert.equal(partition.fullInDays?.latest, undefined);
  });

  it('is exported, exact, as CSV and JSON', async () => {
    await withFolder(async folder => {
      const file = path.join(folder, 'history.csv');
      assert.deepEqual(await world.command('exportHistory', { corpId, format: 'csv', file }), { file });
      const lines = (await readFile(file, 'utf8')).trimEnd().split('\r\n');
      assert.equal(lines.length, 21);
      assert.match(
        lines[1] ?? '',
        /^"dingyunfan0006","云帆教育","20\d\d-.*Z","PUBLIC_OSS_PARTITION","64424509440","/,
      );
      const json = path.join(folder, 'history.json');
      await world.command('exportHistory', { format: 'json', file: json });
      const rows: { corpId: string; used: string }[] = JSON.parse(await readFile(json, 'utf8'));
      assert.equal(rows.filter(row => row.corpId === corpId && row.used === '64424509440').length, 1);
    });
  });

  it('refuses arguments of a wrong type before anything is done', async () => {
    const file = path.join(path.sep, 'tmp', 'never.csv');
    const refused: [string, unknown, string][] = [
      ['showTrend', { corpId: null }, 'corpId'],
      ['showTrend', { corpId: 'nobody' }, 'corpId'],
      ['showTrend', 'dingacme0001', 'argument'],
      ['exportHistory', { corpId: 5, format: 'csv', file }, 'corpId'],
      ['exportHistory', { corpId, format: 'xml', file }, 'format'],
      ['exportHistory', { corpId, format: 'csv', file: 'relative.csv' }, 'file'],
      ['exportHistory', { corpId: 'nobody', format: 'csv', file }, 'corpId'],
      ['exportHistory', { corpId, format: 'csv', file: '/no/such/folder/history.csv' }, 'file'],
      ['muteAlerts', { corpId: undefined }, 'corpId'],
      ['muteAlerts', { corpId: 'nobody' }, 'corpId'],
      ['unmuteAlerts', { corpId: [] }, 'corpId'],
      ['removeOrganization', { corpId, forgetHistory: 'yes' }, 'forgetHistory'],
    ];
    for (const [name, argument, parameter] of refused) {
      await assert.rejects(world.command(name, argument), error => {
        const { kind, details } = error as { kind: string; details: { parameter: string } };
        assert.deepEqual([kind, details.parameter], ['invalidParameter', parameter], name);
        return true;
      });
    }
  });

  it('is forgotten with the organization, if that is wanted', async () => {
    const organizations = vscode.workspace.getConfiguration().get(setting);
    await world.command('removeOrganization', { corpId });
    await configure(organizations);
    assert.equal(
      (await world.command<StorageTrend>('showTrend', { corpId })).partitions[0]?.readings.length,
      20,
    );
    await forget();
    assert.deepEqual(await world.command('showTrend', { corpId }), { corpId, partitions: [] });
  });

  it('of a sample is there without a request, in a page, and as text', async () => {
    const { emulator } = world;
    await vscode.commands.executeCommand('dingtalkStorage.exploreSamples');
    // It opens the view, which asks about the organizations.
    await world.command('refresh');
    emulator.requests.length = 0;
    const { partitions } = await world.command<StorageTrend>('showTrend', { corpId: sample });
    assert.deepEqual(
      partitions.map(({ verdict, readings }) => [verdict, readings.length]),
      [['growing', 120]],
    );
    const shown = new Promise<void>(resolve => {
      const listener = vscode.window.tabGroups.onDidChangeTabs(({ opened }) => {
        if (opened.some(({ label }) => label === 'Storage Trend of 星河科技')) {
          listener.dispose();
          resolve();
        }
      });
    });
    await vscode.commands.executeCommand('dingtalkStorage.showTrend', { corpId: sample, byPerson: true });
    await shown;
    await withFolder(async folder => {
      const file = path.join(folder, 'sample.csv');
      await world.command('exportHistory', { corpId: sample, format: 'csv', file });
      assert.match(await readFile(file, 'utf8'), /"sample dingxinghe0002","星河科技"/);
    });
    const uri = vscode.Uri.from({ scheme: 'dingtalk-storage-trend', path: '/trend.md', query: sample });
    assert.match(
      (await vscode.workspace.openTextDocument(uri)).getText(),
      /^# Storage Trend of 星河科技 \(sample dingxinghe0002\)\n\n## Public cloud OSS\n\nUsed space is growing .* a week; full in about 7 weeks \(/,
    );
    assert.equal(emulator.requests.filter(({ api }) => api === 'getOrg').length, 0);
  });
});
