import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { linkOf } from '../../dingtalk/documentLink.ts';
import { DingTalkError } from '../../dingtalk/errors.ts';
import { byPerson } from '../../editor/command.ts';
import type { TextDocuments } from '../../editor/documents/textDocuments.ts';
import { PagePanels } from '../../editor/pagePanels.ts';
import { commands, webviews } from '../../ids.ts';
import type { Organizations } from '../../organizations/organizations.ts';
import { numberFormat } from '../../text/formats.ts';
import { askPrice, type SpaceBudget } from '../askPrice.ts';
import { type Problem, problemOf, type SpaceWords } from '../words.ts';
import { type KeptFiles, onlyShown } from './bigFile.ts';
import { filesPage } from './filesPage.ts';
import { filesTitle } from './filesWords.ts';

export const filesIdOf = ({ corpId, spaceId }: Pick<KeptFiles, 'corpId' | 'spaceId'>) =>
  `${encodeURIComponent(corpId)}/${encodeURIComponent(spaceId)}`;

export interface FilePageParts {
  readonly organizations: Organizations;
  readonly budget: SpaceBudget;
  readonly extensionUri: vscode.Uri;
  readonly words: SpaceWords;
  /** What was listed in this window, by the id of its page. */
  readonly files: ReadonlyMap<string, KeptFiles>;
  readonly documents: TextDocuments;
}

/** The biggest files of spaces as pages. As they name files, they are kept only as long as the window. */
export function openFilePages(parts: FilePageParts): PagePanels {
  const { organizations, words, files, documents } = parts;
  const read = (id: string): KeptFiles => {
    const kept = files.get(id);
    if (kept === undefined) {
      const sentence = l10n.t('List the files of the space first.');
      throw new DingTalkError('invalidParameter', { parameter: 'spaceId', sentence });
    }
    return kept;
  };
  const problems = (kept: KeptFiles) => fileProblems(kept, organizations);
  return new PagePanels(webviews.biggestFiles, parts.extensionUri, {
    titleOf: async id => filesTitle(read(id)),
    read: async id => filesPage(read(id), problems(read(id)), words),
    act(id, name, shown) {
      const kept = read(id);
      const { corpId, spaceId } = kept;
      switch (name) {
        case 'asText':
          return documents.show(id, filesTitle(kept));
        case 'export':
          return vscode.commands.executeCommand(commands.exportSpaces, {
            corpId,
            spaceId,
            ...byPerson,
            ...(shown === undefined ? {} : { shown }),
          });
        case 'again': {
          const argument = { corpId, spaceId, isListedAgain: true, ...byPerson };
          return vscode.commands.executeCommand(commands.showBiggestFiles, argument);
        }
        case 'audit':
          return auditFiles(kept, shown, parts);
        default:
          return runRemedy(problems(kept), name);
      }
    },
    open(dentryUuid, id) {
      // As a string: the editor would encode a `Uri` again.
      const file = read(id).files.find(each => each.dentryUuid === dentryUuid && dentryUuid !== '');
      return file && vscode.commands.executeCommand('vscode.open', linkOf(dentryUuid, read(id).endpoint));
    },
    failed: sentence => l10n.t('Could not show the files: {0}', sentence),
  });
}

export function fileProblems(
  { failure, corpId }: Pick<KeptFiles, 'failure' | 'corpId'>,
  organizations: Pick<Organizations, 'find'>,
): readonly Problem[] {
  return failure === undefined ? [] : [problemOf(failure, organizations.find(corpId))];
}

/** Runs the remedy of a page's button: `remedy0`, `remedy1`. */
export function runRemedy(problems: readonly Problem[], name: string): unknown {
  const remedies = problems.flatMap(problem => problem.remedies);
  const remedy = remedies.find((_, index) => name === `remedy${index}`);
  return remedy && vscode.commands.executeCommand(remedy.command, ...remedy.arguments);
}

/** Audits the rows of a page, or those that its filter shows, once the user agrees to the price. */
async function auditFiles(
  kept: KeptFiles,
  shown: readonly string[] | undefined,
  { organizations, budget }: FilePageParts,
): Promise<void> {
  const { corpId } = kept;
  const { files } = shown === undefined ? kept : onlyShown(kept, shown);
  const dentryUuids = files.map(({ dentryUuid }) => dentryUuid).filter(dentryUuid => dentryUuid !== '');
  const calls = dentryUuids.length;
  if (calls === 0) {
    return;
  }
  const organization = organizations.get(corpId);
  const count = numberFormat(vscode.env.language).format(calls);
  const question =
    calls === 1
      ? l10n.t('Audit 1 file in {0}?', organization.label)
      : l10n.t('Audit {0} files in {1}?', count, organization.label);
  const answers = [{ button: l10n.t('Start Audit'), answer: true }];
  if (await askPrice(organization, { question, notes: [], calls, answers }, budget)) {
    await vscode.commands.executeCommand(commands.auditInheritance, { corpId, dentryUuids, ...byPerson });
  }
}
