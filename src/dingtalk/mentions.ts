import { encoded, linkPattern } from './documentLink.ts';

/** A file named in a text. */
export interface Mention {
  readonly dentryUuid: string;
  readonly isLink: boolean;
}

/** Any other URL, including one that contains a document link. It ends where a person would see it end. */
const address = String.raw`[a-z][a-z\d+.-]{1,30}:\/\/[^\s"'\`<>()[\]{}|,;，；、。：！？（）【】「」『』《》“”‘’]+`;
const word = String.raw`[a-z\d]+(?:[-_]+[a-z\d]+)*`;

/** Most lines and cells have none, so this rules them out in a fraction of the time. */
const longWord = /[a-z\d]{32}/i;
const links = new RegExp(linkPattern, 'gi');
const tokens = new RegExp(`${linkPattern}|(${address})|${encoded}|(${word})`, 'gi');

/** The files named in a text, one by one, by a link or by a bare id. An id inside any other URL does not count. */
export function* mentionsIn(text: string): Generator<Mention> {
  const visible = withoutInvisible(text);
  if (!longWord.test(visible)) {
    return;
  }
  for (const { 0: token, 1: linked, 2: around, 3: bare, index } of visible.matchAll(tokens)) {
    if (linked !== undefined) {
      yield { dentryUuid: linked, isLink: true };
    } else if (around !== undefined) {
      for (const [, dentryUuid = ''] of around.matchAll(links)) {
        yield { dentryUuid, isLink: true };
      }
    } else if (bare !== undefined && isBareId(bare) && !hasOtherKey(visible, index)) {
      yield { dentryUuid: token, isLink: false };
    }
  }
}

/**
 * Whether a word is certainly an id: 32 letters and digits. Hexadecimal ones are hashes or DingTalk's access tokens,
 * which must never end up in a URL or a file.
 */
export function isBareId(word: string): boolean {
  return /^(?![\da-f]{32}$)[a-z\d]{32}$/i.test(word) && (/\d/.test(word) ? /[a-z]/i : scrambled).test(word);
}

/** An id of letters alone switches from lower to upper case more often than a name in code. */
const scrambled = /(?:[a-z][A-Z].*){6}/;

const fileKey =
  /^(?:(?:dentry|node|file|doc|document|folder|item|target|文件|文档|节点)s?[ _-]*)?(?:(?:uu)?ids?|links?|ur[il]s?)$/i;
const otherKey =
  /(?:ids?|tokens?|secrets?|tickets?|keys?|passwords?|hash(?:es)?|sha-?\d*|md5|etag|digest|sign|signature|nonce|cursor|commit|revision|version|cookie|session|trace|bearer|(?:audit|creator|modifier|operator|owner|user|author|member|corp|org|organization|workspace|space|app|tenant)s?|创建人|创建者|修改人|操作人|所有者|组织|空间|令牌|密钥)$/i;

/** Whether a key by this name holds a person, an organization, a secret, or anything else that is not a file. */
export function isOtherKey(key: string): boolean {
  return otherKey.test(key.trim()) && !fileKey.test(key.trim());
}

/** A name followed by `:`, `=` or the end of a tag, and by quotes: `"creatorId": "`. */
const label =
  /([\p{L}\d_-]{1,40})["'`\\]{0,4}(?:\s{0,4}(?:[:=>：]|=>)\s{0,4}["'`\\]{0,4}|(?<=bearer|token|id|key|secret)\s)$/iu;

function hasOtherKey(text: string, index: number): boolean {
  const key = label.exec(text.slice(Math.max(0, index - 60), index))?.[1];
  return key !== undefined && isOtherKey(key);
}

const invisible = String.raw`[\p{Cf}\u034f\u115f\u1160\u3164\uffa0\ufe00-\ufe0f]+`;
const hasInvisible = new RegExp(invisible, 'u');
const allInvisible = new RegExp(invisible, 'gu');
const splitWord = new RegExp(`(?<![A-Za-z\\d])[A-Za-z\\d]+(?:${invisible}[A-Za-z\\d]+)+`, 'gu');

/** A text without invisible characters. Two ids separated by one stay two. */
export function withoutInvisible(text: string): string {
  if (!hasInvisible.test(text)) {
    return text;
  }
  return text
    .replace(splitWord, parts => {
      const pieces = parts.split(allInvisible);
      const whole = pieces.join('');
      return whole.length === 32 || pieces.every(piece => piece.length < 20) ? whole : pieces.join(' ');
    })
    .replace(allInvisible, '');
}
