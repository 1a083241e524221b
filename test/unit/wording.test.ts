import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const root = path.resolve(import.meta.dirname, '../../src');

/** Files whose texts are not for the user. */
const exemptFiles: Readonly<Record<string, string>> = {
  'assistants/chooseOrganization.ts': 'read by models',
  'assistants/inheritanceTool.ts': 'read by models',
  'assistants/quotaTool.ts': 'read by models',
  'assistants/readInput.ts': 'read by models',
  'assistants/tool.ts': 'read by models',
  'assistants/traceTool.ts': 'read by models',
  'organizations/failures/issueText.ts': 'a report for those who maintain this',
  'samples/answers.ts': 'data, and what is odd about it',
  'samples/dentries.ts': 'data: names of files',
  'samples/refusals.ts': "DingTalk's own words",
  'samples/spaces/acme.ts': 'data: names of files and people',
  'samples/spaces/sampleApi.ts': "DingTalk's own words",
  'samples/spaces/sampleFiles.ts': 'data: names of files',
  'samples/spaces/spaces.ts': 'data: names of spaces',
  'samples/spaces/tree.ts': 'data: names of people',
  'samples/spaces/xinghe.ts': 'data: names of files and people',
  'spaces/biggest/bigFile.ts': 'the ends of the names of files',
};

/** Texts that stay as they are, or that nobody sees. */
const exemptTexts: Readonly<Record<string, string>> = {
  'DingTalk Storage': 'the name of the product',
  '**DingTalk Storage**\n\n': 'the name of the product',
  'Client ID': "DingTalk's word, in both languages",
  'request id {}': 'in the log',
  '{}{} answered with {}': 'in the log',
  'unknown error': 'in the log',
  'Failed to establish a socket connection to proxies': 'looked for in an error',
  'not among the answers': 'thrown to a caller with an argument object',
  'not a configured organization': 'thrown to a caller with an argument object',
  'The draft was not asked for in full.': 'a bug of ours',
  'There are no samples here.': 'a bug of ours',
  'row header': 'classes of an element',
};

/** Several words, or something that looks like a sentence or a button label. */
const looksLikeWords = (text: string) => /\p{L}{2,} \p{L}{2,}/u.test(text) || /^\p{Lu}\p{Ll}+…$/u.test(text);

/** What is localized, logged, or thrown at programmers. */
function isExempt(node: ts.Node): boolean {
  for (let each: ts.Node | undefined = node.parent; each !== undefined; each = each.parent) {
    if (ts.isImportDeclaration(each) || ts.isLiteralTypeNode(each)) return true;
    if (!ts.isCallExpression(each) && !ts.isNewExpression(each)) continue;
    const called = each.expression.getText();
    if (/^(l10n\.t|log\.\w+|this\.log\.\w+)$/.test(called)) return true;
  }
  return false;
}

function textsOf(file: string): string[] {
  return textsIn(readFileSync(file, 'utf8'));
}

function textsIn(code: string): string[] {
  const source = ts.createSourceFile('code.ts', code, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if ((ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) && !isExempt(node)) {
      const text = ts.isTemplateExpression(node)
        ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('{}')
        : node.text;
      if (looksLikeWords(text)) found.push(text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The manifest fields that people read. */
const worded =
  /^(title|category|displayName|description|userDescription|contents|altText|errorMessage|label)$|(Description|Descriptions)$/;

/** The manifest's plain English texts; those for models are below `inputSchema` and `modelDescription`. */
function plainTexts(value: unknown, key = ''): string[] {
  if (typeof value === 'string') {
    return worded.test(key) && key !== 'modelDescription' && !/^%[\w.]+%$/.test(value) ? [value] : [];
  }
  if (typeof value !== 'object' || value === null || key === 'inputSchema') return [];
  return Object.entries(value).flatMap(([name, each]) => plainTexts(each, Array.isArray(value) ? key : name));
}

describe('the words in the manifest', () => {
  const { contributes, description } = JSON.parse(readFileSync(path.join(root, '../package.json'), 'utf8'));

  it('are all in package.nls.json', () => {
    assert.deepEqual(plainTexts({ description, contributes }), []);
    const names = Object.values(contributes.views as Record<string, { name: string }[]>).flat();
    assert.deepEqual(
      names.filter(({ name }) => !/^%[\w.]+%$/.test(name)),
      [],
    );
  });

  it('would be found', () => {
    const settings = { a: { enumDescriptions: ['%a%', 'Plain'] }, b: { title: 'Plain too' } };
    assert.deepEqual(plainTexts(settings), ['Plain', 'Plain too']);
  });
});

describe('the words in the code', () => {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map(file => file.replaceAll(path.sep, '/'))
    .filter(file => file.endsWith('.ts'));
  const found = files.flatMap(file => textsOf(path.join(root, file)).map(text => ({ file, text })));

  it('are in the bundle of translations, also where no test can show them', () => {
    const left = found.filter(
      ({ file, text }) => !(file in exemptFiles) && !(text in exemptTexts) && !text.startsWith('<!DOCTYPE'),
    );
    assert.deepEqual(left, []);
  });

  it('are exempt only where there still are some', () => {
    const texts = new Set(found.map(({ text }) => text));
    const inFiles = new Set(found.map(({ file }) => file));
    assert.deepEqual(
      Object.keys(exemptTexts).filter(text => !texts.has(text)),
      [],
    );
    assert.deepEqual(
      Object.keys(exemptFiles).filter(file => !inFiles.has(file)),
      [],
    );
  });

  it('would be found', () => {
    const source =
      "const a = 'two words'; const b = `\u0024{a} is wrong`; l10n.t('well worded'); const c = 'Retry…';";
    assert.deepEqual(textsIn(source), ['two words', '{} is wrong', 'Retry…']);
  });
});
