import * as v from 'valibot';
import type { Client } from '../client.ts';

const user = v.pipe(
  v.object({ result: v.object({ unionid: v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,128}$/)) }) }),
  v.transform(({ result }) => result.unionid),
);

/**
 * The unionId of a user in the token's organization. A free call of the legacy API; needs the app permission
 * `qyapi_get_member`. Source: "Query user details" on help.dingtalk.io (`query-user-details`).
 *
 * @throws DingTalkError `notFound` if there is no such user
 */
export function getUnionId(
  client: Client,
  { userId }: { readonly userId: string },
  signal?: AbortSignal,
): Promise<string> {
  const path = '/topapi/v2/user/get';
  return client.askLegacy({ api: 'getUser', path, body: { userid: userId }, answer: user }, signal);
}

const userByUnionId = v.pipe(
  v.object({ result: v.object({ userid: v.pipe(v.string(), v.minLength(1)) }) }),
  v.transform(({ result }) => result.userid),
);

/**
 * The userId of the user with this unionId in the token's organization: proof that the token is valid and the unionId
 * belongs here. A free call of the legacy API; needs the app permission `qyapi_get_member`. Source: "Query a user by the
 * union ID" on help.dingtalk.io (`query-a-user-by-the-union-id`).
 *
 * @throws DingTalkError `notFound` if there is no such user
 */
export function getUserId(
  client: Client,
  { unionId }: { readonly unionId: string },
  signal?: AbortSignal,
): Promise<string> {
  const path = '/topapi/user/getbyunionid';
  const question = { api: 'getUserByUnionId', path, body: { unionid: unionId }, answer: userByUnionId };
  return client.askLegacy(question, signal);
}
