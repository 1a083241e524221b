import { cutTo } from './cut.ts';

/** In code units. */
const maxLength = 300;

// In emoji of several people, such as a family.
const joiner = String.raw`(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d(?=\p{Extended_Pictographic})`;
// Control characters, and the bidirectional and invisible ones that can disguise a text.
const unsafe = new RegExp(`(?:(?!${joiner})[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}])+`, 'gu');
// Most texts contain none of these, so this skips them in a fifth of the time.
const unclean = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|[^\S ]|^ | {2}| $/u;
const markdown = /[[\]<>*`_~|\\]+/g;

/**
 * Makes a text from the server safe to show: no control or bidirectional characters, no line breaks, bounded in length,
 * and without the `secrets` that the call was made with, in case the server echoes them. Never cuts inside a character.
 */
export function cleanText(text: string, secrets: readonly string[] = []): string {
  const redacted = redact(text, secrets);
  if (redacted.length <= maxLength && !unclean.test(redacted)) {
    return redacted;
  }
  const line = cutTo(redacted, maxLength * 4)
    .replace(unsafe, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > maxLength ? `${cutTo(line, maxLength - 1)}…` : line;
}

/**
 * Makes a name or path safe for a document: one line, without characters that could disguise it. What a person keeps is
 * not cut, and its spaces stay as they are.
 */
export function oneLine(text: string): string {
  return text.replace(unsafe, ' ');
}

/** Removes secrets in plain form, and as encoded in a URL or in quoted JSON. */
function redact(text: string, secrets: readonly string[]): string {
  return secrets
    .filter(secret => secret !== '')
    .flatMap(secret => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
    .reduce((result, spelling) => result.replaceAll(spelling, '•••'), text);
}

/** As {@link cleanText}, and without characters that have a meaning in Markdown. */
export function cleanSentence(text: string, secrets: readonly string[] = []): string {
  return cleanText(cleanText(text, secrets).replace(markdown, ' '));
}
