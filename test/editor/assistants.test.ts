import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { tools } from '../../src/ids.ts';
import { configure, startWorld, type World } from './world.ts';

const payroll = 'Z6UTRpydA6MHH6GMTl0guIEiKcIGKuNi';
const organization = 'dingacme0001';

describe('tools for assistants', () => {
  let world: World;
  before(async () => {
    // Forgets the figures of earlier tests.
    await configure(undefined);
    world = await startWorld();
  });
  beforeEach(() => {
    world.emulator.requests.length = 0;
  });
  after(() => world.emulator.close());

  /** What a language model would read. In tests, confirmations are granted without asking. */
  async function use(name: string, input: object, token?: vscode.CancellationToken): Promise<string> {
    const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined }, token);
    return content.map(part => (part instanceof vscode.LanguageModelTextPart ? part.value : '?')).join('');
  }
  const metered = ['getOrg', 'getPermissionInheritance'];
  const calls = () => world.emulator.requests.filter(({ api }) => metered.includes(api ?? '')).length;

  it('are known to the editor, with their schemas', () => {
    for (const name of Object.values(tools)) {
      const tool = vscode.lm.tools.find(tool => tool.name === name);
      assert.ok(tool?.inputSchema, name);
    }
  });

  it('tell the quota, in one call until new figures are asked for', async () => {
    const first = await use(tools.getQuota, { organization });
    assert.match(
      first,
      /^“Acme” \(corpId dingacme0001\): figures of .*, minutes old: 0\n- PUBLIC_OSS_PARTITION: /,
    );
    assert.match(first, /used 999817216 bytes; capacity 107374182400 bytes/);
    assert.equal(await use(tools.getQuota, { organization: 'acme' }), first);
    assert.equal(calls(), 1);
    await use(tools.getQuota, { organization, refresh: true });
    assert.equal(calls(), 2);
    assert.match(await use(tools.getQuota, {}), /Atlas Archive.*not known yet/);
    assert.equal(calls(), 2);
  });

  it('tell the inheritance of a link, in one call', async () => {
    const dentryUuid = `https://alidocs.dingtalk.com/i/nodes/${payroll}`;
    const text = await use(tools.getInheritance, { organization, dentryUuid });
    assert.match(text, new RegExp(`^${payroll} in “Acme” .*: BREAK\nBroken here \\(BREAK\\)`));
    assert.equal(calls(), 1);
  });

  it('find a file, and say from where it inherits', async () => {
    const found = await use(tools.traceFile, { organization, file: 'budget 2026.xlsx' });
    const [, dentryUuid] = /dentryUuid (\w+): name "Budget 2026.xlsx"/.exec(found) ?? [];
    assert.ok(dentryUuid);
    assert.equal(world.emulator.requests.at(-1)?.api, 'searchDentries');
    const traced = await use(tools.traceFile, { organization, dentryUuid });
    assert.match(traced, /- 2026, dentryUuid \w+: BREAK\nIts permissions come from the last of these on/);
    assert.equal(calls(), 3);
  });

  it('fail in words, before any call where they can', async () => {
    await assert.rejects(use(tools.getInheritance, { organization }), /invalidParameter: dentryUuid/);
    await assert.rejects(use(tools.getQuota, { organization: 'nobody' }), /No such organization/);
    const thirdParty = { organization: 'dingcopper0013', dentryUuid: payroll };
    await assert.rejects(use(tools.getInheritance, thirdParty), /notSupported: /);
    assert.equal(calls(), 0);

    await assert.rejects(use(tools.getQuota, { organization: 'Pinecone Studio' }), /userNotPermitted: /);
    const unknown = { organization, dentryUuid: '0'.repeat(31).concat('x') };
    await assert.rejects(use(tools.getInheritance, unknown), /notFound: /);
  });

  it('are cancelled down to the wire', async () => {
    const mend = world.emulator.faults.add({ kind: 'hang' }, { dentryUuid: payroll });
    const source = new vscode.CancellationTokenSource();
    const asked = use(tools.getInheritance, { organization, dentryUuid: payroll }, source.token);
    const request = await world.emulator.request(({ dentryUuid }) => dentryUuid === payroll);
    source.cancel();
    await assert.rejects(asked, /Cancel/i);
    assert.equal(await request.settled, 'cutOff');
    mend();
  });
});
