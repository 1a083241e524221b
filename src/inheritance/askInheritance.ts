import { getPermissionInheritance } from '../dingtalk/endpoints/storage.ts';
import type { OpenApi } from '../organizations/openApi.ts';
import type { Organization } from '../organizations/organization.ts';
import type { InheritanceAnswer, Lookups } from './lookups.ts';

/** Asks DingTalk about one dentry, and keeps the answer. One metered call. @throws DingTalkError */
export type AskInheritance = (
  organization: Organization,
  dentryUuid: string,
  signal: AbortSignal,
  onRetry?: (retry: number, of: number) => void,
) => Promise<InheritanceAnswer>;

export function askInheritance(api: OpenApi, lookups: Lookups): AskInheritance {
  return async (organization, dentryUuid, signal, onRetry) => {
    const { corpId, unionId } = organization;
    const client = api.for(organization, 'lookup', onRetry);
    const inheritance = await getPermissionInheritance(client, { dentryUuid, unionId }, signal);
    const answer = { corpId, dentryUuid, inheritance, askedAt: Date.now() };
    lookups.add(answer);
    return answer;
  };
}
