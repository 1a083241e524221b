import {
  type DentryPage,
  decodeDentryPage,
  decodeOrganizationStorage,
  decodePermissionInheritance,
  decodeUnionId,
  type Partition,
} from './decode.ts';
import { DingTalkError } from './errors.ts';
import { type Call, type CallOptions, call } from './wire/call.ts';
import type { Charge } from './wire/charge.ts';

/** Where access tokens come from. Both throw a {@link DingTalkError} where there is none to be had. */
export interface AccessTokenSource {
  /** A token to call with. */
  get(): Promise<string>;
  /** A token in place of one that DingTalk refused; `undefined` where only the user can bring another. */
  renew(refused: string): Promise<string | undefined>;
}

export interface ClientOptions extends CallOptions {
  /** Scheme and host, and a path prefix where a private gateway has one, without a slash at the end. */
  readonly endpoint: string;
  /** Names the app in whose name the calls are made; DingTalk limits each app by itself. */
  readonly app: string;
  readonly accessTokens: AccessTokenSource;
  /** What the metered calls are charged to. Default: nothing counts them. */
  readonly charge?: Charge;
}

/** Entries in a page of a space's list; DingTalk gives no more. */
export const dentriesPerPage = 50;

/** The calls of DingTalk's Open API that this extension makes in the name of one organization's app. */
export class DingTalkClient {
  constructor(private readonly options: ClientOptions) {}

  /**
   * How full an organization's storage is. One metered call; needs the app permission `Storage.Org.Read`.
   *
   * @param unionId the user in whose name the call is made, who needs rights of their own
   * @throws DingTalkError
   */
  async getOrganizationStorage(corpId: string, unionId: string, signal?: AbortSignal): Promise<Partition[]> {
    const path = `/v1.0/storage/orgs/${pathPart('corpId', corpId)}`;
    return decodeOrganizationStorage(await this.ask('getOrg', path, { unionId }, undefined, signal));
  }

  /**
   * Whether a file or folder inherits its parents' permissions: `PASS_ON`, `BREAK`, or a value unknown to us. One
   * metered call; needs the app permission `Storage.Permission.Read` and an internal app.
   *
   * @param unionId the user in whose name the call is made
   * @throws DingTalkError
   */
  async getPermissionInheritance(dentryUuid: string, unionId: string, signal?: AbortSignal): Promise<string> {
    const path = `/v2.0/storage/spaces/dentries/${pathPart('dentryUuid', dentryUuid)}/permissions/inheritances`;
    return decodePermissionInheritance(
      await this.ask('getPermissionInheritance', path, { unionId }, undefined, signal),
    );
  }

  /**
   * A page of the flat list of all files and folders of a space. One metered call; needs the app permission
   * `Storage.File.Read`. It only reads, though it is a POST, so it is retried as the others are.
   *
   * In ascending order of their last change a file that changes meanwhile may come again; in descending order one may
   * be missed. Source: "Get a list of all files or folders under a space" of help.dingtalk.io
   * (`get-a-list-of-all-files-or-folders-under-a`), and `ListAllDentries` of DingTalk's SDK, `storage_1_0`.
   *
   * @param unionId the user in whose name the call is made
   * @param nextToken of the page before; none for the first
   * @throws DingTalkError `notFound` where there is no such space
   */
  async listAllDentries(
    spaceId: string,
    unionId: string,
    { nextToken }: { readonly nextToken?: string | undefined } = {},
    signal?: AbortSignal,
  ): Promise<DentryPage> {
    const path = `/v1.0/storage/spaces/${pathPart('spaceId', spaceId)}/dentries/listAll`;
    // Without a token, JSON has no field of that name, as DingTalk wants it for the first page.
    const body = { option: { nextToken, maxResults: dentriesPerPage, order: 'ASC' } };
    return decodeDentryPage(await this.ask('listAllDentries', path, { unionId }, body, signal));
  }

  /**
   * The unionId of a user of the token's organization. A call of the legacy API, which has its own host and takes the
   * token in the query; it is free of charge. Needs the app permission `qyapi_get_member`.
   *
   * @throws DingTalkError `notFound` where there is no such user
   */
  async getUnionId(userId: string, signal?: AbortSignal): Promise<string> {
    const { endpoint, app } = this.options;
    const url = `${legacyEndpoint(endpoint)}/topapi/v2/user/get`;
    const body = await this.callAuthorized(
      token => ({
        method: 'POST',
        url: `${url}?${queryString({ access_token: token })}`,
        headers: { 'content-type': 'application/json' },
        body: { userid: userId },
        lane: `${endpoint} ${app} getUser`,
        secrets: [token],
      }),
      signal,
    );
    return decodeUnionId(body);
  }

  /** A metered call: a POST where it has a body. */
  private ask(
    api: string,
    path: string,
    query: Record<string, string>,
    body: object | undefined,
    signal: AbortSignal | undefined,
  ): Promise<unknown> {
    const { endpoint, app, inFlight, charge } = this.options;
    const url = `${endpoint}${path}?${queryString(query)}`;
    const request = (token: string): Call => ({
      method: body === undefined ? 'GET' : 'POST',
      url,
      headers: {
        'x-acs-dingtalk-access-token': token,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body,
      lane: `${endpoint} ${app} ${api}`,
      secrets: [token],
      ...(charge === undefined ? {} : { charge }),
    });
    const question = `${app} ${url} ${JSON.stringify(body)}`;
    return inFlight.run(question, shared => this.callAuthorized(request, shared), signal);
  }

  /** Calls with an access token, and once more with a new one where DingTalk says that it has expired. */
  private async callAuthorized(request: (token: string) => Call, signal?: AbortSignal): Promise<unknown> {
    const { accessTokens } = this.options;
    const token = await accessTokens.get();
    try {
      return await call(request(token), this.options, signal);
    } catch (error) {
      if (!(error instanceof DingTalkError) || error.kind !== 'tokenExpired') {
        throw error;
      }
      const renewed = await accessTokens.renew(token);
      if (renewed === undefined) {
        throw error;
      }
      return call(request(renewed), this.options, signal);
    }
  }
}

/** Where the legacy API is: at `oapi.` where the Open API is at `api.`, as in both of DingTalk's regions. */
function legacyEndpoint(endpoint: string): string {
  return endpoint.replace(/^https:\/\/api\.dingtalk\./, 'https://oapi.dingtalk.');
}

/** One encoded path part. `.` and `..` cannot be encoded: every URL parser takes them for steps in the path. */
function pathPart(name: string, value: string): string {
  if (value === '' || value === '.' || value === '..' || !value.isWellFormed()) {
    throw new DingTalkError('invalidParameter', { parameter: name });
  }
  return encodeURIComponent(value);
}

/** Encoded with `%20` for a space: `+` is a plus to some servers. */
function queryString(query: Record<string, string>): string {
  return Object.entries(query)
    .map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`)
    .join('&');
}
