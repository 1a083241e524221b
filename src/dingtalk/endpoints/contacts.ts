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
