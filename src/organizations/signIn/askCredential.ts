import * as l10n from '@vscode/l10n';
import { asDingTalkError, isCancellation } from '../../dingtalk/errors.ts';
import type { CallOptions } from '../../dingtalk/wire/call.ts';
import { runSteps, type Step, showProgress } from '../../editor/boxes/multiStep.ts';
import { explain } from '../failures/explain.ts';
import type { Organization } from '../organization.ts';
import { askSecret } from './askSecret.ts';
import { type Credential, type Credentials, credentialParts } from './credentials.ts';
import { mint } from './mint.ts';

/** A credential, and the access tokens that came with trying it, by the keys to store them under. */
export interface SignedIn {
  readonly credential: Credential;
  readonly minted: ReadonlyMap<string, string>;
}

/**
 * Asks for the parts of a credential, one by one, and signs in with it where that is free. What DingTalk refuses leads
 * back to its box.
 *
 * @param organizations all of one app
 * @param only the only part to ask for, if the others are stored and still good
 */
export async function askCredential(
  title: string,
  organizations: readonly Organization[],
  { credentials, callOptions }: { credentials: Credentials; callOptions: () => CallOptions },
  only: keyof Credential | undefined,
): Promise<SignedIn | undefined> {
  const [organization] = organizations;
  if (organization === undefined) {
    return undefined;
  }
  const { corpId, label, signIn } = organization;
  const { setAt: _, ...kept } = (await credentials.get(corpId)) ?? {};
  const isOneEnough = credentialParts[signIn].every(part => part === only || kept[part] !== undefined);
  const asked = credentialParts[signIn].filter(part => !isOneEnough || part === only || only === undefined);
  const steps = asked.map(
    (part): Step<SignedIn> => ({
      id: part,
      async ask(state, place) {
        const reply = await askSecret(place, part, signIn, false, state.credential[part]);
        return typeof reply === 'string'
          ? reply
          : { answer: { ...state, credential: { ...state.credential, [part]: reply.answer } } };
      },
    }),
  );
  const name = organizations.length === 1 ? label : l10n.t('{0} organizations', organizations.length);
  const start = {
    credential: isOneEnough && only !== undefined ? kept : {},
    minted: new Map<string, string>(),
  };
  const isFree = signIn !== 'accessToken';
  return runSteps<SignedIn>(
    `${title} · ${name}`,
    isFree ? [...steps, signInStep(organizations, asked, callOptions)] : steps,
    start,
  );
}

/** Signs in. A failure other than a refusal says nothing about the credential, which is then checked by the next call. */
function signInStep(
  organizations: readonly Organization[],
  asked: readonly (keyof Credential)[],
  callOptions: () => CallOptions,
): Step<SignedIn> {
  return {
    id: 'mint',
    isSilent: true,
    async ask(state, place) {
      const [organization] = organizations;
      if (organization === undefined) {
        return 'left';
      }
      try {
        const reply = await showProgress(place, l10n.t('Signing in to DingTalk…'), signal =>
          mint(organization, state.credential, callOptions, signal),
        );
        return typeof reply === 'string' ? reply : { answer: { ...state, minted: reply.answer } };
      } catch (error) {
        if (isCancellation(error)) {
          return 'left';
        }
        const failure = asDingTalkError(error);
        const isTicket = /SuiteTicket$/i.test(failure.code ?? '');
        const goTo = isTicket ? 'suiteTicket' : (asked[0] ?? 'clientSecret');
        return failure.kind === 'badCredential'
          ? { goTo, problem: { sentence: explain(failure, organization).sentence } }
          : { answer: state };
      }
    },
  };
}
