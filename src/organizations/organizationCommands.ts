import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Partition } from '../dingtalk/decode.ts';
import type { CallOptions } from '../dingtalk/wire/call.ts';
import { type Command, isRow } from '../editor/command.ts';
import { runSteps } from '../editor/multiStep.ts';
import { readUserOrganizations, writeOrganizations } from '../editor/settings.ts';
import { draftOf, entryOf, organizationOf } from './adding/draft.ts';
import { organizationSteps } from './adding/organizationSteps.ts';
import { withEntry, withoutEntries } from './adding/settingEdits.ts';
import type { Verified } from './adding/verify.ts';
import type { Organization } from './organization.ts';
import type { Organizations } from './organizations.ts';
import { pickOrganization, pickOrganizations } from './pickOrganization.ts';
import type { AccessTokens } from './signIn/accessTokens.ts';
import type { Credentials, Secrets } from './signIn/credentials.ts';

export interface OrganizationParts {
  readonly organizations: Organizations;
  readonly credentials: Credentials;
  readonly accessTokens: AccessTokens;
  readonly secrets: Secrets;
  readonly callOptions: () => CallOptions;
  /** To be told what verifying an organization found out, before the organization is in the setting. */
  readonly onVerified: (organization: Organization, partitions: readonly Partition[]) => void;
  /** To be told when the setting could not be written after all. */
  readonly onNotStored: () => void;
}

/** *Add Organization…*: asks, verifies with a real call, and only then stores. */
export function addOrganization(parts: OrganizationParts): Command<Verified, void> {
  return {
    complete() {
      // Said before anything is asked: a setting that is no list cannot take the answer.
      withEntry(readUserOrganizations(), {});
      return askOrganization(l10n.t('Add Organization'), parts);
    },
    run: verified => store(verified, parts),
  };
}

/** *Edit Organization…*: the same, filled in. */
export function editOrganization(parts: OrganizationParts): Command<Verified, void> {
  return {
    async complete(argument) {
      const title = l10n.t('Edit Organization');
      const organization = await pickOrganization(parts.organizations, argument, title);
      return organization === undefined ? undefined : askOrganization(title, parts, organization);
    },
    run: verified => store(verified, parts),
  };
}

/** *Remove Organization…*: out of the setting, and its secrets out of the secret storage. */
export function removeOrganization(parts: OrganizationParts): Command<readonly Organization[], void> {
  return {
    async complete(argument, selection) {
      const title = l10n.t('Remove Organization');
      const chosen = await pickOrganizations(parts.organizations, argument, selection, title);
      if (chosen === undefined) {
        return undefined;
      }
      const isByPerson = argument === undefined || isRow(argument);
      return isByPerson && !(await confirmRemoval(chosen)) ? undefined : chosen;
    },
    async run(chosen) {
      const corpIds = new Set(chosen.map(({ corpId }) => corpId));
      await writeOrganizations(entries => withoutEntries(entries, corpIds));
      for (const organization of chosen) {
        await parts.credentials.clear(organization.corpId);
        await parts.accessTokens.clear(organization);
      }
    },
  };
}

/** The Delete key in the Organizations view: as {@link removeOrganization}, for the rows that it is pressed for. */
export function removeSelected(
  remove: ReturnType<typeof removeOrganization>,
  view: { rowsForKey(): Promise<readonly { readonly kind: string }[]> },
): ReturnType<typeof removeOrganization> {
  return {
    ...remove,
    async complete() {
      const chosen = (await view.rowsForKey()).filter(({ kind }) => kind === 'organization');
      return chosen.length === 0 ? undefined : remove.complete(chosen[0], chosen);
    },
  };
}

async function confirmRemoval(chosen: readonly Organization[]): Promise<boolean> {
  const remove = l10n.t('Remove');
  const [first] = chosen;
  const isOne = chosen.length === 1 && first !== undefined;
  const question = isOne
    ? l10n.t('Remove {0} from the list?', first.label)
    : l10n.t('Remove {0} organizations from the list?', chosen.length);
  const detail = isOne
    ? l10n.t('This also deletes its stored access token or app secret. Nothing changes in DingTalk.')
    : l10n.t('This also deletes their stored access tokens or app secrets. Nothing changes in DingTalk.');
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, remove)) === remove;
}

async function askOrganization(
  title: string,
  { organizations, credentials, callOptions }: OrganizationParts,
  before?: Organization,
): Promise<Verified | undefined> {
  const kept = before === undefined ? undefined : await credentials.get(before.corpId);
  const steps = organizationSteps(organizations, kept, callOptions);
  const work = await runSteps(title, steps, { draft: before === undefined ? {} : draftOf(before) });
  return work?.verified === undefined ? undefined : { ...work.verified, draft: work.draft };
}

async function store(
  { draft, credential, minted, partitions }: Verified,
  { accessTokens, credentials, secrets, onVerified, onNotStored }: OrganizationParts,
): Promise<void> {
  const { before } = draft;
  const organization = organizationOf(draft);
  const { corpId } = organization;
  const { setAt: _, ...replaced } = (await credentials.get(corpId)) ?? {};
  if (before !== undefined) {
    await accessTokens.clear(before);
  }
  await credentials.set(corpId, credential);
  for (const [key, value] of minted) {
    await secrets.store(key, value);
  }
  onVerified(organization, partitions);
  try {
    await writeOrganizations(entries => withEntry(entries, entryOf(draft), before?.corpId));
  } catch (error) {
    await accessTokens.clear(organization);
    const hadOne = Object.keys(replaced).length > 0;
    await (hadOne ? credentials.set(corpId, replaced) : credentials.clear(corpId));
    onNotStored();
    throw error;
  }
  if (before !== undefined && before.corpId !== corpId) {
    await credentials.clear(before.corpId);
  }
}
