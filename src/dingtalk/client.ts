import type * as v from 'valibot';
import { decode } from './decode.ts';
import { asDingTalkError, DingTalkError, isCancellation } from './errors.ts';
import { legacyEndpoint } from './regions.ts';
import { type CallOptions, call, type PreparedRequest } from './wire/call.ts';
import type { Charge } from './wire/charge.ts';
import { type Lane, laneOf, type SharedLane } from './wire/lanes.ts';

/** Where access tokens come from. Both methods throw a {@link DingTalkError} when no token is available. */
export interface AccessTokenSource {
  /** A token to call with. */
  get(): Promise<string>;
  /** Replaces a token that DingTalk refused; `undefined` if only the user can provide another. */
  renew(refused: string): Promise<string | undefined>;
}

export interface ClientOptions extends CallOptions {
  /** Scheme and host, and a path prefix for a private gateway, without a trailing slash. */
  readonly endpoint: string;
  /** The app that makes the calls; DingTalk limits each app separately. */
  readonly app: string;
  readonly accessTokens: AccessTokenSource;
  /** What metered calls are charged to. Default: nothing counts them. */
  readonly charge?: Charge;
  /** The organization that failures name. */
  readonly corpId?: string;
  /** DingTalk denies third-party apps some APIs. */
  readonly isThirdPartyApp?: boolean;
  /** Work in bulk lets a person's calls go first, and finds out how many calls a second DingTalk allows. */
  readonly isBulk?: boolean;
}

/** One call of the Open API, as its documentation describes it. It must only read: it may be retried. */
export interface Question<T> {
  /** DingTalk limits each API separately: this names the queue. */
  readonly api: string;
  /** The queue, where several APIs share one. */
  readonly lane?: SharedLane;
  /** Each `{name}` is replaced by its encoded part. */
  readonly path: string;
  readonly parts?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** Makes the call a POST. */
  readonly body?: object;
  readonly answer: v.GenericSchema<unknown, T>;
  /** DingTalk does not offer this API to third-party apps. */
  readonly isForInternalApps?: boolean;
}

/** A free call of the legacy API, a POST. */
export type LegacyQuestion<T> = Pick<Question<T>, 'api' | 'path' | 'answer'> & { readonly body: object };

/** Asks on behalf of one organization. */
export interface Client {
  /** Makes a metered call. @throws DingTalkError naming the organization; the signal's reason when `signal` aborted */
  ask<T>(question: Question<T>, signal?: AbortSignal): Promise<T>;
  /** Makes a call of the legacy API, which has its own host and takes the token in the query. @throws as {@link ask} */
  askLegacy<T>(question: LegacyQuestion<T>, signal?: AbortSignal): Promise<T>;
}

/** How many tokens one call may replace: the new one may be revoked too while the call is queued. */
const maxRenewals = 3;

/**
 * Asks DingTalk's Open API on behalf of one organization's app: authorized, paced, retried, counted, and joined with an
 * identical question in flight. The calls themselves are in `endpoints/`, one file per DingTalk product.
 */
export class OpenApiClient implements Client {
  constructor(private readonly options: ClientOptions) {}

  ask<T>(question: Question<T>, signal?: AbortSignal): Promise<T> {
    return this.answer(question.answer, async () => {
      const { endpoint, app, charge, inFlight, isThirdPartyApp } = this.options;
      const { api, lane, path, parts = {}, query = {}, body, isForInternalApps } = question;
      if (isForInternalApps && isThirdPartyApp) {
        throw new DingTalkError('notSupported');
      }
      const url = `${endpoint}${fillIn(path, parts)}?${queryString(query)}`;
      const request = (token: string): PreparedRequest => ({
        method: body === undefined ? 'GET' : 'POST',
        url,
        headers: {
          'x-acs-dingtalk-access-token': token,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        body,
        secrets: [token],
      });
      const key = `${app} ${url} ${JSON.stringify(body)}`;
      const queue = laneOf(endpoint, app, api, lane);
      return inFlight.run(key, shared => this.callAuthorized(queue, request, charge, shared), signal);
    });
  }

  askLegacy<T>({ api, path, body, answer }: LegacyQuestion<T>, signal?: AbortSignal): Promise<T> {
    const { endpoint, app } = this.options;
    const url = `${legacyEndpoint(endpoint)}${path}`;
    const request = (token: string): PreparedRequest => ({
      method: 'POST',
      url: `${url}?${queryString({ access_token: token })}`,
      headers: { 'content-type': 'application/json' },
      body,
      secrets: [token],
    });
    const lane = laneOf(endpoint, app, api);
    return this.answer(answer, () => this.callAuthorized(lane, request, undefined, signal));
  }

  private async answer<T>(schema: v.GenericSchema<unknown, T>, ask: () => Promise<unknown>): Promise<T> {
    const { corpId, log } = this.options;
    try {
      return decode(schema, await ask());
    } catch (error) {
      if (isCancellation(error)) {
        throw error;
      }
      const failure = asDingTalkError(error);
      if (failure !== error) {
        log.error(failure.stack ?? failure.message);
      }
      throw corpId === undefined ? failure : failure.of(corpId);
    }
  }

  /** Calls with an access token, and again with a new one when DingTalk says that it has expired. */
  private async callAuthorized(
    lane: Lane,
    request: (token: string) => PreparedRequest,
    charge: Charge | undefined,
    signal: AbortSignal | undefined,
  ): Promise<unknown> {
    const { accessTokens, isBulk } = this.options;
    const refused = new Set<string>();
    for (;;) {
      let token = '';
      const prepare = async () => {
        token = await accessTokens.get();
        return request(token);
      };
      try {
        return await call(
          { lane, isBulk, prepare, ...(charge === undefined ? {} : { charge }) },
          this.options,
          signal,
        );
      } catch (error) {
        const isExpired = error instanceof DingTalkError && error.kind === 'tokenExpired';
        if (!isExpired || refused.has(token) || refused.size === maxRenewals) {
          throw error;
        }
        refused.add(token);
        if ((await accessTokens.renew(token)) === undefined) {
          throw error;
        }
      }
    }
  }
}

function fillIn(path: string, parts: Readonly<Record<string, string>>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => pathPart(name, parts[name] ?? ''));
}

/** One encoded path part. `.` and `..` cannot be encoded: every URL parser resolves them as path segments. */
function pathPart(name: string, value: string): string {
  if (value === '' || value === '.' || value === '..' || !value.isWellFormed()) {
    throw new DingTalkError('invalidParameter', { parameter: name });
  }
  return encodeURIComponent(value);
}

/** Encoded with `%20` for a space: some servers read `+` as a plus. */
function queryString(query: Readonly<Record<string, string>>): string {
  return Object.entries(query)
    .map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`)
    .join('&');
}
