import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { DingTalkError } from '../dingtalk/errors.ts';
import { byPerson } from '../editor/command.ts';
import type { Commands } from '../editor/commands.ts';
import { TextDocuments } from '../editor/documents/textDocuments.ts';
import { PagePanels } from '../editor/pagePanels.ts';
import { commands, webviews } from '../ids.ts';
import type { Organization } from '../organizations/organization.ts';
import type { KeptFiles } from './biggest/bigFile.ts';
import { type BiggestParts, showBiggestFiles } from './biggest/biggestCommand.ts';
import { exportFiles } from './biggest/exportFiles.ts';
import { filesTitle } from './biggest/filesWords.ts';
import { JustListed, type LoadedSpace, type SpaceListener } from './biggest/justListed.ts';
import { fileProblems, filesIdOf, openFilePages, runRemedy } from './biggest/openFilePages.ts';
import type { SpaceChoice } from './biggest/pickSpace.ts';
import { type Exportable, exportSpaces } from './exportSpacesCommand.ts';
import { exportUsage } from './usage/exportUsage.ts';
import { SpaceHistory } from './usage/spaceHistory.ts';
import type { KeptUsage } from './usage/spaceUsage.ts';
import { countRecycleBin, showSpaces, type UsageParts } from './usage/usageCommands.ts';
import { spacesPage } from './usage/usagePage.ts';
import { usageTitle } from './usage/usageWords.ts';
import { problemOf, type SpaceWords } from './words.ts';

export interface SpacesParts
  extends Pick<BiggestParts, 'api' | 'budget' | 'organizations'>,
    Pick<UsageParts, 'figures'> {
  readonly extensionUri: vscode.Uri;
  /** The extension's own, which all windows share. */
  readonly folder: string;
  readonly words: SpaceWords;
  /** The spaces of a sample organization. */
  readonly samplesOf: (corpId: string) => Promise<readonly SpaceChoice[]>;
  /** What the Files view has loaded of a space. */
  readonly loadedOf: (corpId: string, spaceId: string) => Promise<LoadedSpace | undefined>;
}

export interface OpenSpaces extends vscode.Disposable {
  readonly usagePages: PagePanels;
  readonly filePages: PagePanels;
  /** The file in the row that has the focus in a page. */
  selectedFile(): Promise<{ corpId: string; dentryUuid: string; name?: string } | undefined>;
  /** For an audit that lists a whole space, so that its biggest files need no calls of their own. */
  listen(organization: Organization, spaceId: string): SpaceListener;
}

/** *What Fills the Storage…*, *Show Biggest Files…* and *Count Recycle Bin…*, and their pages. */
export function openSpaces(registry: Commands, parts: SpacesParts): OpenSpaces {
  const { words } = parts;
  const usages = new Map<string, KeptUsage>();
  const files = new Map<string, KeptFiles>();
  const find = (id: string): Exportable | undefined => {
    const [usage, listed] = [usages.get(id), files.get(id)];
    return (usage && usageExport(usage, parts)) ?? (listed && filesExport(listed, parts));
  };
  const documents = new TextDocuments('dingtalk-storage-spaces', id =>
    [...(find(id)?.text('markdown') ?? [])].join(''),
  );
  const justListed = new JustListed(parts.loadedOf);
  const usagePages = openUsagePages(parts, usages, documents);
  const filePages = openFilePages({ ...parts, files, documents });

  const history = new SpaceHistory(path.join(parts.folder, 'history'));
  const usageParts = { ...parts, history, kept: usages };
  const showUsage = (corpId: string) => usagePages.show(corpId);
  registry.register(commands.showSpaces, showSpaces(usageParts, showUsage));
  registry.register(commands.countRecycleBin, countRecycleBin(usageParts, showUsage));
  const spacesOf = async (corpId: string): Promise<readonly SpaceChoice[]> => {
    const listed = usages.get(corpId)?.list?.spaces;
    return listed?.map(each => ({ ...each, used: words.sizeText(each.used) })) ?? parts.samplesOf(corpId);
  };
  registry.register(
    commands.showBiggestFiles,
    showBiggestFiles(
      { ...parts, spacesOf, justListed },
      {
        keep: kept => files.set(filesIdOf(kept), kept),
        show: kept => filePages.show(filesIdOf(kept)),
        update: kept => filePages.update(id => id === filesIdOf(kept)),
      },
    ),
  );
  registry.register(
    commands.exportSpaces,
    exportSpaces((corpId, spaceId) => find(spaceId === undefined ? corpId : filesIdOf({ corpId, spaceId }))),
  );
  return {
    usagePages,
    filePages,
    async selectedFile() {
      const rows = await filePages.selected();
      const kept = files.get(rows?.pageId ?? '');
      const file = kept?.files.find(({ dentryUuid }) => dentryUuid !== '' && dentryUuid === rows?.active);
      return kept && file && { ...file, corpId: kept.corpId };
    },
    listen: (organization, spaceId) => justListed.listen(organization, spaceId),
    dispose: () => vscode.Disposable.from(usagePages, filePages, documents).dispose(),
  };
}

function usageExport(kept: KeptUsage, { organizations, words }: SpacesParts): Exportable {
  return {
    title: usageTitle(kept),
    text: format => exportUsage(kept, problemsOf(kept, organizations), format, words),
  };
}

function filesExport(kept: KeptFiles, { organizations, words }: SpacesParts): Exportable {
  return {
    title: filesTitle(kept),
    text: (format, shown) => exportFiles(kept, fileProblems(kept, organizations), format, words, shown),
  };
}

function problemsOf({ failures, corpId }: KeptUsage, organizations: SpacesParts['organizations']) {
  return failures.map(({ failure }) => problemOf(failure, organizations.find(corpId)));
}

/** What fills the storage of organizations, as pages that are kept only as long as the window. */
function openUsagePages(
  { organizations, words, extensionUri }: SpacesParts,
  usages: ReadonlyMap<string, KeptUsage>,
  documents: TextDocuments,
): PagePanels {
  const read = (corpId: string): KeptUsage => {
    const kept = usages.get(corpId);
    if (kept === undefined) {
      throw new DingTalkError('invalidParameter', { parameter: 'corpId' });
    }
    return kept;
  };
  const problems = (kept: KeptUsage) => problemsOf(kept, organizations);
  const run = (command: string, argument: object) =>
    vscode.commands.executeCommand(command, { ...argument, ...byPerson });
  return new PagePanels(webviews.spaces, extensionUri, {
    titleOf: async corpId => usageTitle(read(corpId)),
    read: async corpId => spacesPage(read(corpId), problems(read(corpId)), words),
    act(corpId, name) {
      switch (name) {
        case 'biggest':
          return run(commands.showBiggestFiles, { corpId });
        case 'recycleBin':
          return run(commands.countRecycleBin, { corpId });
        case 'console':
          return run(commands.openAdminConsole, { corpId });
        case 'export':
          return run(commands.exportSpaces, { corpId });
        case 'asText':
          return documents.show(corpId, usageTitle(read(corpId)));
        default:
          return runRemedy(problems(read(corpId)), name);
      }
    },
    open: (spaceId, corpId) => run(commands.showBiggestFiles, { corpId, spaceId }),
    failed: sentence => l10n.t('Could not show the spaces: {0}', sentence),
  });
}
