import { cutTo } from './cut.ts';

/** In code units. */
const maxLength = 300;

// In emoji of several people, such as a family.
const joiner = String.raw`(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d(?=\p{Extended_Pictographic})`;
// Controls, and the bidirectional and invisible characters that can disguise a text.
const unsafe = new RegExp(`(?:(?!${joiner})[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}])+`, 'gu');
// Most texts have none of these, and are found clean in a fifth of the time.
const unclean = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|[^\S ]|^ | {2}| $/u;
const markdown = /[[\]<>*`_~|\\]+/g;

/**
 * Makes a text from the server fit to be shown: no control or bidirectional characters, no line breaks,
 * bounded in length, and none of the `secrets` that the call was made with, in case the server echoes them. A text is not
 * cut inside a character.
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

/** Takes secrets out as they are, and as they stand in a URL or in JSON that is quoted. */
function redact(text: string, secrets: readonly string[]): string {
  return secrets
    .filter(secret => secret !== '')
    .flatMap(secret => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
    .reduce((result, spelling) => result.replaceAll(spelling, '•••'), text);
}

/** As {@link cleanText}, and without the characters that Markdown and links are made of. */
export function cleanSentence(text: string, secrets: readonly string[] = []): string {
  return cleanText(cleanText(text, secrets).replace(markdown, ' '));
}
