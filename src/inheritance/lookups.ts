import * as v from 'valibot';
import type { Row } from '../editor/command.ts';
import { stateKeys } from '../ids.ts';
import type { State } from '../organizations/state.ts';
import { Emitter } from '../signal.ts';

/** Whether a dentry inherited its parents' permissions at a point in time. */
export interface InheritanceAnswer {
  readonly corpId: string;
  readonly dentryUuid: string;
  /** `PASS_ON`, `BREAK`, or a value unknown to us. */
  readonly inheritance: string;
  /** Milliseconds since 1970. */
  readonly askedAt: number;
}

/** An answer as a row of the Inheritance Lookups view. */
export interface Lookup extends InheritanceAnswer {
  readonly kind: 'lookup';
}

export function isLookup(row: Row | undefined): row is Lookup {
  return row?.kind === 'lookup';
}

const maxLookups = 50;
const schema = v.object({
  corpId: v.string(),
  dentryUuid: v.string(),
  inheritance: v.string(),
  askedAt: v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15)),
});

/** The latest answers, newest first, one per dentry. They survive a restart. */
export class Lookups {
  private readonly changed = new Emitter<void>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly state: State) {}

  get all(): readonly Lookup[] {
    const kept = this.state.get(stateKeys.lookups);
    return (Array.isArray(kept) ? kept : []).flatMap((entry: unknown): Lookup[] => {
      const result = v.safeParse(schema, entry);
      return result.success ? [{ kind: 'lookup', ...result.output }] : [];
    });
  }

  find(corpId: string, dentryUuid: string): Lookup | undefined {
    return this.all.find(lookup => lookup.corpId === corpId && lookup.dentryUuid === dentryUuid);
  }

  add(answer: InheritanceAnswer): void {
    this.replace([answer, ...this.without([answer])].slice(0, maxLookups));
  }

  remove(lookups: readonly InheritanceAnswer[]): void {
    this.replace(this.without(lookups));
  }

  clear(): void {
    this.replace([]);
  }

  private without(lookups: readonly InheritanceAnswer[]): InheritanceAnswer[] {
    const gone = new Set(lookups.map(keyOf));
    return this.all.filter(lookup => !gone.has(keyOf(lookup)));
  }

  private replace(lookups: readonly InheritanceAnswer[]): void {
    void this.state.update(
      stateKeys.lookups,
      lookups.map(({ corpId, dentryUuid, inheritance, askedAt }) => ({
        corpId,
        dentryUuid,
        inheritance,
        askedAt,
      })),
    );
    this.changed.fire();
  }
}

export function keyOf({ corpId, dentryUuid }: InheritanceAnswer): string {
  return `${corpId}/${dentryUuid}`;
}
