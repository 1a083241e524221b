const wide =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}\p{Regional_Indicator}\u3000-\u303f\uff01-\uff60]/u;

const segmenter = new Intl.Segmenter();
/** Most names are Latin or Chinese; a thousand rows are drawn at once, and finding the characters takes time. */
const isPlain = (text: string) => /^[ -~\u3000-\u3020\u4e00-\u9fff\uff01-\uff60]*$/.test(text);

function charactersOf(text: string): readonly string[] {
  return isPlain(text) ? [...text] : [...segmenter.segment(text)].map(({ segment }) => segment);
}

const columnsOfOne = (character: string) => (wide.test(character) ? 2 : 1);

/** How many columns a text takes up, roughly: a Chinese character or an emoji is as wide as two letters. */
export function columnsOf(text: string): number {
  return charactersOf(text).reduce((sum, character) => sum + columnsOfOne(character), 0);
}

/**
 * A text of at most this many columns. What is too long loses its middle, as names that begin alike tend to differ at
 * their end: `Acme Internat…l Shanghai`. Never cuts inside a character.
 */
export function shortenedTo(columns: number, text: string): string {
  if (columnsOf(text) <= columns) {
    return text;
  }
  const characters = charactersOf(text);
  const end = Math.floor((columns - 1) / 3);
  const last = fitting(characters.toReversed(), end).toReversed().join('');
  const first = fitting(characters, columns - 1 - end).join('');
  return `${first.trimEnd()}…${last.trimStart()}`;
}

/** The first characters that fit into so many columns. */
function fitting(characters: readonly string[], columns: number): readonly string[] {
  let rest = columns;
  const end = characters.findIndex(character => {
    rest -= columnsOfOne(character);
    return rest < 0;
  });
  return end === -1 ? characters : characters.slice(0, end);
}
