import { queryDentryId } from '../../dingtalk/endpoints/documents.ts';
import { getPermissionInheritance } from '../../dingtalk/endpoints/storage.ts';
import { getDentry } from '../../dingtalk/endpoints/storageFiles.ts';
import type { OpenApi } from '../../organizations/openApi.ts';
import type { Organization } from '../../organizations/organization.ts';
import type { InheritanceAnswer } from '../lookups.ts';
import { type TraceCalls, type Traced, trace } from './trace.ts';

export interface AskTraceParts {
  readonly api: OpenApi;
  /** Keeps an answer about a level. */
  readonly keep: (answer: InheritanceAnswer) => void;
}

export interface TraceOptions {
  readonly signal: AbortSignal;
  readonly confirm: TraceCalls['confirm'];
  /** Called with the number of calls so far, after each. */
  readonly onCall?: (calls: number) => void;
  /** Called before a call is made again. */
  readonly onRetry?: (retry: number, of: number) => void;
  /** Levels after which to end early. */
  readonly limit?: number;
}

/**
 * Traces a file's inheritance in DingTalk. Every answer about a level is kept at once. Needs `Storage.Permission.Read`,
 * and for the way upward `Document.WorkspaceDocument.Read` and `Storage.File.Read`.
 *
 * @throws as {@link trace}
 */
export function askTrace(
  { api, keep }: AskTraceParts,
  organization: Organization,
  dentryUuid: string,
  { signal, confirm, onCall, onRetry, limit }: TraceOptions,
): Promise<Traced | undefined> {
  const { corpId, unionId } = organization;
  const client = api.for(organization, 'trace', onRetry);
  let calls = 0;
  const counted = async <T>(answer: Promise<T>): Promise<T> => {
    onCall?.(++calls);
    return answer;
  };
  return trace(
    dentryUuid,
    {
      async inheritance(uuid) {
        const asked = { dentryUuid: uuid, unionId };
        const inheritance = await counted(getPermissionInheritance(client, asked, signal));
        keep({ corpId, dentryUuid: uuid, inheritance, askedAt: Date.now() });
        return inheritance;
      },
      place: uuid => counted(queryDentryId(client, { dentryUuid: uuid, unionId }, signal)),
      entry: place => counted(getDentry(client, { ...place, unionId }, signal)),
      confirm,
    },
    limit,
  );
}
