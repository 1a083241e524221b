import type { Refusal } from '../../src/samples/refusals.ts';
import type { App, EmulatorData, EmulatorSettings } from './data.ts';
import type { Meter } from './meter.ts';
import { refusals } from './refusals.ts';
import type { Call } from './routes.ts';
import type { Grant, Tokens } from './tokens.ts';

/** Everything that an answer depends on besides the request. */
export interface World {
  data: EmulatorData;
  settings: EmulatorSettings;
  tokens: Tokens;
  meter: Meter;
}

export const seenIp = (call: Call, { settings }: World) => settings.clientIp ?? call.remoteAddress;

export const isIpAllowed = (app: App, ip: string) => app.allowedIps?.includes(ip) ?? true;

/**
 * The gateway's checks, which come before those of the API itself:
 *
 * 1. the token, since it identifies the app, its scopes and its allowlist;
 * 2. the address that the call comes from;
 * 3. the app's scope; a third-party app cannot get the scope of an API for internal apps;
 * 4. the calls in the last second and minute, before the month, as a throttled call does not count toward it;
 * 5. the calls in the month. From here on the call has been counted, whatever the API answers.
 *    All internal apps of an organization share one count; third-party apps have their own.
 */
export function admit(
  call: Call,
  scope: string,
  openTo: 'allApps' | 'internalApps',
  world: World,
): { grant: Grant } | { refusal: Refusal } {
  const { data, settings, tokens, meter } = world;
  const accessToken = call.headers['x-acs-dingtalk-access-token'];
  const grant = tokens.find(typeof accessToken === 'string' ? accessToken : undefined);
  if (grant === 'unknown' || grant === 'expired') return { refusal: refusals.invalidAuthentication };
  const app = data.apps.find(({ clientId }) => clientId === grant.clientId);
  if (!app) return { refusal: refusals.invalidAuthentication };

  const ip = seenIp(call, world);
  if (!isIpAllowed(app, ip)) return { refusal: refusals.ipNotInWhiteList(ip) };

  const isWrongKind = app.kind === 'thirdPartyApp' && openTo === 'internalApps';
  if (isWrongKind || !app.scopes.includes(scope)) {
    return { refusal: refusals.accessTokenPermissionDenied(scope) };
  }

  const isInternal = app.kind === 'internalApp';
  const isWiki = scope.startsWith('Wiki.');
  const key = [isWiki ? 'wiki' : call.api, app.clientId, ...(isInternal ? [] : [grant.corpId])].join(' ');
  const limit = meter.refusal(key, {
    perSecond: isWiki ? settings.wikiCallsPerSecond : settings.callsPerSecond,
    perMinute: settings.callsPerMinute ?? Number.POSITIVE_INFINITY,
  });
  if (limit !== undefined) {
    return { refusal: refusals.limited(limit, isInternal ? 'AppkeyAndApi' : 'SuitekeyAndOrgAndApi') };
  }

  if (isInternal) {
    const calls = meter.callsThisMonth(grant.corpId);
    if (calls >= settings.monthlyCalls) return { refusal: refusals.apiCountLimitForOrg };
    meter.setCallsThisMonth(grant.corpId, calls + 1);
  }
  return { grant };
}

/** The unionId must be that of a user with rights in the token's organization. */
export function checkUser(unionId: string, grant: Grant, { data }: World): Refusal | undefined {
  const user = data.users.find(user => user.corpId === grant.corpId && user.unionId === unionId);
  return user?.permitted ? undefined : refusals.permissionDenied;
}
