import { stateKeys } from '../../ids.ts';
import type { State } from '../../organizations/state.ts';

/** The ids of the audits that a window is working on: whatever is in here after a reload was interrupted. */
export class KeptAudits {
  /** @param state that of the workspace, as windows share the other */
  constructor(private readonly state: State) {}

  private get all(): readonly string[] {
    const kept = this.state.get(stateKeys.runningAudits);
    return Array.isArray(kept) ? kept.filter(id => typeof id === 'string') : [];
  }

  add(auditId: string): void {
    this.replace([...this.all, auditId]);
  }

  remove(auditId: string): void {
    this.replace(this.all.filter(id => id !== auditId));
  }

  /** Those that were interrupted, each only once. */
  take(): readonly string[] {
    const { all } = this;
    if (all.length > 0) {
      this.replace([]);
    }
    return all;
  }

  private replace(all: readonly string[]): void {
    void this.state.update(stateKeys.runningAudits, all.length === 0 ? undefined : all);
  }
}
