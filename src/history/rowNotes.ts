import { setTimeout as delay } from 'node:timers/promises';
import { Emitter } from '../signal.ts';

/** What the history adds to an organization's row. */
export interface RowNote {
  /** When each partition will be full, in words; only for those that will be soon. */
  readonly forecasts: ReadonlyMap<string, string>;
  readonly isMuted: boolean;
}

const none: RowNote = { forecasts: new Map(), isMuted: false };
/** Milliseconds: rows are drawn first, and history is read afterwards. */
const readsAfter = 300;
/** Milliseconds after which a forecast, which counts from now, is worded again. */
const keptFor = 12 * 3_600_000;

/** The notes of the rows that were drawn. Nobody waits for them: each is read once its row was drawn without it. */
export class RowNotes {
  private readonly known = new Map<string, { readonly note: RowNote; readonly readAt: number }>();
  private readonly wanted = new Set<string>();
  private isReading = false;
  private readonly changed = new Emitter<string>();
  /** Fires with the corpId of the organization whose note has changed. */
  readonly onDidChange = this.changed.event;

  /** @param now milliseconds since 1970 */
  constructor(
    private readonly read: (corpId: string) => Promise<RowNote>,
    private readonly now: () => number = Date.now,
    private readonly pause: () => Promise<void> = () => delay(readsAfter, undefined, { ref: false }),
  ) {}

  get(corpId: string): RowNote {
    const { note, readAt } = this.known.get(corpId) ?? { note: none, readAt: Number.NEGATIVE_INFINITY };
    if (this.now() - readAt > keptFor) {
      this.known.set(corpId, { note, readAt: this.now() });
      this.want(corpId);
    }
    return note;
  }

  /** Call when there is news of an organization. Where its row was never drawn, there is nothing to do. */
  renew(corpId: string): void {
    if (this.known.has(corpId)) {
      this.want(corpId);
    }
  }

  private want(corpId: string): void {
    this.wanted.add(corpId);
    if (!this.isReading) {
      this.isReading = true;
      void this.readWanted();
    }
  }

  /** One after the other, so that a thousand organizations hold up nobody. */
  private async readWanted(): Promise<void> {
    await this.pause();
    // Those that are wanted meanwhile are visited too, in the end.
    for (const corpId of this.wanted) {
      this.wanted.delete(corpId);
      const note = await this.read(corpId).catch(() => none);
      const before = this.known.get(corpId)?.note ?? none;
      this.known.set(corpId, { note: isSame(none, note) ? none : note, readAt: this.now() });
      if (!isSame(before, note)) {
        this.changed.fire(corpId);
      }
    }
    this.isReading = false;
  }
}

function isSame(a: RowNote, b: RowNote): boolean {
  return (
    a.isMuted === b.isMuted &&
    a.forecasts.size === b.forecasts.size &&
    [...a.forecasts].every(([partitionType, text]) => b.forecasts.get(partitionType) === text)
  );
}
