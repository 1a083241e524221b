import { getUnionId } from '../../dingtalk/endpoints/contacts.ts';
import { getOrganizationStorage, type Partition } from '../../dingtalk/endpoints/storage.ts';
import type { CallOptions } from '../../dingtalk/wire/call.ts';
import { OpenApi } from '../openApi.ts';
import { AccessTokens } from '../signIn/accessTokens.ts';
import type { Credential } from '../signIn/credentials.ts';
import { InMemorySecrets } from '../signIn/inMemorySecrets.ts';
import { credentialOf, type Draft, organizationOf } from './draft.ts';

/** A draft that DingTalk has accepted, with everything learned along the way. */
export interface Verified {
  readonly draft: Draft;
  readonly credential: Credential;
  /** The minted access token, by the key to store it under. */
  readonly minted: ReadonlyMap<string, string>;
  /** The answer to the verifying call, so that it is not made again. */
  readonly partitions: readonly Partition[];
}

/**
 * Signs in as the draft says, looks up the user if a userId was given, and asks how full the storage is: one
 * metered call. Stores nothing.
 *
 * @param kept the credential that is already stored, for the parts that were not typed again
 * @throws DingTalkError
 */
export async function verify(
  draft: Draft,
  kept: Credential | undefined,
  callOptions: () => CallOptions,
  signal: AbortSignal,
): Promise<Verified> {
  const minted = new InMemorySecrets();
  const organization = organizationOf(draft);
  const { corpId } = organization;
  const { accessToken, clientSecret, suiteTicket } = kept ?? {};
  const stored: Draft = { signIn: organization.signIn, ...held({ accessToken, clientSecret, suiteTicket }) };
  const credential = { ...credentialOf(stored), ...credentialOf(draft) };

  const accessTokens = new AccessTokens(minted, { get: async () => credential }, callOptions, signal);
  const api = new OpenApi(accessTokens, callOptions);
  const client = api.for(organization, 'verify', callOptions().onRetry);
  const { userBy, userId = '', unionId: typed = '' } = draft;
  const unionId = userBy === 'userId' ? await getUnionId(client, { userId }, signal) : typed;
  const partitions = await getOrganizationStorage(client, { corpId, unionId }, signal);
  return { draft: { ...draft, unionId }, credential, minted: minted.values, partitions };
}

function held(credential: Record<string, string | undefined>): Credential {
  return Object.fromEntries(Object.entries(credential).filter(([, value]) => value !== undefined));
}
