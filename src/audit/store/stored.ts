import type { Audit, AuditResult } from '../audit.ts';

/** An audit without its items and results. */
export interface AuditSummary extends Omit<Audit, 'endpoint' | 'items' | 'results'> {
  readonly total: number;
  readonly answered: number;
  /** Whether every file has its result. */
  readonly isFinished: boolean;
  /** Whether this window is working on it. */
  readonly isOpen: boolean;
  /** Results by mode and by kind of failure. */
  readonly counts: ReadonlyMap<string, number>;
}

/** An audit that is being worked on, by this window alone. */
export interface OpenAudit {
  /** As it was when it was opened. */
  readonly audit: Audit;
  /** Results by mode and by kind of failure, kept up to date with what is appended. */
  readonly counts: ReadonlyMap<string, number>;
  /** Saves a result. It replaces the one that the file had when the audit was opened. */
  append(result: AuditResult): Promise<void>;
  /** @param isFinished whether every file has a result now */
  close(isFinished: boolean): Promise<void>;
}
