import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { dentryUuidsNamed, readDentryUuid } from '../dingtalk/dentryUuid.ts';
import { DingTalkError, type ErrorKind } from '../dingtalk/errors.ts';
import { byPerson, type Command, type Invocation } from '../editor/command.ts';
import { isKnownFile } from '../editor/fileRow.ts';
import { withProgress } from '../editor/progress.ts';
import { stateKeys } from '../ids.ts';
import { retryText } from '../organizations/failures/retryText.ts';
import { isSample, type Organization } from '../organizations/organization.ts';
import type { Organizations } from '../organizations/organizations.ts';
import { pickOrganization } from '../organizations/pickOrganization.ts';
import type { State } from '../organizations/state.ts';
import { askDentryUuid, findByName } from './askDentryUuid.ts';
import type { AskInheritance } from './askInheritance.ts';
import type { ChosenFile, NamedFile } from './chosen/chosenFile.ts';
import { type InheritanceAnswer, isLookup, type Lookups } from './lookups.ts';
import { type Dentry, type DentryChoices, pickDentry } from './pickDentry.ts';
import { lookupArgument, pickLookup } from './pickLookups.ts';
import { answerText } from './words.ts';

/** Failures that another file could avoid. */
const ofTheFile: ReadonlySet<ErrorKind> = new Set([
  'notFound',
  'otherOrganization',
  'invalidParameter',
  'notSupported',
]);

const queryArgument = v.object({
  ...lookupArgument.entries,
  /** Set by our own button: what the box begins with. */
  filledIn: v.exactOptional(v.string()),
});
type QueryArgument = v.InferOutput<typeof queryArgument>;

type Question = ChosenFile;

export interface AskFileParts {
  readonly organizations: Organizations;
  readonly state: State;
  /** The files and folders to choose from in a sample organization. */
  readonly dentriesOf: (corpId: string) => Promise<readonly Dentry[]>;
}

/**
 * *Query Permission Inheritance…*: asks which file, asks DingTalk, shows the answer and keeps it.
 *
 * @param dentriesOf the files and folders to choose from in a sample organization
 * @param selectedFile the file in the row that has the focus in a page
 */
export function queryInheritance(
  organizations: Organizations,
  ask: AskInheritance,
  state: State,
  dentriesOf: (corpId: string) => Promise<readonly Dentry[]> = async () => [],
  selectedFile: () => Promise<NamedFile | undefined> = async () => undefined,
): Command<Question, InheritanceAnswer, QueryArgument> {
  /** What was asked last, if that failed: so that nobody types it again after mending the cause. */
  let failed: string | undefined;
  return {
    argument: queryArgument,
    // The button in the view's title passes the focused answer, but asks about another file.
    async prepare(call) {
      const isOnPage = call.row?.kind === 'rows';
      const file = isOnPage ? await selectedFile() : isKnownFile(call.row) ? call.row : undefined;
      if (file !== undefined || isOnPage) {
        return file && { organization: organizations.get(file.corpId), dentryUuid: file.dentryUuid };
      }
      const title = l10n.t('Query Permission Inheritance');
      return askFile({ organizations, state, dentriesOf }, call, title, failed);
    },

    async run({ organization, dentryUuid }) {
      const title = isSample(organization)
        ? l10n.t('Looking up {0} in the sample data…', dentryUuid)
        : l10n.t('Looking up {0} in DingTalk…', dentryUuid);
      failed = dentryUuid;
      const answer = await withProgress(title, (signal, report) =>
        ask(organization, dentryUuid, signal, (retry, of) => report(retryText(retry, of))),
      );
      failed = undefined;
      void state.update(stateKeys.lastOrganization, organization.corpId);
      return answer;
    },

    edited: ({ organization: { corpId }, dentryUuid }, { kind }) =>
      ofTheFile.has(kind) ? { corpId, filledIn: dentryUuid, ...byPerson } : undefined,

    report(answer) {
      void report(answer);
    },
  };
}

/**
 * The file that the argument names, or that the user chooses; `undefined` if the user cancels.
 *
 * @param failed what the box suggests if nothing else does
 */
export async function askFile(
  { organizations, state, dentriesOf }: AskFileParts,
  call: Pick<Invocation<QueryArgument>, 'given' | 'row'>,
  title: string,
  failed?: string,
): Promise<Question | undefined> {
  // Read before the first box opens: opening it may take the focus away from the editor.
  const named = namedInEditor();
  const last = state.get(stateKeys.lastOrganization);
  const organization = await pickOrganization(organizations, call, title, last, organizations.withSamples);
  if (organization === undefined) {
    return undefined;
  }
  const { dentryUuid: given, filledIn, name } = call.given;
  const suggested = filledIn ?? (named.length > 1 ? undefined : named[0]) ?? failed;
  const dentryUuid =
    given !== undefined
      ? readArgument(given)
      : await pickDentry(
          `${title} · ${organization.label}`,
          filledIn === undefined ? await choices(organization, named, dentriesOf) : noChoices,
          () => askDentryUuid(title, organization, suggested),
          async () => findByName(organization),
        );
  return dentryUuid === undefined
    ? undefined
    : { organization, dentryUuid, ...(name === undefined ? {} : { name }) };
}

/** *Ask Again* about the file of an answer: only one at a time, as each is a metered call. */
export function askAgain(
  query: Command<Question, InheritanceAnswer, QueryArgument>,
  organizations: Organizations,
  lookups: Lookups,
): Command<Question, InheritanceAnswer, QueryArgument> {
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

async function report(answer: InheritanceAnswer): Promise<void> {
  const copy = l10n.t('Copy');
  const text = answerText(answer);
  if ((await vscode.window.showInformationMessage(text, copy)) === copy) {
    await vscode.env.clipboard.writeText(text);
  }
}

/** The files that the selection names, or the line with the cursor where nothing is selected. */
function namedInEditor(): readonly string[] {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    return [];
  }
  const { document, selection } = editor;
  return dentryUuidsNamed(
    selection.isEmpty ? document.lineAt(selection.active.line).text : document.getText(selection),
  );
}

const noChoices: DentryChoices = { placeHolder: '', dentries: [] };

/** The files to choose from: those of a sample organization, or those that the editor names, if they are several. */
async function choices(
  { corpId }: Organization,
  named: readonly string[],
  dentriesOf: (corpId: string) => Promise<readonly Dentry[]>,
): Promise<DentryChoices> {
  return named.length > 1
    ? {
        placeHolder: l10n.t('Select a file or folder named in the editor'),
        dentries: named.map(dentryUuid => ({ name: dentryUuid, dentryUuid })),
      }
    : {
        placeHolder: l10n.t('Select a file or folder from the sample data'),
        dentries: await dentriesOf(corpId),
      };
}
