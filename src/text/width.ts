const wide =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}\p{Regional_Indicator}\u3000-\u303f\uff01-\uff60]/u;

/** How many columns a character takes up, as a person sees it: a Chinese character is as wide as two letters. */
const columnsOf = (character: string) => (wide.test(character) ? 2 : 1);

/**
 * A text of at most this many columns. What is too long loses its middle, as names that begin alike tend to differ at
 * their end: `Acme Internat…l Shanghai`. Never cuts inside a character.
 */
export function shortenedTo(columns: number, text: string): string {
  const characters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  const width = characters.reduce((sum, character) => sum + columnsOf(character), 0);
  if (width <= columns) {
    return text;
  }
  const end = Math.floor((columns - 1) / 3);
  const last = fitting(characters.toReversed(), end).toReversed().join('');
  const first = fitting(characters, columns - 1 - end).join('');
  return `${first.trimEnd()}…${last.trimStart()}`;
}

/** The first characters that fit into so many columns. */
function fitting(characters: readonly string[], columns: number): readonly string[] {
  let rest = columns;
  const end = characters.findIndex(character => {
    rest -= columnsOf(character);
    return rest < 0;
  });
  return end === -1 ? characters : characters.slice(0, end);
}
