const shortLength = 300;
/** For a name or path in a document that the user keeps: practically never cut. In code units. */
export const wholeLength = 10_000;

// Control characters, and the bidirectional and invisible ones that can disguise a text.
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;
// Most texts contain none of these, so this skips them in a fifth of the time.
const unclean = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|[^\S ]|^ | {2}| $/u;
const markdown = /[[\]<>*`_~|\\]+/g;

/**
 * Makes a text from the server safe to show: no control or bidirectional characters, no line breaks, bounded in length,
 * and without the `secrets` that the call was made with, in case the server echoes them. Never cuts inside a character.
 */
export function cleanText(text: string, secrets: readonly string[] = [], maxLength = shortLength): string {
  const redacted = redact(text, secrets);
  if (redacted.length <= maxLength && !unclean.test(redacted)) {
    return redacted;
  }
  const line = redacted
    .slice(0, maxLength * 4)
    .replace(unsafe, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > maxLength ? `${beginningOf(line, maxLength - 1)}…` : line;
}

/** As many whole characters as fit into `length` code units. */
function beginningOf(text: string, length: number): string {
  const characters = new Intl.Segmenter().segment(text.slice(0, length + 50));
  const last = characters.containing(length);
  return text.slice(0, last?.index ?? length);
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
