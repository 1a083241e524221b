const lineBreak = 0x0a;
const decoder = new TextDecoder();

/** The texts of a column, which stay bytes until they are needed: a screen shows few of them. */
export class TextLines {
  readonly length: number;
  /** Where each line ends. */
  private readonly ends: Uint32Array;

  /** @param bytes as `textLines` makes them */
  constructor(private readonly bytes: Uint8Array) {
    const ends: number[] = [];
    for (let end = bytes.indexOf(lineBreak); end >= 0; end = bytes.indexOf(lineBreak, end + 1)) {
      ends.push(end);
    }
    this.ends = Uint32Array.from(ends);
    this.length = ends.length;
  }

  readonly text = (row: number): string => {
    const start = row === 0 ? 0 : (this.ends[row - 1] ?? 0) + 1;
    return decoder.decode(this.bytes.subarray(start, this.ends[row] ?? start));
  };

  /** All of them; not kept, as a hundred thousand strings take much more room than their bytes. */
  readonly lines = (): readonly string[] => decoder.decode(this.bytes).split('\n').slice(0, -1);
}
