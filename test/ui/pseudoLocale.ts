/** A language that nobody speaks: the English texts in brackets, so that a text that is not translated stands out. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What is put in, and what a text of the manifest links to, formats or sets in lines: it stays as it is. */
const markup = /(\{\d+\}|\n|\]\([^)]*\)|\[(?=[^\]]*\]\()|`+[^`]*`+)/;

/** The text as the pseudo-locale has it: `⟦Remove ⟧{0}⟦ from the list?⟧`. */
export function pseudo(text: string): string {
  return text
    .split(markup)
    .map((part, index) => (index % 2 === 1 || !/\p{L}/u.test(part) ? part : `⟦${part}⟧`))
    .join('');
}

/** Data, and words that are the same in every language: what may stand beside the texts. */
const data = [
  // Times, ids, codes, hosts and units.
  /\b\d{4}-\d\d-\d\dT[\d:.]+Z/g,
  /\b[A-Za-z]+(?:\.[A-Za-z]+)+\b|\.(?:md|txt|csv)\b|\b2001:db8::1\b/g,
  /https?:\/\/\S*/g,
  /\b127\.0\.0\.1:\d+|\b(?:[\w-]+\.)+dingtalk\.(?:com|io)\b/g,
  /\b(?:ding|suite)(?:[a-z]*\d{4}|…)/g,
  /\b(?=\w*\d)\w{32}\b|\b[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}\b/gi,
  /\b[A-Z]+(?:_[A-Z]+)+\b|\bELASTIC\b/g,
  /\b[\d,.]+\s?(?:[KMGTPE]?B\b)?/g,
  /\b(?:corpId|unionId|userId|dentryUuid|accessToken|internalApp|thirdPartyApp|Client ID|Suite Key|Storage\.\w+\.Read)\b/g,
  // What the language's own formats make of times.
  /\d*年|\d*月|\d*日|\d*\s?(?:秒钟?|分钟|小时|天)前/g,
];

/** The words of a text that are neither translated nor among what is known to need no translation. */
export function untranslated(text: string, known: readonly string[]): string[] {
  let rest = text.normalize().replace(/⟦[^⟦⟧]*⟧/g, '|');
  for (const name of known) rest = rest.replaceAll(name, '|');
  for (const pattern of data) rest = rest.replace(pattern, '|');
  return rest.match(/\p{L}[^|()[\]{}·:"“”]*/gu)?.map(words => words.trim()) ?? [];
}

/**
 * Overwrites the Chinese of an installed extension.
 *
 * @param left texts that are left without a translation, so that they have to be found
 * @returns all texts
 */
export async function writePseudoLocale(extension: string, left: readonly string[]): Promise<string[]> {
  const texts: string[] = [];
  const languages = [
    ['l10n/bundle.l10n.json', 'l10n/bundle.l10n.zh-cn.json'],
    ['package.nls.json', 'package.nls.zh-cn.json'],
  ] as const;
  for (const [source, target] of languages) {
    const english: Record<string, string> = JSON.parse(await readFile(path.join(extension, source), 'utf8'));
    texts.push(...Object.values(english));
    const translated = Object.entries(english).filter(([, text]) => !left.includes(text));
    await writeFile(
      path.join(extension, target),
      JSON.stringify(Object.fromEntries(translated.map(([key, text]) => [key, pseudo(text)]))),
    );
  }
  return texts;
}

/** Whether a text of the pseudo-locale was shown somewhere, whatever was put into it. */
export function wasShown(text: string, shown: string): boolean {
  const parts = pseudo(text).match(/⟦[^⟦⟧]*⟧/g) ?? [];
  return parts.every(part => shown.includes(part.replaceAll('*', '')));
}
