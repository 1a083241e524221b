import type { CallOptions } from '../../dingtalk/wire/call.ts';
import type { Organization } from '../organization.ts';
import { AccessTokens } from './accessTokens.ts';
import type { Credential } from './credentials.ts';
import { InMemorySecrets } from './inMemorySecrets.ts';

/**
 * Signs in to an app with a credential that is not stored, which is not metered. Stores nothing.
 *
 * @returns the access token, by the key to store it under; none for a pasted token, which only a metered call can check
 * @throws DingTalkError
 */
export async function mint(
  organization: Organization,
  credential: Credential,
  callOptions: () => CallOptions,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const minted = new InMemorySecrets();
  const accessTokens = new AccessTokens(minted, { get: async () => credential }, callOptions, signal);
  await accessTokens.get(organization);
  return minted.values;
}
