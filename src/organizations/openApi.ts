import { type AccessTokenSource, DingTalkClient } from '../dingtalk/client.ts';
import { asDingTalkError, isCancellation } from '../dingtalk/errors.ts';
import type { CallOptions } from '../dingtalk/wire/call.ts';
import type { Fetch } from '../dingtalk/wire/http.ts';
import { isSample, type Organization } from './organization.ts';
import type { AccessTokens } from './signIn/accessTokens.ts';

/** What a call is made for. */
export type Purpose = 'quota' | 'background' | 'lookup' | 'audit' | 'verify';

/** Samples are asked about without signing in. */
const sampleTokens: AccessTokenSource = { get: async () => 'no-token', renew: async () => undefined };

const noSamples: Fetch = () => Promise.reject(new Error('There are no samples here.'));

/**
 * DingTalk's Open API, in the name of any of the organizations. Calls for a sample one go to the samples' own answers,
 * and never to the network.
 */
export class OpenApi {
  constructor(
    private readonly accessTokens: Pick<AccessTokens, 'of'>,
    private readonly callOptions: () => CallOptions,
    private readonly sampleFetch: Fetch = noSamples,
  ) {}

  /**
   * Lets `ask` make its calls as `organization`, to be counted by what they are for.
   *
   * @throws DingTalkError that names the organization; the signal's reason where `ask` was cancelled
   */
  async as<T>(
    organization: Organization,
    purpose: Purpose,
    ask: (client: DingTalkClient) => Promise<T>,
  ): Promise<T> {
    const { corpId, signIn } = organization;
    const options = this.callOptions();
    const client = new DingTalkClient({
      ...options,
      ...(isSample(organization)
        ? { fetch: this.sampleFetch, accessTokens: sampleTokens }
        : {
            accessTokens: this.accessTokens.of(organization),
            charge: { corpId, purpose, calls: signIn === 'thirdPartyApp' ? 0 : 1 },
          }),
      endpoint: organization.endpoint,
      app: organization.clientId ?? corpId,
    });
    try {
      return await ask(client);
    } catch (error) {
      if (isCancellation(error)) {
        throw error;
      }
      const failure = asDingTalkError(error);
      if (failure !== error) {
        options.log.error(failure.stack ?? failure.message);
      }
      throw failure.of(corpId);
    }
  }
}
