import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { commands } from '../../src/ids.ts';
import { type Reach, reach } from './reach.ts';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const { contributes } = JSON.parse(read('package.json'));
const texts: Record<string, string> = JSON.parse(read('package.nls.json'));

interface Item {
  command: string;
  when: string;
  group: string;
  key: string;
  args?: unknown;
}

const codeWays = [
  'click on a problem, or Enter',
  'click on an audit, or Enter',
  'button of a message',
  'button of a page',
  'link in the status bar’s hover',
];
const isMouseOnly = (way: string) => way.startsWith('inline ') || way.startsWith('link in ');

const auditRows = [
  'audit.open',
  'audit.finished',
  'audit.finished.withFailures',
  'audit.unfinished',
  'audit.unfinished.withFailures',
];

/** The row kinds in `viewItem == a` or `viewItem =~ /^(a|b)$/`, or in another pattern that matches audits. */
function rowsOf({ when }: Item): string {
  const [, one, several, pattern] =
    /viewItem (?:== (\S+)|=~ \/\^\((.*?)\)\$\/|=~ \/(\S+)\/)/.exec(when) ?? [];
  if (pattern !== undefined) {
    return auditRows.filter(row => new RegExp(pattern).test(row)).join(', ');
  }
  return one ?? several?.split('|').join(', ') ?? assert.fail(`no row in ${when}`);
}

function manifestWays(command: string): string[] {
  const of = (menu: string): Item[] =>
    (contributes.menus[menu] as Item[]).filter(item => item.command === command);
  const view = ({ when }: Item) => /view == dingtalkStorage\.(\w+)/.exec(when)?.[1];
  const keys = (contributes.keybindings as Item[]).filter(
    item => item.command === command || JSON.stringify(item.args ?? null).includes(`"${command}"`),
  );
  const isLinked = (prefix: string) =>
    Object.entries(texts).some(
      ([key, text]) => key.startsWith(prefix) && text.includes(`(command:${command})`),
    );
  return [
    ...of('view/title').map(
      item => `${item.group.startsWith('navigation') ? 'title' : 'more'} ${view(item)}`,
    ),
    ...of('view/item/context').map(
      item => `${item.group.startsWith('inline') ? 'inline' : 'menu'} ${rowsOf(item)}`,
    ),
    ...of('webview/context').map(({ when }) => `menu ${/webviewSection == '(\w+)'/.exec(when)?.[1]}`),
    ...new Set(keys.map(({ key }) => `key ${key}`)),
    ...(isLinked('welcome.') ? ['welcome'] : []),
    ...(isLinked('walkthrough.') ? ['walkthrough'] : []),
  ];
}

function paletteOf(command: string): string {
  const item = (contributes.menus.commandPalette as Item[]).find(item => item.command === command);
  return item === undefined ? 'always' : item.when.replace(/^false$/, 'never');
}

describe('the ways to each command', () => {
  const table = Object.entries(reach) as [keyof typeof commands, Reach][];

  it('are all in the table, and there is a command for each of its rows', () => {
    assert.deepEqual(Object.keys(reach).toSorted(), Object.keys(commands).toSorted());
  });

  for (const [name, { palette, ways }] of table) {
    const command = commands[name];
    it(`are for ${name} those of the manifest`, () => {
      assert.deepEqual(
        ways.filter(way => !codeWays.includes(way)).toSorted(),
        manifestWays(command).toSorted(),
      );
      assert.equal(palette, paletteOf(command));
    });

    it(`lead to ${name} without a mouse`, () => {
      assert.ok(palette !== 'never' || ways.some(way => !isMouseOnly(way)));
      // A button in a row cannot be reached by keyboard: the row's menu must have it too.
      for (const way of ways.filter(way => way.startsWith('inline '))) {
        const rows = way.replace('inline ', '').split(', ');
        const menus = ways.filter(way => way.startsWith('menu ')).flatMap(way => way.slice(5).split(', '));
        assert.deepEqual(
          rows.filter(row => !menus.includes(row)),
          [],
        );
      }
    });
  }
});
