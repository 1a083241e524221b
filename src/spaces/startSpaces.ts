import type { Commands } from '../editor/commands.ts';
import type { PagePanels } from '../editor/pagePanels.ts';
import { commands } from '../ids.ts';
import { later } from '../later.ts';
import type { OpenSpaces, SpacesParts } from './openSpaces.ts';

export interface StartedSpaces extends Pick<OpenSpaces, 'selectedFile'> {
  readonly usagePages: () => Promise<PagePanels>;
  readonly filePages: () => Promise<PagePanels>;
  /** See {@link OpenSpaces.listen}. */
  readonly listen: (...of: Parameters<OpenSpaces['listen']>) => Promise<ReturnType<OpenSpaces['listen']>>;
  dispose(): void;
}

const spaceCommands = [
  commands.showSpaces,
  commands.showBiggestFiles,
  commands.countRecycleBin,
  commands.exportSpaces,
];

/** *What Fills the Storage…* and what belongs to it, all of it loaded when it is first used. */
export function startSpaces(registry: Commands, parts: SpacesParts): StartedSpaces {
  const opened = later(async () => (await import('./openSpaces.ts')).openSpaces(registry, parts));
  registry.registerLater(spaceCommands, opened);
  return {
    usagePages: async () => (await opened()).usagePages,
    filePages: async () => (await opened()).filePages,
    listen: async (organization, spaceId) => (await opened()).listen(organization, spaceId),
    selectedFile: async () => (await opened.asked)?.selectedFile(),
    dispose: () => void opened.asked?.then(spaces => spaces.dispose()),
  };
}
