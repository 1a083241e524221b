import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './build.ts';

const partsOfTheSource = /<!-- source only -->[\s\S]*?<!-- end -->\n?/g;
const partsOfThePage = /<!-- details page\n([\s\S]*?)-->\n/g;
/** An image, or a link to a file. */
const lost = /!\[[^\]]*\]|\]\((?!https:|#)[^)]*\)/;

/**
 * The README in the package, which the editor's Details page shows. That page cannot open files of the package, strips
 * the `src` of an image unless it is `http:` or `https:` (even `data:`), and has only one language. So parts that need
 * the source are left out, tables replace the images, and the Chinese README follows the English one.
 *
 * @throws Error if an image or a link to a file remains
 */
export function detailsPage(): string {
  const page = [
    section('README.md', '# DingTalk Storage').replace('(README.zh-CN.md)', '(#简体中文)'),
    section('README.zh-CN.md', '# 简体中文').replace('(README.md)', '(#dingtalk-storage)'),
  ].join('\n');
  const [found] = lost.exec(page) ?? [];
  if (found !== undefined) throw new Error(`The Details page cannot show or open ${found}`);
  return page;
}

function section(file: string, heading: string): string {
  return readFileSync(path.join(root, file), 'utf8')
    .replaceAll('\r\n', '\n')
    .replace(/^# .+/, heading)
    .replace(partsOfTheSource, '')
    .replace(partsOfThePage, '$1');
}
