import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { DingTalkError } from '../../dingtalk/errors.ts';
import type { Command } from '../../editor/command.ts';
import { runSteps, type Step } from '../../editor/multiStep.ts';
import type { Organization } from '../organization.ts';
import { type OrganizationArgument, organizationArgument } from '../organizationArgument.ts';
import type { Figures } from '../organizationCommands.ts';
import type { Organizations } from '../organizations.ts';
import { pickOrganization, pickOrganizations } from '../pickOrganization.ts';
import type { AccessTokens } from './accessTokens.ts';
import { askSecret } from './askSecret.ts';
import { type Credential, type Credentials, credentialParts, readCredential } from './credentials.ts';

export interface CredentialParts {
  readonly organizations: Organizations;
  readonly credentials: Credentials;
  readonly accessTokens: AccessTokens;
  readonly figures: Figures;
}

interface NewCredential {
  readonly organization: Organization;
  readonly credential: Credential;
}

const credentialArgument = v.object({
  ...organizationArgument.entries,
  /** Checked against the organization's sign-in method. */
  credential: v.exactOptional(v.record(v.string(), v.string())),
  /** Set by our own button: the only part to ask for. */
  part: v.exactOptional(v.picklist(['suiteTicket'])),
});

/** *Set Access Token or App Secret…*: stores what is typed. The next call shows whether DingTalk accepts it. */
export function setCredential(
  parts: CredentialParts,
): Command<NewCredential, void, v.InferOutput<typeof credentialArgument>> {
  return {
    argument: credentialArgument,
    async prepare(call) {
      const title = l10n.t('Set Access Token or App Secret');
      const organization = await pickOrganization(parts.organizations, call, title);
      if (organization === undefined) {
        return undefined;
      }
      const { credential: given, part } = call.given;
      const credential = given === undefined ? await askCredential(title, organization, parts, part) : given;
      return credential === undefined
        ? undefined
        : { organization, credential: fitting(organization, credential) };
    },
    async run({ organization, credential }) {
      await parts.accessTokens.clear(organization);
      await parts.credentials.set(organization.corpId, credential);
      parts.figures.startOver(organization.corpId);
    },
  };
}

/** *Sign Out of Organization…* Confirms for several: each would have to be signed in by hand again. */
export function clearCredential(
  parts: CredentialParts,
): Command<readonly Organization[], void, OrganizationArgument> {
  return {
    argument: organizationArgument,
    async prepare(call) {
      const title = l10n.t('Sign Out of Organization');
      const chosen = await pickOrganizations(parts.organizations, call, title);
      return chosen !== undefined && chosen.length > 1 && !(await confirmSignOut(chosen.length))
        ? undefined
        : chosen;
    },
    async run(chosen) {
      for (const organization of chosen) {
        await parts.accessTokens.clear(organization);
        await parts.credentials.clear(organization.corpId);
        parts.figures.startOver(organization.corpId);
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
 * Asks for the parts of a credential, one by one.
 *
 * @param only the only part to ask for, if the others are stored and still good
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
