import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { linkOf } from '../dingtalk/documentLink.ts';
import { DingTalkError, type ErrorKind } from '../dingtalk/errors.ts';
import { byPerson, type Command, type Invocation } from '../editor/command.ts';
import type { Commands } from '../editor/commands.ts';
import { isKnownFile } from '../editor/fileRow.ts';
import { withProgress } from '../editor/progress.ts';
import { commands, stateKeys } from '../ids.ts';
import type { Organization } from '../organizations/organization.ts';
import type { Organizations } from '../organizations/organizations.ts';
import { pickOrganization } from '../organizations/pickOrganization.ts';
import type { State } from '../organizations/state.ts';
import { askQuery } from './askQuery.ts';
import type { Finder, Found, FoundFile } from './finder.ts';
import { pickFound } from './pickFound.ts';
import { type FileQuery, readQuery, textOf } from './query.ts';

const findArgument = v.object({
  corpId: v.exactOptional(v.string()),
  text: v.exactOptional(v.string()),
  /** The next page of the window's last search. */
  more: v.exactOptional(v.boolean()),
});

/** Failures that another text could avoid. */
const ofTheText: ReadonlySet<ErrorKind> = new Set(['notFound', 'otherOrganization', 'invalidParameter']);

interface Search {
  readonly organization: Organization;
  readonly query: FileQuery;
  /** What the search has found so far: asks for the next page. */
  readonly before?: Found;
}

/**
 * *Find File…*: from a name, a link or ids to a file, and to what can be asked about it. A link, a dentryUuid or ids
 * give one file; any other text is searched for.
 */
export function findFile(
  organizations: Organizations,
  finder: Finder,
  state: State,
): Command<Search, readonly FoundFile[], v.InferOutput<typeof findArgument>> {
  /** What the last search of this window has found, for its next page. */
  let last: Found | undefined;
  const search = async ({ organization, query, before }: Search): Promise<readonly FoundFile[]> => {
    const found = await withProgress(l10n.t('Finding files in {0}…', organization.label), signal =>
      before === undefined ? finder.find(organization, query, signal) : finder.more(before, signal),
    );
    last = found;
    void state.update(stateKeys.lastOrganization, organization.corpId);
    return found.files;
  };
  return {
    argument: findArgument,
    async prepare(call) {
      const { text, more } = call.given;
      if (more && last?.nextToken !== undefined) {
        return { organization: last.organization, query: readQuery(last.keyword ?? ''), before: last };
      }
      const title = l10n.t('Find File');
      const { withSamples } = organizations;
      const first = state.get(stateKeys.lastOrganization);
      const organization = await pickOrganization(organizations, call, title, first, withSamples);
      if (organization === undefined) {
        return undefined;
      }
      const query =
        text !== undefined && !call.isByPerson
          ? readQuery(text)
          : await askQuery(title, organization, finder, text);
      return query && { organization, query };
    },
    run: search,
    edited: ({ organization: { corpId }, query }, { kind }) =>
      ofTheText.has(kind) ? { corpId, text: textOf(query), ...byPerson } : undefined,
    report() {
      if (last !== undefined) {
        void pickFound(last, () =>
          vscode.commands.executeCommand(commands.findFile, { more: true, ...byPerson }),
        );
      }
    },
  };
}

const fileArgument = v.object({
  corpId: v.exactOptional(v.string()),
  dentryUuid: v.exactOptional(v.string()),
});

type FileArgument = v.InferOutput<typeof fileArgument>;

export interface ChosenFile {
  readonly corpId: string;
  readonly dentryUuid: string;
}

/** *Open in DingTalk* and *Copy dentryUuid*, on the rows of files. */
export function registerFileCommands(registry: Commands, organizations: Organizations): void {
  const onFiles = (run: (files: readonly ChosenFile[]) => PromiseLike<void>) =>
    ({ argument: fileArgument, prepare: filesOf, run }) satisfies Command<
      readonly ChosenFile[],
      void,
      FileArgument
    >;
  registry.register(
    commands.openFile,
    onFiles(async ([file]) => {
      if (file !== undefined) {
        // As a string: a `Uri` would be encoded again.
        const link = linkOf(file.dentryUuid, organizations.find(file.corpId)?.endpoint);
        await vscode.commands.executeCommand('vscode.open', link);
      }
    }),
  );
  registry.register(
    commands.copyFileUuid,
    onFiles(files => vscode.env.clipboard.writeText(files.map(({ dentryUuid }) => dentryUuid).join('\n'))),
  );
}

/** @throws DingTalkError if the argument names no file */
function filesOf({ given, rows }: Invocation<FileArgument>): readonly ChosenFile[] | undefined {
  if (rows.length > 0) {
    const files = rows.filter(isKnownFile);
    return files.length === 0 ? undefined : files;
  }
  const { corpId, dentryUuid } = given;
  if (corpId === undefined || dentryUuid === undefined) {
    throw new DingTalkError('invalidParameter', {
      parameter: corpId === undefined ? 'corpId' : 'dentryUuid',
    });
  }
  return [{ corpId, dentryUuid }];
}
