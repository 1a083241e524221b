import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { readDentryUuid } from '../../dingtalk/dentryUuid.ts';
import { linkOf } from '../../dingtalk/documentLink.ts';
import { DingTalkError } from '../../dingtalk/errors.ts';
import { byPerson } from '../../editor/command.ts';
import type { Commands } from '../../editor/commands.ts';
import { TextDocuments } from '../../editor/documents/textDocuments.ts';
import { PagePanels } from '../../editor/pagePanels.ts';
import { commands, webviews } from '../../ids.ts';
import { explain } from '../../organizations/failures/explain.ts';
import type { ChosenFile, NamedFile } from '../chosen/chosenFile.ts';
import type { Traced } from './trace.ts';
import { type TraceCommandParts, traceInheritance } from './traceCommand.ts';
import { type KeptTrace, tracePage, traceText, traceTitle } from './tracePage.ts';
import { traceNotes } from './traceWords.ts';

export interface TracePagesParts extends Omit<TraceCommandParts, 'keep' | 'show'> {
  readonly extensionUri: vscode.Uri;
}

interface Kept extends KeptTrace {
  readonly remedy: (index: number) => unknown;
}

const idOf = ({ corpId, dentryUuid }: { corpId: string; dentryUuid: string }) => `${corpId}/${dentryUuid}`;

export interface OpenTraces extends vscode.Disposable {
  readonly pages: PagePanels;
  /** The file in the row that has the focus in a page. */
  selectedFile(): Promise<NamedFile | undefined>;
}

/** *Trace Inheritance…*, and its results as pages, which are kept as long as the window. */
export function openTraces(registry: Commands, parts: TracePagesParts): OpenTraces {
  const traces = new Map<string, Kept>();
  const read = (id: string): Kept => {
    const kept = traces.get(id);
    if (kept === undefined) {
      throw new DingTalkError('invalidParameter', { parameter: 'id' });
    }
    return kept;
  };
  const documents = new TextDocuments('dingtalk-storage-trace', id => traceText(read(id)));
  const pages = new PagePanels(webviews.trace, parts.extensionUri, {
    titleOf: async id => traceTitle(read(id)),
    read: async id => tracePage(read(id), vscode.env.language),
    act(id, name) {
      const { corpId, dentryUuid, steps, remedy } = read(id);
      switch (name) {
        case 'asText':
          return documents.show(id, traceTitle(read(id)));
        case 'access':
          return vscode.commands.executeCommand(commands.showAccess, {
            ...{ corpId, dentryUuid, ...byPerson },
            ...(steps[0]?.name === undefined ? {} : { name: steps[0].name }),
          });
        default:
          return remedy(Number(name.replace('remedy', '')));
      }
    },
    open: (dentryUuid, id) => openInDingTalk(dentryUuid, read(id).endpoint),
    failed: sentence => l10n.t('Could not show the trace: {0}', sentence),
  });
  const keep = (file: ChosenFile, traced: Traced, askedAt: number) => {
    const trace = keptTrace(file, traced, askedAt);
    traces.set(idOf(trace), trace);
  };
  registry.register(
    commands.traceInheritance,
    traceInheritance({ ...parts, keep, show: trace => pages.show(idOf(trace)) }),
  );
  const selectedFile = async () => {
    const { pageId, active: dentryUuid = '' } = (await pages.selected()) ?? {};
    if (pageId === undefined || dentryUuid === '') {
      return undefined;
    }
    const { corpId, steps } = read(pageId);
    const name = steps.find(step => step.dentryUuid === dentryUuid)?.name;
    return { corpId, dentryUuid, ...(name === undefined ? {} : { name }) };
  };
  return { pages, selectedFile, dispose: () => vscode.Disposable.from(pages, documents).dispose() };
}

function keptTrace({ organization, dentryUuid }: ChosenFile, traced: Traced, askedAt: number): Kept {
  const { corpId, label, endpoint } = organization;
  const failure = traced.why instanceof DingTalkError ? traced.why : undefined;
  const remedies = failure === undefined ? [] : explain(failure, organization).remedies;
  return {
    ...traced,
    corpId,
    dentryUuid,
    askedAt,
    organization: label,
    endpoint,
    notes: traceNotes(traced, error => explain(error, organization).sentence),
    remedies: remedies.map(({ title }) => title),
    remedy(index) {
      const { command = commands.showLog, arguments: given = [] } = remedies[index] ?? {};
      return vscode.commands.executeCommand(command, ...given);
    },
  };
}

/** Does nothing for a row without a dentryUuid. */
async function openInDingTalk(dentryUuid: string, endpoint: string): Promise<void> {
  if ('dentryUuid' in readDentryUuid(dentryUuid)) {
    // As a string: the editor would encode a `Uri` again.
    await vscode.commands.executeCommand('vscode.open', linkOf(dentryUuid, endpoint));
  }
}
