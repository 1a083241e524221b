import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { getPermissionInheritance, permissionInheritanceApi } from '../../dingtalk/endpoints/storage.ts';
import { DingTalkError } from '../../dingtalk/errors.ts';
import type { CallOptions } from '../../dingtalk/wire/call.ts';
import { usualLane } from '../../dingtalk/wire/lanes.ts';
import { withProgress } from '../../editor/progress.ts';
import { type GrantList, listGrants } from '../../grants/grant.ts';
import { retryText } from '../../organizations/failures/retryText.ts';
import type { OpenApi } from '../../organizations/openApi.ts';
import type { Organization } from '../../organizations/organization.ts';
import type { Organizations } from '../../organizations/organizations.ts';
import { countAll } from '../audit.ts';
import type { Audits } from '../store/auditStore.ts';
import type { OpenAudit } from '../store/stored.ts';
import { progressText } from '../words.ts';
import { RecentRate } from './recentRate.ts';
import { type Progress, type RunEnd, type RunOptions, runAudit } from './runAudit.ts';
import type { RunningAudits } from './runningAudits.ts';

/** How work on an audit ended. */
export interface AuditRun {
  readonly auditId: string;
  readonly corpId: string;
  readonly organizationLabel: string;
  readonly state: RunEnd['state'];
  readonly total: number;
  readonly answered: number;
  /** Results by mode and by kind of failure. */
  readonly counts: Readonly<Record<string, number>>;
  /** Of a text or file: how often a file was named again, and how much of it names no file. */
  readonly duplicates?: number;
  readonly skipped?: number;
  /** Why it paused. */
  readonly reason?: DingTalkError;
}

/** Milliseconds between two reports of the progress. */
const reportEvery = 250;
/** Milliseconds without an answer after which somebody who waits wants to know why. */
const quiet = 3000;

export interface RunParts {
  readonly organizations: Organizations;
  readonly api: OpenApi;
  readonly audits: Audits;
  readonly running: RunningAudits;
}

/**
 * Asks about files of an audit, under a notification that shows the progress.
 *
 * @param which the files without a result, or those whose result is a failure
 * @throws DingTalkError `invalidParameter` where there is no such audit or organization, another window has the audit
 *   open, or the disk is full
 */
export async function runWithProgress(
  auditId: string,
  { organizations, api, audits, running }: RunParts,
  which: 'missing' | 'failed' = 'missing',
): Promise<AuditRun> {
  const open = await audits.open(auditId).catch(error => {
    throw error instanceof DingTalkError ? error : diskProblem(error);
  });
  const { corpId, organizationLabel, items } = open.audit;
  let end: RunEnd | undefined;
  try {
    const organization = organizations.get(corpId);
    const { unionId } = organization;
    const isAboutGrants = open.audit.about === 'grants';
    const { label } = organization;
    const title = isAboutGrants ? l10n.t('Listing grants in {0}', label) : l10n.t('Auditing {0}', label);
    end = await withProgress(title, (signal, tell) => {
      const { onProgress, onRetry } = reporter(tell, open.counts);
      const ask = (dentryUuid: string, signal: AbortSignal): Promise<string | GrantList> => {
        const client = api.for(organization, 'audit', onRetry);
        const about = { dentryUuid, unionId };
        return isAboutGrants
          ? listGrants(client, about, signal)
          : getPermissionInheritance(client, about, signal);
      };
      const files = which === 'failed' ? { files: failedIn(open) } : {};
      const rate = () => inheritanceRate(api, organization);
      return running.track(auditId, signal, ending =>
        run(open, { ask, rate, onProgress, signal: ending, ...files }),
      );
    });
  } finally {
    const closing = open.close(countAll(open.counts) === items.length);
    await closing.catch(error => {
      end = { state: 'paused', reason: diskProblem(error) };
    });
  }
  const answered = countAll(open.counts);
  return {
    auditId,
    corpId,
    organizationLabel,
    // In an unfinished audit, results may still be missing when all failures were asked about again.
    state: end.state === 'finished' && answered < items.length ? 'cancelled' : end.state,
    total: items.length,
    answered,
    counts: Object.fromEntries(open.counts),
    ...(end.state === 'paused' ? { reason: end.reason } : {}),
  };
}

/** How many files are asked about in a second, as far as known. */
export function inheritanceRate(api: OpenApi, organization: Organization | undefined): number {
  return organization === undefined ? usualLane.rate : api.rateOf(organization, permissionInheritanceApi);
}

function failedIn({ audit: { items, results } }: OpenAudit): string[] {
  const hasFailed = (dentryUuid: string) => 'kind' in (results.get(dentryUuid)?.outcome ?? {});
  return items.map(({ dentryUuid }) => dentryUuid).filter(hasFailed);
}

async function run(
  { audit, append }: OpenAudit,
  options: Pick<RunOptions, 'ask' | 'rate' | 'onProgress' | 'signal' | 'files'>,
): Promise<RunEnd> {
  try {
    return await runAudit(audit, { ...options, append, now: Date.now });
  } catch (error) {
    return { state: 'paused', reason: diskProblem(error) };
  }
}

/** Why an audit could not be saved: the disk is full, say, or write-protected. */
export function diskProblem(error: unknown): DingTalkError {
  const { code = '' } = error as { code?: string };
  const sentence = l10n.t('Could not save the audit to disk ({0}).', code);
  return new DingTalkError('invalidParameter', { parameter: 'auditId', sentence });
}

/**
 * Reports the progress in words: what changes its state at once, all else a few times a second; and that calls are
 * being tried again, where no answer has come for a while.
 */
function reporter(
  tell: (message: string) => void,
  counts: ReadonlyMap<string, number>,
): { onProgress(progress: Progress): void; onRetry: NonNullable<CallOptions['onRetry']> } {
  let reported = performance.now();
  const rate = new RecentRate(reported);
  return {
    onProgress(progress) {
      const now = performance.now();
      if (progress.isEnding || progress.isOffline || now - reported >= reportEvery) {
        reported = now;
        const perSecond = rate.of(progress.answeredNow, now);
        tell(progressText(progress, counts, perSecond, vscode.env.language));
      }
    },
    onRetry(retry, most) {
      if (performance.now() - reported >= quiet) {
        tell(retryText(retry, most));
      }
    },
  };
}
