import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Partition } from '../dingtalk/endpoints/storage.ts';
import { asDingTalkError } from '../dingtalk/errors.ts';
import type { CallOptions } from '../dingtalk/wire/call.ts';
import { runSteps } from '../editor/boxes/multiStep.ts';
import { showPick } from '../editor/boxes/showPick.ts';
import type { Command } from '../editor/command.ts';
import { readUserOrganizations, writeOrganizations } from '../editor/settings.ts';
import { type Draft, draftOf, entryOf, organizationOf } from './adding/draft.ts';
import { DraftKeeper, type KeptDraft } from './adding/keptDraft.ts';
import { type FlowState, organizationSteps } from './adding/organizationSteps.ts';
import { withEntriesBack, withEntry, withoutEntries } from './adding/settingEdits.ts';
import type { Verified } from './adding/verify.ts';
import { explain } from './failures/explain.ts';
import type { Organization } from './organization.ts';
import { type OrganizationArgument, organizationArgument } from './organizationArgument.ts';
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
  readonly figures: Figures;
  /** @throws what `fs` throws */
  readonly history: { forget(corpId: string): Promise<void> };
}

/** Keeps the storage figures of organizations. */
export interface Figures {
  /** Takes the figures from verifying an organization, before the organization is in the setting. */
  accept(organization: Organization, partitions: readonly Partition[]): void;
  /** Forgets all other organizations. */
  retain(organizations: readonly Organization[]): void;
  /** Shows a new organization: its row, or where that cannot be seen, a message. */
  introduce(organization: Organization): Promise<void>;
  /** Asks again about an organization whose sign-in has changed. */
  startOver(corpId: string): void;
}

/** *Add Organization…*: asks, verifies with a real call, and only then stores. */
export function addOrganization(parts: OrganizationParts): Command<Verified, Organization> {
  const drafts = new DraftKeeper(parts.organizations);
  return {
    async prepare() {
      // Fail before asking anything: a setting that is not a list cannot take the answer.
      withEntry(readUserOrganizations(), {});
      const title = l10n.t('Add Organization');
      const start = await askWhereToStart(title, drafts.get());
      return start && askOrganization(title, parts, start, drafts);
    },
    async run(verified) {
      // Kept in case the settings cannot be written.
      drafts.keep(verified.draft, 'name');
      const added = await store(verified, parts);
      drafts.forget();
      return added;
    },
    report: added => void parts.figures.introduce(added),
  };
}

/** *Edit Organization…*: the same flow, filled in. */
export function editOrganization(parts: OrganizationParts): Command<Verified, void, OrganizationArgument> {
  return {
    argument: organizationArgument,
    async prepare(call) {
      const title = l10n.t('Edit Organization');
      const organization = await pickOrganization(parts.organizations, call, title);
      return organization && askOrganization(title, parts, { draft: draftOf(organization) });
    },
    async run(verified) {
      await store(verified, parts);
    },
  };
}

const removalArgument = v.object({
  ...organizationArgument.entries,
  forgetHistory: v.exactOptional(v.boolean()),
});

interface Removal {
  readonly chosen: readonly Organization[];
  /** Whether to delete the readings of its storage too. */
  readonly forgetHistory: boolean;
}

/** *Remove Organization…*: from the setting, its secrets from the secret storage, and its history if that is wanted. */
export function removeOrganization(
  parts: OrganizationParts,
): Command<Removal, Removed, v.InferOutput<typeof removalArgument>> {
  return {
    argument: removalArgument,
    async prepare(call) {
      const title = l10n.t('Remove Organization');
      const chosen = await pickOrganizations(parts.organizations, call, title);
      if (chosen === undefined) {
        return undefined;
      }
      const { forgetHistory = false } = call.given;
      return call.isByPerson ? confirmRemoval(chosen) : { chosen, forgetHistory };
    },
    async run({ chosen, forgetHistory }) {
      const corpIds = new Set(chosen.map(({ corpId }) => corpId));
      const before = readUserOrganizations();
      await writeOrganizations(entries => withoutEntries(entries, corpIds));
      for (const organization of chosen) {
        await parts.credentials.clear(organization.corpId);
        await parts.accessTokens.clear(organization);
        if (forgetHistory) {
          await parts.history.forget(organization.corpId);
        }
      }
      return { organizations: chosen, before };
    },
    report: removed => void offerUndo(removed),
  };
}

/** What *Remove Organization…* has removed, and the setting before it. */
interface Removed {
  readonly organizations: readonly Organization[];
  readonly before: unknown;
}

async function offerUndo({ organizations, before }: Removed): Promise<void> {
  const [first, ...others] = organizations;
  const text =
    first === undefined || others.length > 0
      ? l10n.t('{0} organizations removed.', organizations.length)
      : l10n.t('{0} removed.', first.label);
  const undo = l10n.t('Undo');
  if ((await vscode.window.showInformationMessage(text, undo)) !== undo) {
    return;
  }
  const corpIds = new Set(organizations.map(({ corpId }) => corpId));
  try {
    await writeOrganizations(entries => withEntriesBack(entries, before, corpIds));
  } catch (error) {
    void vscode.window.showErrorMessage(explain(asDingTalkError(error)).sentence);
    return;
  }
  // The secrets are gone for good: they are not kept anywhere for an undo.
  void vscode.window.showInformationMessage(l10n.t('Restored. Sign in again to see the storage.'));
}

async function confirmRemoval(chosen: readonly Organization[]): Promise<Removal | undefined> {
  const remove = l10n.t('Remove');
  const removeAll = l10n.t('Remove and Forget History');
  const [first] = chosen;
  const isOne = chosen.length === 1 && first !== undefined;
  const question = isOne
    ? l10n.t('Remove {0} from the list?', first.label)
    : l10n.t('Remove {0} organizations from the list?', chosen.length);
  const detail = isOne
    ? l10n.t(
        'This also deletes its stored access token or app secret. The history of its storage stays on this machine unless you forget it too. Nothing changes in DingTalk.',
      )
    : l10n.t(
        'This also deletes their stored access tokens or app secrets. The history of their storage stays on this machine unless you forget it too. Nothing changes in DingTalk.',
      );
  const answer = await vscode.window.showWarningMessage(question, { modal: true, detail }, remove, removeAll);
  return answer === undefined ? undefined : { chosen, forgetHistory: answer === removeAll };
}

/** Offers to go on with what was typed before; `undefined` if the user leaves. */
async function askWhereToStart(title: string, kept: KeptDraft | undefined): Promise<Start | undefined> {
  if (kept === undefined) {
    return { draft: {} };
  }
  const items: (vscode.QuickPickItem & { start: Start })[] = [
    {
      label: l10n.t('Continue with {0}', kept.draft.corpId),
      description: l10n.t('secrets have to be entered again'),
      start: kept,
    },
    { label: l10n.t('Start Over'), start: { draft: {} } },
  ];
  const placeHolder = l10n.t('Select whether to continue where you left off');
  return (await showPick(items, { title, placeHolder }))?.start;
}

/** What is known before the first question, and which one that is. */
interface Start {
  readonly draft: Draft;
  readonly from?: string;
}

async function askOrganization(
  title: string,
  { organizations, credentials, callOptions }: OrganizationParts,
  { draft, from }: Start,
  drafts?: DraftKeeper,
): Promise<Verified | undefined> {
  const kept = draft.before === undefined ? undefined : await credentials.get(draft.before.corpId);
  const steps = organizationSteps(organizations, kept, callOptions);
  const onLeft = (state: FlowState, step: string) => drafts?.keep(state.draft, step);
  const state = await runSteps<FlowState>(title, steps, { draft }, { from, onLeft });
  return state?.verified === undefined ? undefined : { ...state.verified, draft: state.draft };
}

async function store(
  { draft, credential, minted, partitions }: Verified,
  { organizations, accessTokens, credentials, secrets, figures }: OrganizationParts,
): Promise<Organization> {
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
  figures.accept(organization, partitions);
  try {
    await writeOrganizations(entries => withEntry(entries, entryOf(draft), before?.corpId));
  } catch (error) {
    await accessTokens.clear(organization);
    const hadOne = Object.keys(replaced).length > 0;
    await (hadOne ? credentials.set(corpId, replaced) : credentials.clear(corpId));
    figures.retain(organizations.usable);
    throw error;
  }
  if (before !== undefined && before.corpId !== corpId) {
    await credentials.clear(before.corpId);
  }
  return organization;
}
