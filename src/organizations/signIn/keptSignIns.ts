import * as v from 'valibot';
import { stateKeys } from '../../ids.ts';
import type { State } from '../state.ts';

const schema = v.object({ corpIds: v.array(v.string()), isTold: v.boolean() });

/**
 * Notices when the editor has lost its secrets in a restart, which it does not report: without a keyring it holds them
 * only in memory. To do so, this remembers outside the secret storage whose credential was stored: a marker, not a
 * secret.
 */
export class KeptSignIns {
  /** Sign-ins from an earlier session whose credential has been neither looked up nor changed in this one. */
  private readonly expected: Set<string>;

  /** @param onLost called for the first one missing; not again until the editor has kept one across a restart */
  constructor(
    private readonly state: State,
    private readonly onLost: (corpId: string) => void,
  ) {
    this.expected = new Set(this.read().corpIds);
  }

  /** Call when a credential was stored. */
  stored(corpId: string): void {
    this.stopExpecting(corpId);
    const { corpIds, isTold } = this.read();
    if (!corpIds.includes(corpId)) {
      this.write({ corpIds: [...corpIds, corpId], isTold });
    }
  }

  /** Call when a user signed out. */
  cleared(corpId: string): void {
    this.stopExpecting(corpId);
    const { corpIds, isTold } = this.read();
    if (corpIds.includes(corpId)) {
      this.write({ corpIds: corpIds.filter(one => one !== corpId), isTold });
    }
  }

  /** Call when another window has stored or cleared a credential: its absence is no loss. */
  stopExpecting(corpId: string): void {
    this.expected.delete(corpId);
  }

  /** Call with the result of each lookup in the secret storage. */
  lookedUp(corpId: string, isThere: boolean): void {
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
