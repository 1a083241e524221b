import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { readDentryUuid } from '../dingtalk/dentryUuid.ts';
import { DingTalkError } from '../dingtalk/errors.ts';
import type { Command } from '../editor/command.ts';
import { tellRetry, withProgress } from '../editor/progress.ts';
import { stateKeys } from '../ids.ts';
import { isSample, type Organization } from '../organizations/organization.ts';
import type { Organizations } from '../organizations/organizations.ts';
import { pickOrganization } from '../organizations/pickOrganization.ts';
import type { State } from '../organizations/state.ts';
import type { AskInheritance } from './askInheritance.ts';
import { type InheritanceAnswer, isLookup, type Lookups } from './lookups.ts';
import { type Dentry, namedInEditor, pickDentry } from './pickDentry.ts';
import { type LookupArgument, lookupArgument, pickLookup } from './pickLookups.ts';
import { answerText } from './words.ts';

interface Question {
  readonly organization: Organization;
  readonly dentryUuid: string;
}

/**
 * *Query Permission Inheritance…*: asks which file, asks DingTalk, shows the answer and keeps it.
 *
 * @param dentriesOf the files and folders to choose from in a sample organization
 */
export function queryInheritance(
  organizations: Organizations,
  ask: AskInheritance,
  state: State,
  dentriesOf: (corpId: string) => Promise<readonly Dentry[]> = async () => [],
): Command<Question, InheritanceAnswer, LookupArgument> {
  return {
    argument: lookupArgument,
    // The button in the view's title passes the focused answer, but asks about another file.
    async prepare(call) {
      const title = l10n.t('Query Permission Inheritance');
      // Read before the first box opens: opening it may take the focus away from the editor.
      const mentioned = namedInEditor();
      const last = state.get(stateKeys.lastOrganization);
      const organization = await pickOrganization(
        organizations,
        call,
        title,
        last,
        organizations.withSamples,
      );
      if (organization === undefined) {
        return undefined;
      }
      const { dentryUuid: named } = call.given;
      if (named !== undefined) {
        return { organization, dentryUuid: readArgument(named) };
      }
      const several = mentioned.several.map(dentryUuid => ({ dentryUuid }));
      const dentryUuid = await pickDentry(
        `${title} · ${organization.label}`,
        [...several, ...(await dentriesOf(organization.corpId))],
        () => askDentryUuid(title, organization, mentioned.one),
      );
      return dentryUuid === undefined ? undefined : { organization, dentryUuid };
    },

    async run({ organization, dentryUuid }) {
      const title = isSample(organization)
        ? l10n.t('Looking up {0} in the sample data…', dentryUuid)
        : l10n.t('Looking up {0} in DingTalk…', dentryUuid);
      const answer = await withProgress(title, (signal, tell) =>
        ask(organization, dentryUuid, signal, tellRetry(tell)),
      );
      void state.update(stateKeys.lastOrganization, organization.corpId);
      return answer;
    },

    async edit({ organization: before, dentryUuid: typed }, { kind }) {
      const title = l10n.t('Query Permission Inheritance');
      const organization =
        kind === 'otherOrganization'
          ? await pickOrganization(
              organizations,
              { given: {} },
              title,
              before.corpId,
              organizations.withSamples,
            )
          : before;
      const dentryUuid = organization && (await askDentryUuid(title, organization, typed));
      return organization && dentryUuid ? { organization, dentryUuid } : undefined;
    },

    report(answer) {
      void report(answer);
    },
  };
}

/** *Ask Again* about the file of an answer: only one at a time, as each is a metered call. */
export function askAgain(
  query: Command<Question, InheritanceAnswer, LookupArgument>,
  organizations: Organizations,
  lookups: Lookups,
): Command<Question, InheritanceAnswer, LookupArgument> {
  return {
    ...query,
    async prepare(call) {
      if (call.given.dentryUuid !== undefined) {
        return query.prepare(call);
      }
      const lookup = isLookup(call.row) ? call.row : await pickLookup(lookups);
      return lookup === undefined
        ? undefined
        : { organization: organizations.get(lookup.corpId), dentryUuid: lookup.dentryUuid };
    },
  };
}

/** The file that a caller names by id or link. Passes an id of unknown form to DingTalk as is, but never a URL. */
function readArgument(text: string): string {
  const read = readDentryUuid(text);
  if ('dentryUuid' in read) {
    return read.dentryUuid;
  }
  if (text.includes('://')) {
    throw new DingTalkError('invalidParameter', { parameter: 'dentryUuid', sentence: read.problem });
  }
  return text;
}

async function askDentryUuid(
  title: string,
  organization: Organization,
  suggested: string | undefined,
): Promise<string | undefined> {
  const input = await vscode.window.showInputBox({
    title: `${title} · ${organization.label}`,
    prompt: l10n.t('Enter the dentryUuid of a file or folder, or paste a document link'),
    placeHolder: 'https://alidocs.dingtalk.com/i/nodes/…',
    ignoreFocusOut: true,
    ...(suggested === undefined ? {} : { value: suggested }),
    validateInput: text => {
      const result = readDentryUuid(text);
      return 'problem' in result ? result.problem : undefined;
    },
  });
  const result = input === undefined ? undefined : readDentryUuid(input);
  return result !== undefined && 'dentryUuid' in result ? result.dentryUuid : undefined;
}

async function report(answer: InheritanceAnswer): Promise<void> {
  const copy = l10n.t('Copy');
  const text = answerText(answer);
  if ((await vscode.window.showInformationMessage(text, copy)) === copy) {
    await vscode.env.clipboard.writeText(text);
  }
}
