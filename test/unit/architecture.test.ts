import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const root = path.resolve(import.meta.dirname, '../../src');

/** The folders, and what each may import besides itself and `ids`. */
const rooms: Record<string, readonly string[]> = {
  text: [],
  dingtalk: ['text'],
  editor: ['dingtalk', 'pages', 'text'],
  grants: ['dingtalk', 'pages', 'text'],
  organizations: ['dingtalk', 'editor', 'text'],
  quota: ['organizations', 'dingtalk', 'editor', 'text'],
  files: ['organizations', 'dingtalk', 'editor', 'text'],
  inheritance: ['organizations', 'dingtalk', 'editor', 'pages', 'text'],
  access: ['grants', 'organizations', 'dingtalk', 'editor', 'pages', 'text'],
  samples: ['organizations', 'dingtalk', 'editor', 'text'],
  assistants: ['organizations', 'dingtalk', 'editor', 'text'],
  audit: ['grants', 'organizations', 'dingtalk', 'editor', 'pages', 'text'],
  budget: ['organizations', 'dingtalk', 'editor', 'pages', 'text'],
  history: ['organizations', 'dingtalk', 'editor', 'pages', 'text'],
  doctor: ['organizations', 'dingtalk', 'editor', 'pages', 'text'],
  spaces: ['organizations', 'dingtalk', 'editor', 'pages', 'text'],
  // Run in a browser, and know nothing of the others.
  pages: [],
};

/**
 * The names of files that may touch the editor: they start, register, open, ask, pick, show or report something, or
 * are commands, a view and the like. Every other file runs, and is tested, in plain Node.
 */
const editorNames =
  /^(editor\/|(extension|start|openShared)\.ts$)|\/(start|register|open|ask|pick|show|report)[A-Z]\w*\.ts$|(Actions|Commands?|Documents|Item|Panels|Progress|Refresh|Settings|Steps|View)\.ts$/;

/** Keep the code easy to find one's way around in. */
const limits = { filesInFolder: 14, linesOfFile: 300, linesOfFunction: 80 };

/** What each file imports: our own files relative to `src`, packages by name. Type imports count. */
function importsOf(files: ReadonlyMap<string, string>): Map<string, string[]> {
  const result = new Map<string, string[]>();
  for (const [file, text] of files) {
    const imports = ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName);
    result.set(
      file,
      imports.map(name => (name.startsWith('.') ? path.posix.join(path.posix.dirname(file), name) : name)),
    );
  }
  return result;
}

/** The files that import `vscode`, or a file that does. */
function touchingEditor(graph: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set(['vscode']);
  for (let size = 0; size < found.size; ) {
    size = found.size;
    for (const [file, imports] of graph) {
      if (imports.some(imported => found.has(imported))) {
        found.add(file);
      }
    }
  }
  return found;
}

/** Violations of the rules, in words. */
function breaches(files: ReadonlyMap<string, string>): string[] {
  const graph = importsOf(files);
  const touching = touchingEditor(graph);
  const found: string[] = [];
  for (const [file, imports] of graph) {
    const room = roomOf(file);
    for (const imported of imports) {
      const target = roomOf(imported);
      const isEditors = imported === 'vscode' || (touching.has(imported) && editorNames.test(imported));
      if (isEditors && !editorNames.test(file)) {
        found.push(`${file} is pure by its name and imports ${imported}`);
      }
      if (isEverybodys(file)) {
        found.push(`${file} imports ${imported}`);
      }
      if (room !== undefined && target !== room && graph.has(imported) && !isEverybodys(imported)) {
        if (target === undefined || !rooms[room]?.includes(target)) {
          found.push(`${file} imports ${imported}, against the direction`);
        }
      }
    }
  }
  const circle = circleIn(graph);
  return circle === undefined ? found : [...found, `circle: ${circle.join(' → ')}`];
}

function isEverybodys(file: string): boolean {
  return file === 'ids.ts' || file === 'signal.ts' || file === 'later.ts';
}

/** What is larger than a newcomer can read in one go. */
function excesses(files: ReadonlyMap<string, string>): string[] {
  const folders = new Map<string, number>();
  for (const folder of [...files.keys()].map(file => path.posix.dirname(file))) {
    folders.set(folder, (folders.get(folder) ?? 0) + 1);
  }
  return [
    ...[...folders]
      .filter(([, count]) => count > limits.filesInFolder)
      .map(([folder, count]) => `${folder} has ${count} files`),
    ...[...files].flatMap(([file, text]) => {
      const lines = text.trimEnd().split('\n').length;
      return [
        ...(lines > limits.linesOfFile ? [`${file} has ${lines} lines`] : []),
        ...longFunctions(file, text),
      ];
    }),
  ];
}

function longFunctions(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const lineOf = (position: number) => source.getLineAndCharacterOfPosition(position).line;
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
      const lines = lineOf(node.end) - lineOf(node.getStart()) + 1;
      if (lines > limits.linesOfFunction) {
        found.push(`${file}:${lineOf(node.getStart()) + 1} is a function of ${lines} lines`);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function roomOf(file: string): string | undefined {
  const [room, rest] = file.split('/');
  return rest === undefined ? undefined : room;
}

function circleIn(graph: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): string[] | undefined => {
    if (trail.includes(file)) {
      return [...trail.slice(trail.indexOf(file)), file];
    }
    if (done.has(file)) {
      return undefined;
    }
    for (const imported of graph.get(file) ?? []) {
      const circle = graph.has(imported) ? visit(imported, [...trail, file]) : undefined;
      if (circle !== undefined) {
        return circle;
      }
    }
    done.add(file);
    return undefined;
  };
  return [...graph.keys()].map(file => visit(file, [])).find(circle => circle !== undefined);
}

function sources(): Map<string, string> {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'));
  return new Map(
    files.map(file => [file.replaceAll(path.sep, '/'), readFileSync(path.join(root, file), 'utf8')]),
  );
}

describe('architecture', () => {
  const files = sources();

  it('holds', () => {
    assert.deepEqual(breaches(files), []);
  });

  it('knows every room', () => {
    const known = new Set([...files.keys()].map(roomOf).filter(room => room !== undefined));
    assert.deepEqual([...known].toSorted(), Object.keys(rooms).toSorted());
  });

  it('has fewer files with the editor than without', () => {
    const { size } = touchingEditor(importsOf(files));
    assert.ok(size * 2 < files.size, `${size} of ${files.size}`);
  });

  it('asks in boxes that stay open when a page takes the focus back', () => {
    const asking = [...files].filter(([, text]) => /\b(show|create)(QuickPick|InputBox)\b/.test(text));
    assert.ok(asking.length > 0);
    assert.deepEqual(
      asking.filter(([, text]) => !/\bignoreFocusOut\b/.test(text)).map(([file]) => file),
      [],
    );
    const picking = asking.filter(([, text]) => /\bshowQuickPick\b/.test(text));
    assert.deepEqual(
      picking.map(([file]) => file),
      ['editor/boxes/showPick.ts'],
    );
  });

  it('has no folder, file or function that is too large', () => {
    assert.deepEqual(excesses(files), []);
  });

  it('would find what is too large', () => {
    const long = `export function f() {\n${'  f();\n'.repeat(80)}}\n`;
    const many = Array.from({ length: 15 }, (_, index): [string, string] => [`a/${index}.ts`, '']);
    assert.deepEqual(excesses(new Map([...many, ['b/long.ts', long.repeat(4)]])), [
      'a has 15 files',
      'b/long.ts has 328 lines',
      ...[1, 83, 165, 247].map(line => `b/long.ts:${line} is a function of 82 lines`),
    ]);
  });

  const withImport = (file: string, line: string) => new Map(files).set(file, `${line}\n${files.get(file)}`);

  it('fails when a pure file imports vscode, be it a type only', () => {
    assert.deepEqual(breaches(withImport('quota/words.ts', "import type { Uri } from 'vscode';")), [
      'quota/words.ts is pure by its name and imports vscode',
    ]);
  });

  it('fails when imports run the wrong way', () => {
    const line = "import type { Lookup } from '../inheritance/lookups.ts';";
    assert.deepEqual(breaches(withImport('quota/partitionFigures.ts', line)), [
      'quota/partitionFigures.ts imports inheritance/lookups.ts, against the direction',
    ]);
  });

  it('fails when imports run in a circle', () => {
    const line = "import './tree/rows.ts';";
    assert.match(breaches(withImport('quota/format.ts', line)).join(), /circle: .*quota\/tree\/rows\.ts/);
  });
});
