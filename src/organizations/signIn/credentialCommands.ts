import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { DingTalkError } from '../../dingtalk/errors.ts';
import type { Command } from '../../editor/command.ts';
import { runSteps, type Step } from '../../editor/multiStep.ts';
import type { Organization } from '../organization.ts';
import type { Organizations } from '../organizations.ts';
import { pickOrganization, pickOrganizations } from '../pickOrganization.ts';
import type { AccessTokens } from './accessTokens.ts';
import { askSecret } from './askSecret.ts';
import { type Credential, type Credentials, credentialParts, readCredential } from './credentials.ts';

export interface CredentialParts {
  readonly organizations: Organizations;
  readonly credentials: Credentials;
  readonly accessTokens: AccessTokens;
  /** To be told when an organization's credential is another. */
  readonly onSignInChanged: (corpId: string) => void;
}

interface NewCredential {
  readonly organization: Organization;
  readonly credential: Credential;
}

/** *Set Access Token or App Secret…*: stores what is typed. DingTalk's opinion of it comes with the next call. */
export function setCredential(parts: CredentialParts): Command<NewCredential, void> {
  return {
    async complete(argument) {
      const title = l10n.t('Set Access Token or App Secret');
      const organization = await pickOrganization(parts.organizations, argument, title);
      if (organization === undefined) {
        return undefined;
      }
      const { credential: given, part } = (argument ?? {}) as { credential?: unknown; part?: unknown };
      const credential = given === undefined ? await askCredential(title, organization, parts, part) : given;
      return credential === undefined
        ? undefined
        : { organization, credential: fitting(organization, credential) };
    },
    async run({ organization, credential }) {
      await parts.accessTokens.clear(organization);
      await parts.credentials.set(organization.corpId, credential);
      parts.onSignInChanged(organization.corpId);
    },
  };
}

/** *Sign Out of Organization…* Of several, it asks first: each would have to be signed in by hand again. */
export function clearCredential(parts: CredentialParts): Command<readonly Organization[], void> {
  return {
    async complete(argument, selection) {
      const title = l10n.t('Sign Out of Organization');
      const chosen = await pickOrganizations(parts.organizations, argument, selection, title);
      return chosen !== undefined && chosen.length > 1 && !(await confirmSignOut(chosen.length))
        ? undefined
        : chosen;
    },
    async run(chosen) {
      for (const organization of chosen) {
        await parts.accessTokens.clear(organization);
        await parts.credentials.clear(organization.corpId);
        parts.onSignInChanged(organization.corpId);
      }
    },
  };
}

async function confirmSignOut(count: number): Promise<boolean> {
  const signOut = l10n.t('Sign Out');
  const detail = l10n.t('This deletes their stored access tokens or app secrets.');
  const question = l10n.t('Sign out of {0} organizations?', count);
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, signOut)) === signOut;
}

function fitting({ corpId, signIn }: Organization, value: unknown): Credential {
  const credential = readCredential(value, signIn);
  if (credential === undefined) {
    const reason = `needed: ${credentialParts[signIn].join(', ')}`;
    throw new DingTalkError('badCredential', { corpId, reason });
  }
  return credential;
}

/**
 * Asks for the parts of a credential, one after the other.
 *
 * @param only the name of the one part to ask for, where the others are stored and still good
 */
async function askCredential(
  title: string,
  { corpId, label, signIn }: Organization,
  { credentials }: CredentialParts,
  only: unknown,
): Promise<Credential | undefined> {
  const { setAt: _, ...kept } = (await credentials.get(corpId)) ?? {};
  const isOneEnough = credentialParts[signIn].every(part => part === only || kept[part] !== undefined);
  const asked = credentialParts[signIn].filter(part => !isOneEnough || part === only || only === undefined);
  const steps = asked.map(
    (part): Step<Credential> => ({
      id: part,
      async ask(draft, place) {
        const reply = await askSecret(place, part, false);
        return typeof reply === 'string' ? reply : { answer: { ...draft, [part]: reply.answer } };
      },
    }),
  );
  return runSteps(`${title} · ${label}`, steps, isOneEnough && only !== undefined ? kept : {});
}
