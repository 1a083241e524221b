import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { DingTalkError } from '../dingtalk/errors.ts';
import { byPerson } from '../editor/command.ts';
import type { Commands } from '../editor/commands.ts';
import { TextDocuments } from '../editor/documents/textDocuments.ts';
import { PagePanels } from '../editor/pagePanels.ts';
import { commands, webviews } from '../ids.ts';
import { type AccessParts, showAccess } from './accessCommand.ts';
import { accessExport, accessPage, accessTitle } from './accessPage.ts';
import { exportAccess } from './exportAccessCommand.ts';
import type { KeptAccess } from './fileAccess.ts';

export interface OpenAccessParts extends AccessParts {
  readonly extensionUri: vscode.Uri;
}

const idOf = ({ corpId = '', dentryUuid = '' }: { corpId?: string; dentryUuid?: string }) =>
  `${corpId}/${dentryUuid}`;

/** *Who Can See It…*, and its results as pages. As they name people, they are kept only as long as the window. */
export function openAccess(
  registry: Commands,
  parts: OpenAccessParts,
): vscode.Disposable & { pages: PagePanels } {
  const { language } = vscode.env;
  const kept = new Map<string, KeptAccess>();
  const read = (id: string): KeptAccess => {
    const access = kept.get(id);
    if (access === undefined) {
      const sentence = l10n.t('List who can see the file first.');
      throw new DingTalkError('invalidParameter', { parameter: 'dentryUuid', sentence });
    }
    return access;
  };
  const documents = new TextDocuments('dingtalk-storage-access', id =>
    [...accessExport(read(id), 'markdown', language)].join(''),
  );
  const pages = new PagePanels(webviews.access, parts.extensionUri, {
    titleOf: async id => accessTitle(read(id)),
    read: async id => accessPage(read(id), language),
    act(id, name, shown) {
      const { corpId, dentryUuid, name: fileName } = read(id);
      const file = { corpId, dentryUuid, ...(fileName === undefined ? {} : { name: fileName }), ...byPerson };
      return name === 'asText'
        ? documents.show(id, accessTitle(read(id)))
        : name === 'export'
          ? vscode.commands.executeCommand(commands.exportAccess, {
              ...file,
              ...(shown === undefined ? {} : { shown }),
            })
          : vscode.commands.executeCommand(commands.traceInheritance, file);
    },
    failed: sentence => l10n.t('Could not show the grants: {0}', sentence),
  });
  registry.register(
    commands.showAccess,
    showAccess(
      parts,
      access => kept.set(idOf(access), access),
      access => pages.show(idOf(access)),
    ),
  );
  registry.register(
    commands.exportAccess,
    exportAccess(file => read(idOf(file))),
  );
  return { pages, dispose: () => vscode.Disposable.from(pages, documents).dispose() };
}
