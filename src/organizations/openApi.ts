import type { AccessTokenSource, Client, ClientOptions } from '../dingtalk/client.ts';
import type { CallOptions } from '../dingtalk/wire/call.ts';
import type { Fetch } from '../dingtalk/wire/http.ts';
import { later } from '../later.ts';
import { isSample, type Organization } from './organization.ts';
import type { AccessTokens } from './signIn/accessTokens.ts';

/** Why a call is made. */
export type Purpose =
  | 'quota'
  | 'background'
  | 'daily'
  | 'lookup'
  | 'find'
  | 'browse'
  | 'trace'
  | 'access'
  | 'spaces'
  | 'audit'
  | 'verify';

/** Samples need no sign-in. */
const sampleTokens: AccessTokenSource = { get: async () => 'no-token', renew: async () => undefined };

const noSamples: Fetch = () => Promise.reject(new Error('There are no samples here.'));

/**
 * DingTalk's Open API on behalf of any organization. Calls for a sample organization get canned answers and never reach
 * the network.
 */
export class OpenApi {
  constructor(
    private readonly accessTokens: Pick<AccessTokens, 'of'>,
    private readonly callOptions: () => CallOptions,
    private readonly sampleFetch: Fetch = noSamples,
  ) {}

  /** A client that calls as `organization`, counts its calls under `purpose`, and names the organization in failures. */
  for(organization: Organization, purpose: Purpose): Client {
    const { corpId, endpoint, clientId } = organization;
    const isThirdPartyApp = organization.signIn === 'thirdPartyApp';
    const options: ClientOptions = {
      ...this.callOptions(),
      ...(isSample(organization)
        ? { fetch: this.sampleFetch, accessTokens: sampleTokens }
        : {
            accessTokens: this.accessTokens.of(organization),
            charge: { corpId, purpose, calls: isThirdPartyApp ? 0 : 1 },
          }),
      endpoint,
      app: clientId ?? corpId,
      corpId,
      isThirdPartyApp,
    };
    const client = later(async () => new (await import('../dingtalk/client.ts')).OpenApiClient(options));
    return {
      ask: async (question, signal) => (await client()).ask(question, signal),
      askLegacy: async (question, signal) => (await client()).askLegacy(question, signal),
    };
  }
}
