import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import * as ids from '../../src/ids.ts';

const root = path.resolve(import.meta.dirname, '../..');
const readJson = (file: string) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));
const manifest = readJson('package.json');
const { contributes } = manifest;

/** What only one of the two has, both ways. */
function differences(a: Iterable<string>, b: Iterable<string>): string[] {
  const [left, right] = [new Set(a), new Set(b)];
  return [...a].filter(x => !right.has(x)).concat([...b].filter(x => !left.has(x)));
}

function placeholders(text: string): string[] {
  return [...new Set(text.match(/\{\d+\}/g))].toSorted();
}

/** The texts of `l10n.t` in the code, as found by `npm run l10n`, in a twentieth of the time. */
function wordedIn(code: string): string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'l10n.t') {
      const [text] = node.arguments;
      assert.ok(text !== undefined && ts.isStringLiteralLike(text), `no plain text in ${node.getText()}`);
      texts.push(text.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('code.ts', code, ts.ScriptTarget.Latest, true));
  return texts;
}

interface Entry {
  command: string;
  when: string;
  args?: { commands: (string | { command: string })[] };
}

/** The commands run by a menu item or a key, ours or unknown. */
function commandsOf({ command, args }: Entry): string[] {
  return command === 'runCommands'
    ? (args?.commands ?? [])
        .map(one => (typeof one === 'string' ? one : one.command))
        .filter(one => !one.startsWith('list.'))
    : [command];
}

describe('manifest', () => {
  it('has the identity that others rely on', () => {
    assert.equal(`${manifest.publisher}.${manifest.name}`, 'dingtalk-storage.dingtalk-storage');
    // The editor restores a page after a restart only if it may activate us for that.
    assert.deepEqual(
      manifest.activationEvents,
      Object.values(ids.webviews).map(webview => `onWebviewPanel:${webview}`),
    );
    assert.equal(manifest.engines.vscode, '^1.100.0');
    assert.equal(manifest.devDependencies['@types/vscode'], '1.100.0');
  });

  it('contributes the commands, views and settings of ids.ts, both ways', () => {
    const contributed = contributes.commands.map(({ command }: { command: string }) => command);
    assert.deepEqual(differences(contributed, Object.values(ids.commands)), []);
    const viewIds = Object.values(contributes.views)
      .flat()
      .map(view => (view as { id: string }).id);
    assert.deepEqual(differences(viewIds, Object.values(ids.views)), []);
    assert.deepEqual(Object.keys(contributes.views), [ids.viewContainer]);
    assert.deepEqual(
      differences(Object.keys(contributes.configuration.properties), Object.values(ids.settings)),
      [],
    );
  });

  it('names only commands and views that there are in menus and keybindings', () => {
    const known = new Set<string>(Object.values(ids.commands));
    const entries = [...Object.values(contributes.menus), contributes.keybindings].flat() as Entry[];
    assert.deepEqual(
      entries.flatMap(commandsOf).filter(command => !known.has(command)),
      [],
    );
    const viewsNamed = entries.flatMap(({ when }) => /(?:view|focusedView) == (\S+)/.exec(when)?.[1] ?? []);
    assert.deepEqual(
      viewsNamed.filter(view => !Object.values<string>(ids.views).includes(view)),
      [],
    );
  });

  it('names only what there is in links of welcome texts and in the walkthrough', () => {
    const own = [...Object.values<string>(ids.commands), `${ids.views.organizations}.focus`];
    const walkthrough = encodeURIComponent(`"${manifest.publisher}.${manifest.name}#${ids.walkthrough}"`);
    const known = new Set([...own, `workbench.action.openWalkthrough?${walkthrough}`]);
    for (const language of ['package.nls.json', 'package.nls.zh-cn.json']) {
      const commands = JSON.stringify(readJson(language)).match(/(?<=\(command:)[^)]+/g) ?? [];
      assert.ok(commands.length > 0);
      assert.deepEqual(
        commands.filter(command => !known.has(command)),
        [],
      );
    }
    const [{ id, steps }] = contributes.walkthroughs;
    assert.equal(id, ids.walkthrough);
    assert.ok(steps.length <= 5);
    const keys = new Set<string>(Object.values(ids.contextKeys));
    for (const { media, completionEvents } of steps) {
      assert.match(readFileSync(path.join(root, media.svg), 'utf8'), /^<svg /);
      for (const event of completionEvents as string[]) {
        const [, kind, what = ''] = /^(on\w+):(.+)$/.exec(event) ?? [];
        const key = what.replace(/^view\.dingtalkStorage\.organizations\.visible && /, '');
        const isKnown = {
          onCommand: known.has(what),
          onContext: keys.has(key),
          onLink: what.startsWith('https://'),
        };
        assert.ok(isKnown[kind as keyof typeof isKnown], event);
      }
    }
  });

  it('uses context keys that there are, and all of them', () => {
    const clauses = JSON.stringify([contributes.viewsWelcome, contributes.menus, contributes.walkthroughs]);
    const used = new Set(clauses.match(/\bdingtalkStorage\.(?:is|has)\w+/g));
    assert.deepEqual(differences(used, Object.values(ids.contextKeys)), []);
    for (const { view, when } of contributes.viewsWelcome) {
      assert.ok(when, `${view} would flash its welcome before the extension is active`);
    }
  });

  it('contributes the tools of ids.ts for language models, both ways', () => {
    const contributed: { name: string; toolReferenceName: string; inputSchema: { type: string } }[] =
      contributes.languageModelTools;
    assert.deepEqual(
      differences(
        contributed.map(({ name }) => name),
        Object.values(ids.tools),
      ),
      [],
    );
    for (const { toolReferenceName, inputSchema } of contributed) {
      assert.match(toolReferenceName, /^[\w-]+$/);
      assert.equal(inputSchema.type, 'object');
    }
  });

  it('keeps every setting out of the reach of a workspace', () => {
    for (const [key, { scope }] of Object.entries<{ scope: string }>(contributes.configuration.properties)) {
      assert.equal(scope, 'application', key);
    }
  });

  it('puts every command into our category', () => {
    assert.deepEqual(
      contributes.commands.filter(({ category }: { category: string }) => category !== '%displayName%'),
      [],
    );
  });
});

describe('languages', () => {
  it('has the same keys in package.json and in both of its languages', () => {
    const used = JSON.stringify(manifest).match(/(?<=")%[\w.]+%(?=")/g) ?? [];
    const keys = used.map(key => key.slice(1, -1));
    assert.deepEqual(differences(keys, Object.keys(readJson('package.nls.json'))), []);
    assert.deepEqual(differences(keys, Object.keys(readJson('package.nls.zh-cn.json'))), []);
  });

  it('has a Chinese text for every string of the code, and no other, with the same placeholders', () => {
    const src = path.join(root, 'src');
    const used = readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter(file => file.endsWith('.ts'))
      .flatMap(file => wordedIn(readFileSync(path.join(src, file), 'utf8')));
    const english = readJson('l10n/bundle.l10n.json');
    const chinese = readJson('l10n/bundle.l10n.zh-cn.json');
    assert.deepEqual(differences(used, Object.keys(english)), [], 'run npm run l10n');
    assert.deepEqual(differences(used, Object.keys(chinese)), []);
    for (const [key, text] of Object.entries<string>(chinese)) {
      assert.deepEqual(placeholders(text), placeholders(key), key);
      assert.match(text, /\p{Script=Han}|^[{}\d\s/：]+$/u, `${key} is not translated`);
    }
  });
});
