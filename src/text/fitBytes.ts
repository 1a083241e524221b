/** The beginning of a text that fits in `maxBytes` of UTF-8, not cut inside a character as a person sees it. */
export function fitBytes(text: string, maxBytes: number): string {
  let [length, bytes] = [0, 0];
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    bytes += Buffer.byteLength(segment);
    if (bytes > maxBytes) {
      break;
    }
    length += segment.length;
  }
  return text.slice(0, length);
}
