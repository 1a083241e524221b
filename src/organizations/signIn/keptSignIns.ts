import * as v from 'valibot';
import { stateKeys } from '../../ids.ts';
import type { State } from '../state.ts';

const schema = v.object({ corpIds: v.array(v.string()), isTold: v.boolean() });

/**
 * Notices that the editor did not keep the secrets over a restart, which it does not tell: without a keyring it holds
 * them in memory alone. For this it remembers, beside the secret storage, whose credential was stored: a mark, no
 * secret.
 */
export class KeptSignIns {
  /** Those of an earlier session whose credential nobody has looked for, or heard of, in this one. */
  private readonly expected: Set<string>;

  /** @param onLost told of the first that is missed; not again until the editor has kept one over a restart */
  constructor(
    private readonly state: State,
    private readonly onLost: (corpId: string) => void,
  ) {
    this.expected = new Set(this.read().corpIds);
  }

  /** To be called when a credential was stored. */
  stored(corpId: string): void {
    this.heardOf(corpId);
    const { corpIds, isTold } = this.read();
    if (!corpIds.includes(corpId)) {
      this.write({ corpIds: [...corpIds, corpId], isTold });
    }
  }

  /** To be called when a user signed out. */
  cleared(corpId: string): void {
    this.heardOf(corpId);
    const { corpIds, isTold } = this.read();
    if (corpIds.includes(corpId)) {
      this.write({ corpIds: corpIds.filter(one => one !== corpId), isTold });
    }
  }

  /** To be called when another window has stored or cleared a credential: its absence is no loss. */
  heardOf(corpId: string): void {
    this.expected.delete(corpId);
  }

  /** To be called with what a look into the secret storage has found. */
  looked(corpId: string, isThere: boolean): void {
    if (!this.expected.delete(corpId)) {
      return;
    }
    const { corpIds, isTold } = this.read();
    if (isThere) {
      if (isTold) {
        this.write({ corpIds, isTold: false });
      }
      return;
    }
    this.write({ corpIds: corpIds.filter(one => one !== corpId), isTold: true });
    if (!isTold) {
      this.onLost(corpId);
    }
  }

  private read(): v.InferOutput<typeof schema> {
    const result = v.safeParse(schema, this.state.get(stateKeys.signIns));
    return result.success ? result.output : { corpIds: [], isTold: false };
  }

  private write(value: v.InferOutput<typeof schema>): void {
    void this.state.update(stateKeys.signIns, value);
  }
}
