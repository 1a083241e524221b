import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { detailsPage } from '../../scripts/detailsPage.ts';
import { DingTalkError, errorKinds } from '../../src/dingtalk/errors.ts';
import { explain } from '../../src/organizations/failures/explain.ts';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const { commands, configuration, keybindings, languageModelTools, menus, views } = JSON.parse(
  read('package.json'),
).contributes;

const languages = [
  {
    readme: 'README.md',
    words: 'package.nls.json',
    commands: 'Commands',
    settings: 'Settings',
    failures: 'Troubleshooting',
    keys: 'Keyboard',
  },
  {
    readme: 'README.zh-CN.md',
    words: 'package.nls.zh-cn.json',
    commands: '命令',
    settings: '设置',
    failures: '常见问题',
    keys: '键盘操作',
  },
];

/** The cells of the first table below a heading, without its header. */
function tableBelow(markdown: string, heading: string): string[][] {
  const [, section = ''] = markdown.split(new RegExp(`\\n##+ ${heading}\\n`));
  const lines = section.split('\n');
  const start = lines.findIndex(line => line.startsWith('| ---'));
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('|'));
  return lines.slice(start + 1, end).map(line => line.slice(2, -2).split(' | '));
}

/** The titles of the commands in the palette, in one language. */
function paletteTitles(words: Record<string, string>): (string | undefined)[] {
  const hidden = (menus.commandPalette as { command: string; when: string }[])
    .filter(({ when }) => when === 'false')
    .map(({ command }) => command);
  return (commands as { command: string; title: string }[])
    .filter(({ command }) => !hidden.includes(command))
    .map(({ title }) => words[title.slice(1, -1)]);
}

/** Each key of a view as in the README, `Delete` (`Cmd+Backspace`), with the view's name in one language. */
function keysOf(words: Record<string, string>): string[] {
  const named = (key: string) => `\`${key.replace(/(^|\+)./g, letter => letter.toUpperCase())}\``;
  return (keybindings as { key: string; mac?: string; when: string }[]).map(({ key, mac, when }) => {
    const id = /focusedView == (\S+)/.exec(when)?.[1];
    const view = (views.dingtalkStorage as { id: string; name: string }[]).find(each => each.id === id);
    const keys = mac === undefined ? named(key) : `${named(key)}(${named(mac)})`;
    return `${keys} ${words[view?.name.slice(1, -1) ?? '']}`;
  });
}

/** The targets of links and images that are not on the web. */
function localTargets(markdown: string): string[] {
  return [...markdown.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter(target => !target.startsWith('https://'));
}

/** The anchor that GitHub and the Marketplace derive from a heading. */
function anchorsIn(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(
    ([, heading = '']) =>
      `#${heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-')}`,
  );
}

describe('the README in the package', () => {
  const page = detailsPage();

  it('links to the web and to itself alone', () => {
    const anchors = anchorsIn(page);
    const dead = localTargets(page).filter(target => !anchors.includes(target));
    assert.deepEqual(dead, []);
  });

  it('shows tables in place of pictures, and none of what needs the source', () => {
    assert.doesNotMatch(page, /<!--|-->|!\[|npm start/);
    for (const table of ['Organizations |', 'Result | Name | Path', '组织 |', '结果 | 名称 | 路径']) {
      assert.ok(page.includes(`\n\n| ${table} `), table);
    }
  });

  it('has the commands of either language', () => {
    for (const { commands } of languages) assert.ok(tableBelow(page, commands).length > 20, commands);
  });
});

for (const language of languages) {
  describe(language.readme, () => {
    const text = read(language.readme);

    it('has every command of the palette in its words, and no other', () => {
      const told = tableBelow(text, language.commands).flatMap(([cell = '']) => cell.split(' · '));
      assert.deepEqual(told.toSorted(), paletteTitles(JSON.parse(read(language.words))).toSorted());
    });

    it('has every key of every view, and no other', () => {
      const told = tableBelow(text, language.keys).map(
        ([key = '', view]) => `${key.replaceAll(' (', '(')} ${view}`,
      );
      assert.deepEqual(told.toSorted(), keysOf(JSON.parse(read(language.words))).toSorted());
    });

    it('says how to run and test a clone, in a section of its own', () => {
      assert.match(text, /\n## .+\n\n.+\n\n```sh\nnpm start .+\nnpm test .+\n```\n/);
    });

    it('has every setting with its default, in the order of the settings page, and no other', () => {
      const told = tableBelow(text, language.settings).map(([key, value]) => [key, value]);
      const there = Object.entries(
        configuration.properties as Record<string, { default: unknown; order: number }>,
      )
        .toSorted(([, a], [, b]) => a.order - b.order)
        .map(([key, property]) => [`\`${key}\``, `\`${JSON.stringify(property.default)}\``]);
      assert.deepEqual(told, there);
    });

    it('has every kind of failure, as its row calls it, and no other', () => {
      const chinese = JSON.parse(read('l10n/bundle.l10n.zh-cn.json'));
      const failures = [
        ...errorKinds.map(kind => new DingTalkError(kind)),
        new DingTalkError('badCredential', { code: 'invalidSuiteTicket' }),
      ];
      const summaries = failures.map(failure => explain(failure).summary);
      const told = tableBelow(text, language.failures).map(([cell]) => cell);
      assert.deepEqual(
        told.toSorted(),
        summaries.map(words => (language.failures === 'Troubleshooting' ? words : chinese[words])).toSorted(),
      );
    });

    it('names the tools for assistants', () => {
      for (const { toolReferenceName } of languageModelTools) {
        assert.ok(text.includes(`\`#${toolReferenceName}\``), toolReferenceName);
      }
    });

    it('links to what there is, and shows pictures that are small', () => {
      const anchors = anchorsIn(text);
      for (const target of localTargets(text)) {
        const isThere = target.startsWith('#')
          ? anchors.includes(target)
          : existsSync(path.join(root, target));
        assert.ok(isThere, target);
        assert.ok(!target.endsWith('.png') || statSync(path.join(root, target)).size <= 120_000, target);
      }
    });
  });
}
