import * as v from 'valibot';
import { decode } from '../decode.ts';
import { type CallOptions, call, type PreparedRequest } from '../wire/call.ts';
import { laneOf } from '../wire/lanes.ts';

export interface MintedToken {
  readonly accessToken: string;
  /** Seconds. */
  readonly expireIn: number;
}

/** Lifetime of an access token in seconds, as documented. */
export const tokenLife = 7200;
/** The longest lifetime, in seconds, that we accept as plausible. */
const maxTokenLife = 30 * 24 * 3600;

const mintedToken = v.pipe(
  v.object({
    accessToken: v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,4096}$/)),
    expireIn: v.nullish(v.unknown()),
  }),
  v.transform(({ accessToken, expireIn }): MintedToken => {
    const seconds = Number(expireIn);
    // Trusting a missing or absurd lifetime would mint a token for every call.
    return { accessToken, expireIn: seconds > 0 && seconds <= maxTokenLife ? seconds : tokenLife };
  }),
);

/**
 * Mints the access token of an organization's internal app. If asked again while a token is valid, DingTalk extends it
 * and returns the same one. The call is free but rate limited.
 *
 * @throws DingTalkError `badCredential` if client id and secret do not match, or belong to another region
 */
export function mintInternalAppToken(
  endpoint: string,
  app: { clientId: string; clientSecret: string },
  options: CallOptions,
  signal?: AbortSignal,
): Promise<MintedToken> {
  const body = { appKey: app.clientId, appSecret: app.clientSecret };
  return mint(endpoint, 'accessToken', app.clientId, body, [app.clientSecret], options, signal);
}

/**
 * Mints a third-party app's access token for one organization that enabled it. DingTalk returns a new one each time.
 *
 * @throws DingTalkError `badCredential` if suite key, secret or ticket do not match, or the organization has not
 * enabled the app
 */
export function mintThirdPartyAppToken(
  endpoint: string,
  app: { clientId: string; clientSecret: string; suiteTicket: string; corpId: string },
  options: CallOptions,
  signal?: AbortSignal,
): Promise<MintedToken> {
  const { clientId, clientSecret, suiteTicket, corpId } = app;
  const body = { suiteKey: clientId, suiteSecret: clientSecret, suiteTicket, authCorpId: corpId };
  const secrets = [clientSecret, suiteTicket];
  return mint(endpoint, 'corpAccessToken', clientId, body, secrets, options, signal);
}

async function mint(
  endpoint: string,
  api: 'accessToken' | 'corpAccessToken',
  clientId: string,
  body: Record<string, string>,
  secrets: readonly string[],
  options: CallOptions,
  signal?: AbortSignal,
): Promise<MintedToken> {
  const request: PreparedRequest = {
    method: 'POST',
    url: `${endpoint}/v1.0/oauth2/${api}`,
    // DingTalk accepts only JSON: it answers a form with "body is mandatory for this action".
    headers: { 'content-type': 'application/json' },
    body,
    secrets,
  };
  const lane = laneOf(endpoint, clientId, api);
  return decode(mintedToken, await call({ lane, prepare: async () => request }, options, signal));
}
