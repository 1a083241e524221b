import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { DingTalkError } from '../../dingtalk/errors.ts';
import type { CallOptions } from '../../dingtalk/wire/call.ts';
import type { Command, Invocation } from '../../editor/command.ts';
import type { Organization } from '../organization.ts';
import { type OrganizationArgument, organizationArgument } from '../organizationArgument.ts';
import type { Figures } from '../organizationCommands.ts';
import type { Organizations } from '../organizations.ts';
import { pickOrganizations } from '../pickOrganization.ts';
import type { AccessTokens } from './accessTokens.ts';
import { askCredential, type SignedIn } from './askCredential.ts';
import {
  type Credential,
  type Credentials,
  credentialParts,
  readCredential,
  type Secrets,
} from './credentials.ts';

export interface CredentialParts {
  readonly organizations: Organizations;
  readonly credentials: Credentials;
  readonly accessTokens: AccessTokens;
  readonly secrets: Secrets;
  readonly callOptions: () => CallOptions;
  readonly figures: Figures;
}

interface NewCredential extends SignedIn {
  /** All of one app. */
  readonly organizations: readonly Organization[];
}

const credentialArgument = v.object({
  ...organizationArgument.entries,
  /** Checked against the organization's sign-in method. */
  credential: v.exactOptional(v.record(v.string(), v.string())),
  /** Set by our own button: the only part to ask for. */
  part: v.exactOptional(v.picklist(['suiteTicket'])),
});
type CredentialArgument = v.InferOutput<typeof credentialArgument>;

/**
 * *Set Access Token or App Secret…*, for one organization or several of one app. What a person types is tried where that
 * is free; a pasted token, and what a caller passes, is checked by the next call.
 */
export function setCredential(parts: CredentialParts): Command<NewCredential, string, CredentialArgument> {
  return {
    argument: credentialArgument,
    async prepare(call) {
      const title = l10n.t('Set Access Token or App Secret');
      const organizations = await pickOrganizations(parts.organizations, call, title);
      const [first] = organizations ?? [];
      if (organizations === undefined || first === undefined) {
        return undefined;
      }
      refuseSeveralApps(organizations);
      const { credential: given, part } = call.given;
      const signedIn =
        given === undefined
          ? await askCredential(title, organizations, parts, part)
          : { credential: fitting(first, given), minted: new Map<string, string>() };
      return signedIn && { organizations, ...signedIn };
    },
    async run({ organizations, credential, minted }) {
      for (const organization of organizations) {
        await parts.accessTokens.clear(organization);
        await parts.credentials.set(organization.corpId, credential);
      }
      for (const [key, value] of minted) {
        await parts.secrets.store(key, value);
      }
      for (const { corpId } of organizations) {
        parts.figures.startOver(corpId);
      }
      return signedInText(organizations);
    },
    report: text => void vscode.window.showInformationMessage(text),
  };
}

/** A secret is an app's: for organizations of several apps, it would be wrong for all but one. */
function refuseSeveralApps(organizations: readonly Organization[]): void {
  const apps = new Set(
    organizations.map(({ signIn, endpoint, clientId, corpId }) =>
      JSON.stringify([signIn, endpoint, signIn === 'accessToken' ? corpId : clientId]),
    ),
  );
  if (apps.size > 1) {
    throw new DingTalkError('invalidParameter', {
      parameter: 'corpId',
      sentence: l10n.t(
        'To sign in to several organizations at once, select organizations that use the same app.',
      ),
    });
  }
}

function signedInText(organizations: readonly Organization[]): string {
  const [first, ...others] = organizations;
  if (first === undefined || others.length > 0) {
    return l10n.t('Signed in to {0} organizations.', organizations.length);
  }
  return first.signIn === 'accessToken'
    ? l10n.t('Access token saved for {0}. DingTalk checks it at the next call.', first.label)
    : l10n.t('Signed in to {0}.', first.label);
}

/** *Sign Out of Organization…* Confirmed by a person, as the secret has to be entered by hand again. */
export function clearCredential(
  parts: CredentialParts,
): Command<readonly Organization[], string, OrganizationArgument> {
  return {
    argument: organizationArgument,
    async prepare(call: Invocation<OrganizationArgument>) {
      const title = l10n.t('Sign Out of Organization');
      const chosen = await pickOrganizations(parts.organizations, call, title);
      if (chosen === undefined || !call.isByPerson) {
        return chosen;
      }
      const signedIn = await signedInAmong(chosen, parts.credentials);
      if (signedIn.length === 0) {
        void vscode.window.showInformationMessage(signedOutText(chosen, true));
        return undefined;
      }
      return (await confirmSignOut(signedIn)) ? signedIn : undefined;
    },
    async run(chosen) {
      for (const organization of chosen) {
        await parts.accessTokens.clear(organization);
        await parts.credentials.clear(organization.corpId);
        parts.figures.startOver(organization.corpId);
      }
      return signedOutText(chosen, false);
    },
    report: text => void vscode.window.showInformationMessage(text),
  };
}

async function signedInAmong(
  organizations: readonly Organization[],
  credentials: Pick<Credentials, 'get'>,
): Promise<readonly Organization[]> {
  const kept = await Promise.all(organizations.map(({ corpId }) => credentials.get(corpId)));
  return organizations.filter((_, index) => kept[index] !== undefined);
}

function signedOutText(organizations: readonly Organization[], isAlready: boolean): string {
  const [first, ...others] = organizations;
  if (first === undefined || others.length > 0) {
    return isAlready
      ? l10n.t('You are already signed out of these organizations.')
      : l10n.t('Signed out of {0} organizations.', organizations.length);
  }
  return isAlready
    ? l10n.t('You are already signed out of {0}.', first.label)
    : l10n.t('Signed out of {0}.', first.label);
}

async function confirmSignOut(chosen: readonly Organization[]): Promise<boolean> {
  const signOut = l10n.t('Sign Out');
  const [first] = chosen;
  const isOne = chosen.length === 1 && first !== undefined;
  const question = isOne
    ? l10n.t('Sign out of {0}?', first.label)
    : l10n.t('Sign out of {0} organizations?', chosen.length);
  const detail = isOne
    ? l10n.t('This deletes its stored access token or app secret.')
    : l10n.t('This deletes their stored access tokens or app secrets.');
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
