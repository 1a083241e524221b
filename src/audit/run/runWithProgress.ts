import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { getPermissionInheritance } from '../../dingtalk/endpoints/storage.ts';
import { DingTalkError } from '../../dingtalk/errors.ts';
import { withProgress } from '../../editor/progress.ts';
import type { OpenApi } from '../../organizations/openApi.ts';
import type { Organizations } from '../../organizations/organizations.ts';
import { countOutcomes } from '../audit.ts';
import type { Audits, OpenAudit } from '../store/auditStore.ts';
import { progressText } from '../words.ts';
import { type Progress, type RunEnd, runAudit } from './runAudit.ts';

/** What came of working on an audit. */
export interface AuditRun {
  readonly auditId: string;
  readonly corpId: string;
  readonly organizationLabel: string;
  readonly state: RunEnd['state'];
  readonly total: number;
  readonly answered: number;
  /** Results by mode and by kind of failure. */
  readonly counts: Readonly<Record<string, number>>;
  /** How often a file was named again, and what named none; of an audit that was given as a text or a file. */
  readonly duplicates?: number;
  readonly skipped?: number;
  /** Why it paused. */
  readonly reason?: DingTalkError;
}

/** The audits that this window is working on. */
export class RunningAudits {
  private readonly runs = new Map<AbortController, Promise<unknown>>();

  /** Keeps track of `work` while it runs; its signal aborts with `signal`, and when all are to end. */
  async track<T>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    const abort = () => controller.abort();
    signal.addEventListener('abort', abort);
    const run = work(controller.signal);
    this.runs.set(controller, run);
    try {
      return await run;
    } finally {
      this.runs.delete(controller);
      signal.removeEventListener('abort', abort);
    }
  }

  /** Asks nothing new, and resolves when the answers that were under way are kept. */
  async end(): Promise<void> {
    for (const controller of this.runs.keys()) {
      controller.abort();
    }
    await Promise.allSettled(this.runs.values());
  }
}

/** Milliseconds between two words about the progress. */
const tellEvery = 250;

/**
 * Asks about all files of an audit that have no result yet, under a notification that tells how far it is.
 *
 * @throws DingTalkError `invalidParameter` where there is no such audit, organization, or another window has it open
 */
export async function performAudit(
  auditId: string,
  { organizations, api, audits, running }: PerformParts,
): Promise<AuditRun> {
  const open = await audits.open(auditId);
  const { corpId, organizationLabel, items, results } = open.audit;
  let last: Progress | undefined;
  let end: RunEnd | undefined;
  try {
    const organization = organizations.get(corpId);
    const { unionId } = organization;
    const ask = (dentryUuid: string, signal: AbortSignal) =>
      getPermissionInheritance(api.for(organization, 'audit'), { dentryUuid, unionId }, signal);
    end = await withProgress(l10n.t('Auditing {0}', organization.label), (signal, tell) => {
      const tellProgress = teller(tell);
      const onProgress = (progress: Progress) => {
        last = progress;
        tellProgress(progress);
      };
      return running.track(signal, ending => run(open, ask, onProgress, ending));
    });
  } finally {
    const closing = open.close(end?.state === 'finished');
    await closing.catch(error => {
      end = { state: 'paused', reason: diskProblem(error) };
    });
  }
  return {
    auditId,
    corpId,
    organizationLabel,
    state: end.state,
    total: items.length,
    answered: last?.answered ?? results.size,
    counts: Object.fromEntries(last?.counts ?? countOutcomes(results.values())),
    ...(end.state === 'paused' ? { reason: end.reason } : {}),
  };
}

export interface PerformParts {
  readonly organizations: Organizations;
  readonly api: OpenApi;
  readonly audits: Audits;
  readonly running: RunningAudits;
}

async function run(
  { audit, append }: OpenAudit,
  ask: (dentryUuid: string, signal: AbortSignal) => Promise<string>,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<RunEnd> {
  try {
    return await runAudit(audit, { ask, append, now: Date.now, onProgress, signal });
  } catch (error) {
    return { state: 'paused', reason: diskProblem(error) };
  }
}

/** What keeps an audit from being kept: the disk is full, or not to be written to. */
export function diskProblem(error: unknown): DingTalkError {
  const { code = '' } = error as { code?: string };
  const sentence = l10n.t('Could not save the audit to disk ({0}).', code);
  return new DingTalkError('invalidParameter', { parameter: 'auditId', sentence });
}

/** Tells the progress in words, a few times a second at most. */
function teller(tell: (message: string) => void): (progress: Progress) => void {
  const began = performance.now();
  let told = Number.NEGATIVE_INFINITY;
  return progress => {
    const now = performance.now();
    if (now - told >= tellEvery) {
      told = now;
      tell(progressText(progress, (now - began) / 1000, vscode.env.language));
    }
  };
}
