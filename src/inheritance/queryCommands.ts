import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { readDentryUuid, suggestedDentryUuid } from '../dingtalk/dentryUuid.ts';
import { DingTalkError } from '../dingtalk/errors.ts';
import { byPerson, type Command } from '../editor/command.ts';
import { isKnownFile } from '../editor/fileRow.ts';
import { withProgress } from '../editor/progress.ts';
import { commands, stateKeys } from '../ids.ts';
import { isSample, type Organization } from '../organizations/organization.ts';
import type { Organizations } from '../organizations/organizations.ts';
import { pickOrganization } from '../organizations/pickOrganization.ts';
import type { State } from '../organizations/state.ts';
import type { AskInheritance } from './askInheritance.ts';
import { type InheritanceAnswer, isLookup, type Lookups } from './lookups.ts';
import { type Dentry, pickDentry } from './pickDentry.ts';
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
      if (isKnownFile(call.row)) {
        const { corpId, dentryUuid } = call.row;
        return { organization: organizations.get(corpId), dentryUuid };
      }
      // Read before the first box opens: opening it may take the focus away from the editor.
      const suggested = suggestedDentryUuid(selectedText());
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
      const dentryUuid =
        named === undefined
          ? await pickDentry(
              `${title} · ${organization.label}`,
              await dentriesOf(organization.corpId),
              () => askDentryUuid(title, organization, suggested),
              async () => findByName(organization),
            )
          : readArgument(named);
      return dentryUuid === undefined ? undefined : { organization, dentryUuid };
    },

    async run({ organization, dentryUuid }) {
      const title = isSample(organization)
        ? l10n.t('Looking up {0} in the sample data…', dentryUuid)
        : l10n.t('Looking up {0} in DingTalk…', dentryUuid);
      const answer = await withProgress(title, signal => ask(organization, dentryUuid, signal));
      void state.update(stateKeys.lastOrganization, organization.corpId);
      return answer;
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

/** Asks for an id or a link. A button leads to the search by name instead: then nothing is looked up here. */
function askDentryUuid(
  title: string,
  organization: Organization,
  suggested: string | undefined,
): Promise<string | undefined> {
  const box = vscode.window.createInputBox();
  box.title = `${title} · ${organization.label}`;
  box.prompt = l10n.t('Enter the dentryUuid of a file or folder, or paste a document link');
  box.placeholder = 'https://alidocs.dingtalk.com/i/nodes/…';
  box.ignoreFocusOut = true;
  box.value = suggested ?? '';
  const find = { iconPath: new vscode.ThemeIcon('search'), tooltip: l10n.t('Find by Name…') };
  box.buttons = [find];
  const check = () => {
    const result = readDentryUuid(box.value);
    box.validationMessage = 'problem' in result ? result.problem : undefined;
    return result;
  };
  return new Promise<string | undefined>(resolve => {
    box.onDidChangeValue(check);
    box.onDidHide(() => resolve(undefined));
    box.onDidAccept(() => {
      const result = check();
      if ('dentryUuid' in result) {
        resolve(result.dentryUuid);
      }
    });
    box.onDidTriggerButton(() => {
      resolve(findByName(organization, box.value));
    });
    box.show();
    // As the editor's own boxes do, select what was suggested, and say what is wrong with it.
    if (suggested !== undefined) {
      check();
    }
  }).finally(() => box.dispose());
}

/** Goes on with the search, which offers the look-up of what it finds. */
function findByName({ corpId }: Organization, text?: string): undefined {
  const named = text === undefined ? {} : { text };
  void vscode.commands.executeCommand(commands.findFile, { corpId, ...named, ...byPerson });
}

async function report(answer: InheritanceAnswer): Promise<void> {
  const copy = l10n.t('Copy');
  const text = answerText(answer);
  if ((await vscode.window.showInformationMessage(text, copy)) === copy) {
    await vscode.env.clipboard.writeText(text);
  }
}

function selectedText(): string {
  const editor = vscode.window.activeTextEditor;
  return editor?.document.getText(editor.selection) ?? '';
}
