import type { Client } from '../../dingtalk/client.ts';
import { getUserId } from '../../dingtalk/endpoints/contacts.ts';
import { getOrganizationStorage, getPermissionInheritance } from '../../dingtalk/endpoints/storage.ts';
import { asDingTalkError, DingTalkError, isCancellation } from '../../dingtalk/errors.ts';
import type { CallOptions } from '../../dingtalk/wire/call.ts';
import { mayPass } from '../../dingtalk/wire/call.ts';
import { OpenApi } from '../../organizations/openApi.ts';
import { canAskInheritance } from '../../organizations/organization.ts';
import { mintWith } from '../../organizations/signIn/accessTokens.ts';
import type { Credentials } from '../../organizations/signIn/credentials.ts';
import { type CheckId, type Finding, failed, notChecked, ok, warning } from './check.ts';
import { Fact, type Omission } from './fact.ts';
import { problemOf } from './problem.ts';
import type { NumberedOrganization } from './subject.ts';

/** What the organizations are asked with. */
export interface Caller {
  readonly credentials: Pick<Credentials, 'get'>;
  /** @param timeout milliseconds for one call, which is not retried */
  readonly callOptions: (timeout: number) => CallOptions;
  /** Milliseconds for signing in and the free call together, and for each metered one. */
  readonly limit: number;
  /** Milliseconds since 1970, by this machine's clock. */
  now(): number;
  /** Whether the editor's secret storage works. */
  readonly hasSecrets: boolean;
  /** Whether metered calls may be made. */
  readonly askDingTalk: boolean;
  /** A file to ask about too. */
  readonly file?: { readonly corpId: string; readonly dentryUuid: string };
}

/** An access token, and what is known of it. */
interface SignedIn {
  readonly token: string;
  readonly fact: Fact;
}

const minute = 60_000;
/** Milliseconds that a pasted token lives, as documented. */
const tokenLife = 2 * 60 * minute;

/**
 * Signs in with what is kept, asks who the unionId is, and, where that may cost something, what the app may read. Each
 * step needs the one before, so the first that fails is the only finding. Tokens are neither read from nor written to
 * what the other calls use: a secret that was withdrawn is found while its last token still lives.
 *
 * @throws the signal's reason when `signal` aborted
 */
export async function checkOrganization(
  subject: NumberedOrganization,
  caller: Caller,
  signal: AbortSignal,
): Promise<Finding[]> {
  const { callOptions, limit } = caller;
  const end = performance.now() + limit;
  const options = () => callOptions(Math.max(1, end - performance.now()));
  const signedIn = await signIn(subject, caller, options, signal);
  if ('verdict' in signedIn) {
    return [signedIn, ...omitted(subject, 'earlierFailure', caller, 'user')];
  }
  const { token, fact } = signedIn;
  const source = { get: async () => token, renew: async () => undefined };
  const clientWith = (of: () => CallOptions) =>
    new OpenApi({ of: () => source }, of).for(subject.organization, 'doctor');
  const user = await checkUser(subject, clientWith(options), signal);
  if (user instanceof DingTalkError) {
    // Only now is it known that a pasted token is no good.
    const finding = failed('signIn', problemOf(user, subject), fact);
    return [finding, ...omitted(subject, 'earlierFailure', caller, 'user')];
  }
  const isProven = user.verdict === 'ok' || user.verdict === 'notChecked';
  const isMinted = subject.organization.signIn !== 'accessToken';
  const signInFinding = isMinted
    ? ok('signIn', fact)
    : isProven
      ? ok('signIn', fact, Fact.accepted(subject))
      : notChecked('signIn', fact, Fact.omitted('notProven', subject));
  return [
    signInFinding,
    user,
    ...(isProven && caller.askDingTalk
      ? await checkAccess(
          subject,
          clientWith(() => callOptions(limit)),
          caller,
          signal,
        )
      : omitted(subject, 'earlierFailure', caller)),
  ];
}

/** An organization whose endpoint cannot be reached, or the rest of one that could not be signed in to. */
export function omitted(
  subject: NumberedOrganization,
  reason: Omission,
  { askDingTalk }: Pick<Caller, 'askDingTalk'>,
  ...checks: readonly CheckId[]
): Finding[] {
  return [
    ...checks.map(check => notChecked(check, Fact.omitted(reason, subject))),
    notChecked('access', Fact.omitted(askDingTalk ? reason : 'metered', subject)),
  ];
}

async function signIn(
  subject: NumberedOrganization,
  { credentials, now, hasSecrets }: Caller,
  options: () => CallOptions,
  signal: AbortSignal,
): Promise<SignedIn | Finding> {
  const { organization } = subject;
  const facts: Fact[] = [];
  try {
    const credential = await credentials.get(organization.corpId);
    if (organization.signIn !== 'accessToken') {
      const { accessToken, expireIn } = await mintWith(organization, credential, options(), signal);
      return { token: accessToken, fact: Fact.signedIn(subject, expireIn / 60) };
    }
    if (credential?.accessToken === undefined) {
      throw new DingTalkError('signedOut');
    }
    const age = Math.max(0, now() - (credential.setAt ?? now()));
    const fact = Fact.pasted(subject, age / minute);
    facts.push(fact);
    if (age > tokenLife) {
      throw new DingTalkError('tokenExpired');
    }
    return { token: credential.accessToken, fact };
  } catch (error) {
    const failure = failureIn(error, signal);
    return failure.kind === 'signedOut' && !hasSecrets
      ? notChecked('signIn', Fact.omitted('secretStorage', subject))
      : bad('signIn', failure, subject, facts);
  }
}

/** @returns the failure if it is that of the access token */
async function checkUser(
  subject: NumberedOrganization,
  client: Client,
  signal: AbortSignal,
): Promise<Finding | DingTalkError> {
  try {
    await getUserId(client, subject.organization, signal);
    return ok('user', Fact.userFound(subject));
  } catch (error) {
    const failure = failureIn(error, signal);
    switch (failure.kind) {
      case 'tokenExpired':
        return failure;
      case 'missingScope':
        // Nothing else needs it, so its lack is no fault.
        return notChecked('user', Fact.omitted('needsContactScope', subject));
      default:
        return bad('user', failure, subject);
    }
  }
}

/** One metered call, and one more for the file if it is of this organization. */
async function checkAccess(
  subject: NumberedOrganization,
  client: Client,
  { file }: Caller,
  signal: AbortSignal,
): Promise<Finding[]> {
  const { organization } = subject;
  const { unionId } = organization;
  const ask = async (what: 'storage' | 'inheritance', call: () => Promise<unknown>): Promise<Finding> => {
    try {
      await call();
      return ok('access', Fact.accessGranted(subject, what));
    } catch (error) {
      return bad('access', failureIn(error, signal), subject);
    }
  };
  const storage = await ask('storage', () => getOrganizationStorage(client, organization, signal));
  if (file?.corpId !== organization.corpId) {
    return [storage];
  }
  const { dentryUuid } = file;
  return [
    storage,
    canAskInheritance(organization)
      ? await ask('inheritance', () => getPermissionInheritance(client, { dentryUuid, unionId }, signal))
      : notChecked('access', Fact.omitted('internalAppsOnly', subject)),
  ];
}

function bad(
  check: CheckId,
  failure: DingTalkError,
  subject: NumberedOrganization,
  facts: readonly Fact[] = [],
): Finding {
  const found = mayPass(failure) ? warning : failed;
  return found(check, problemOf(failure, subject), ...facts);
}

/** @throws the signal's reason if `signal` is the cause */
function failureIn(error: unknown, signal: AbortSignal): DingTalkError {
  signal.throwIfAborted();
  if (isCancellation(error)) {
    throw error;
  }
  return asDingTalkError(error);
}
