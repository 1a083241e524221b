/** An answer about a file's inheritance. */
export interface KnownMode {
  /** `PASS_ON`, `BREAK`, or a value unknown to us. */
  readonly inheritance: string;
  /** Milliseconds since 1970. */
  readonly askedAt: number;
}

/** Where answers are known from: look-ups, audits. */
export interface ModeSource {
  find(corpId: string, dentryUuid: string): Promise<KnownMode | undefined> | KnownMode | undefined;
  readonly onDidChange: (listener: () => void) => unknown;
}

/** The newest answer about a file, wherever it is known from. Asks nothing of DingTalk. */
export class KnownModes {
  constructor(private readonly sources: readonly ModeSource[]) {}

  async find(corpId: string, dentryUuid: string): Promise<KnownMode | undefined> {
    const found = await Promise.all(this.sources.map(source => source.find(corpId, dentryUuid)));
    return found
      .filter(mode => mode !== undefined)
      .toSorted((a, b) => b.askedAt - a.askedAt)
      .at(0);
  }

  onDidChange(listener: () => void): void {
    for (const source of this.sources) {
      source.onDidChange(listener);
    }
  }
}
