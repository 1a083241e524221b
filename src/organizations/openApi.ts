import type { AccessTokenSource, Client, ClientOptions } from '../dingtalk/client.ts';
import type { CallOptions } from '../dingtalk/wire/call.ts';
import type { Fetch } from '../dingtalk/wire/http.ts';
import { laneOf } from '../dingtalk/wire/lanes.ts';
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
  | 'verify'
  | 'doctor';

/** A person's calls go before those for these, which find out how many calls a second DingTalk allows. */
const inBulk: ReadonlySet<Purpose> = new Set(['background', 'audit']);

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
  for(organization: Organization, purpose: Purpose, onRetry?: CallOptions['onRetry']): Client {
    const { corpId, endpoint } = organization;
    const isThirdPartyApp = organization.signIn === 'thirdPartyApp';
    const options: ClientOptions = {
      ...this.callOptions(),
      onRetry,
      ...(isSample(organization)
        ? { fetch: this.sampleFetch, accessTokens: sampleTokens }
        : {
            accessTokens: this.accessTokens.of(organization),
            charge: { corpId, purpose, calls: isThirdPartyApp ? 0 : 1 },
          }),
      endpoint,
      app: appOf(organization),
      corpId,
      isThirdPartyApp,
      isBulk: inBulk.has(purpose),
    };
    const client = later(async () => new (await import('../dingtalk/client.ts')).OpenApiClient(options));
    return {
      ask: async (question, signal) => (await client()).ask(question, signal),
      askLegacy: async (question, signal) => (await client()).askLegacy(question, signal),
    };
  }

  /** How many calls a second of an API the organization may make, as far as known. */
  rateOf(organization: Organization, api: string): number {
    return this.callOptions().pacers.rateOf(laneOf(organization.endpoint, appOf(organization), api));
  }
}

/** DingTalk limits each app separately. */
function appOf({ clientId, corpId }: Organization): string {
  return clientId ?? corpId;
}
