/** The beginning of a text, at most `length` code units, not cut inside a character as a person sees it. */
export function cutTo(text: string, length: number): string {
  // Far enough to see where the character at the end ends: the longest emoji have some 30 code units.
  const characters = new Intl.Segmenter().segment(text.slice(0, length + 50));
  return text.slice(0, characters.containing(length)?.index ?? length);
}

/** As {@link cutTo}, at most `bytes` of UTF-8. */
export function cutToBytes(text: string, bytes: number): string {
  let [length, used] = [0, 0];
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    used += Buffer.byteLength(segment);
    if (used > bytes) {
      break;
    }
    length += segment.length;
  }
  return text.slice(0, length);
}
