import type { Commands } from '../editor/commands.ts';
import type { LateView } from '../editor/lateView.ts';
import { commands, views } from '../ids.ts';
import type { OpenApi } from '../organizations/openApi.ts';
import { isSample } from '../organizations/organization.ts';
import type { Organizations } from '../organizations/organizations.ts';
import type { State } from '../organizations/state.ts';
import type { AskInheritance } from './askInheritance.ts';
import type { Lookup, Lookups } from './lookups.ts';
import { showLookups } from './lookupsView.ts';
import type { Dentry } from './pickDentry.ts';

export interface InheritanceParts {
  readonly view: LateView<Lookup>;
  readonly organizations: Organizations;
  readonly lookups: Lookups;
  readonly api: OpenApi;
  readonly state: State;
  /** The files and folders to choose from in a sample organization. */
  readonly dentriesOf: (corpId: string) => Promise<readonly Dentry[]>;
}

export interface Inheritance {
  readonly ask: AskInheritance;
}

const lookupCommands = [
  commands.queryInheritance,
  commands.askAgain,
  commands.copyLookup,
  commands.copyLookupAsMarkdown,
  commands.copyLookupAsJson,
  commands.openLookup,
  commands.removeLookup,
  commands.clearLookups,
];

/** Starts the lookup, and the Inheritance Lookups view with its commands. */
export function startInheritance(registry: Commands, parts: InheritanceParts): Inheritance {
  const { view, organizations, lookups, api } = parts;
  showLookups(view, lookups, organizations);
  const ask: AskInheritance = async (organization, dentryUuid, signal, onRetry) => {
    const { askInheritance } = await import('./askInheritance.ts');
    return askInheritance(api, lookups)(organization, dentryUuid, signal, onRetry);
  };
  registry.addView(views.lookups, view.tree);
  registry.registerLater(lookupCommands, async () => {
    const { registerInheritanceCommands } = await import('./registerInheritanceCommands.ts');
    registerInheritanceCommands(registry, { ...parts, ask, view: view.tree });
  });
  organizations.onDidChange(() => {
    if (organizations.samples.length === 0 && lookups.all.some(isSample)) {
      lookups.remove(lookups.all.filter(isSample));
    }
  });
  return { ask };
}
