import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const root = path.resolve(import.meta.dirname, '../../src');

/** The rooms, and what each may import besides itself and `ids`. */
const rooms: Record<string, readonly string[]> = {
  text: [],
  dingtalk: ['text'],
  editor: ['dingtalk', 'text'],
  organizations: ['dingtalk', 'editor', 'text'],
  quota: ['organizations', 'dingtalk', 'editor', 'text'],
  inheritance: ['organizations', 'dingtalk', 'editor', 'text'],
  samples: ['organizations', 'dingtalk', 'editor', 'text'],
  assistants: ['organizations', 'dingtalk', 'editor', 'text'],
  audit: ['organizations', 'dingtalk', 'editor', 'pages', 'text'],
  history: ['organizations', 'dingtalk', 'editor', 'text', 'pages'],
  budget: ['organizations', 'dingtalk', 'editor', 'text'],
  // A page in a browser: of the others, it knows nothing.
  pages: [],
};

/** The files that touch the editor. Every other one runs, and is tested, in plain Node. */
const editorFiles = [
  'extension.ts',
  'assistants/registerTools.ts',
  'audit/commands/auditActions.ts',
  'audit/commands/startAndResume.ts',
  'audit/result/auditDocuments.ts',
  'audit/result/auditRows.ts',
  'audit/commands/compareCommand.ts',
  'audit/commands/exportCommand.ts',
  'audit/run/runWithProgress.ts',
  'audit/commands/pickAudit.ts',
  'audit/input/pickInput.ts',
  'audit/result/resultPanels.ts',
  'audit/commands/spaceCommand.ts',
  'audit/input/spaceSteps.ts',
  'audit/startAudits.ts',
  'budget/openBudget.ts',
  'budget/showApiUsage.ts',
  'budget/startBackgroundRefresh.ts',
  'editor/callOptions.ts',
  'editor/commands.ts',
  'editor/contextKeys.ts',
  'editor/fetch.ts',
  'editor/multiStep.ts',
  'editor/plainText.ts',
  'editor/progress.ts',
  'editor/rowsForKey.ts',
  'editor/settings.ts',
  'inheritance/lookupCommands.ts',
  'inheritance/lookupsView.ts',
  'inheritance/pickDentry.ts',
  'inheritance/pickLookups.ts',
  'inheritance/queryInheritance.ts',
  'inheritance/startInheritance.ts',
  'organizations/signIn/askSecret.ts',
  'organizations/signIn/credentialCommands.ts',
  'organizations/openOrganizations.ts',
  'organizations/organizationCommands.ts',
  'organizations/organizationLinks.ts',
  'organizations/adding/organizationSteps.ts',
  'organizations/pickOrganization.ts',
  'organizations/registerOrganizationCommands.ts',
  'organizations/failures/reportIssue.ts',
  'organizations/failures/showFailure.ts',
  'organizations/signIn/tellLostSecrets.ts',
  'quota/tree/arrangeCommands.ts',
  'quota/copy/copyCommands.ts',
  'quota/copy/copyRequestId.ts',
  'quota/tree/organizationsView.ts',
  'quota/readFormat.ts',
  'quota/startQuota.ts',
  'quota/statusBar/statusBarItem.ts',
  'samples/sampleCommands.ts',
];

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

/** Breaches of the rules, in words. */
function breaches(files: ReadonlyMap<string, string>): string[] {
  const graph = importsOf(files);
  const found: string[] = [];
  for (const [file, imports] of graph) {
    const room = roomOf(file);
    const isPure = !editorFiles.includes(file);
    for (const imported of imports) {
      const target = roomOf(imported);
      if (isPure && (imported === 'vscode' || editorFiles.includes(imported))) {
        found.push(`${file} is pure and imports ${imported}`);
      }
      if (file === 'ids.ts') {
        found.push(`ids.ts imports ${imported}`);
      }
      if (room !== undefined && target !== room && graph.has(imported) && imported !== 'ids.ts') {
        if (target === undefined || !rooms[room]?.includes(target)) {
          found.push(`${file} imports ${imported}, against the direction`);
        }
      }
    }
  }
  const circle = circleIn(graph);
  return circle === undefined ? found : [...found, `circle: ${circle.join(' → ')}`];
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

  it('knows every room and every editor file', () => {
    const known = new Set([...files.keys()].map(roomOf).filter(room => room !== undefined));
    assert.deepEqual([...known].toSorted(), Object.keys(rooms).toSorted());
    const missing = editorFiles.filter(file => !files.has(file));
    assert.deepEqual(missing, []);
  });

  it('has fewer files with the editor than without', () => {
    assert.ok(editorFiles.length * 2 < files.size, `${editorFiles.length} of ${files.size}`);
  });

  const withImport = (file: string, line: string) => new Map(files).set(file, `${line}\n${files.get(file)}`);

  it('fails when a pure file imports vscode, be it a type only', () => {
    assert.deepEqual(breaches(withImport('dingtalk/client.ts', "import type { Uri } from 'vscode';")), [
      'dingtalk/client.ts is pure and imports vscode',
    ]);
  });

  it('fails when imports run the wrong way', () => {
    const line = "import type { Lookup } from '../inheritance/lookups.ts';";
    assert.deepEqual(breaches(withImport('quota/figures.ts', line)), [
      'quota/figures.ts imports inheritance/lookups.ts, against the direction',
    ]);
  });

  it('fails when imports run in a circle', () => {
    const line = "import './tree/rows.ts';";
    assert.match(breaches(withImport('quota/format.ts', line)).join(), /circle: .*quota\/tree\/rows\.ts/);
  });
});
