import * as vscode from 'vscode';
import type { Commands } from '../editor/commands.ts';
import { commands, views } from '../ids.ts';
import type { OpenApi } from '../organizations/openApi.ts';
import { isSample } from '../organizations/organization.ts';
import type { Organizations } from '../organizations/organizations.ts';
import type { State } from '../organizations/state.ts';
import { registerLookupCommands } from './lookupCommands.ts';
import type { Lookups } from './lookups.ts';
import { createLookupsView } from './lookupsView.ts';
import type { Dentry } from './pickDentry.ts';
import { type AskInheritance, askAgain, askInheritance, queryInheritance } from './queryCommands.ts';

export interface InheritanceParts {
  readonly organizations: Organizations;
  readonly lookups: Lookups;
  readonly api: OpenApi;
  readonly state: State;
  /** The files and folders to choose from in a sample organization. */
  readonly dentriesOf: (corpId: string) => readonly Dentry[];
}

export interface Inheritance extends vscode.Disposable {
  readonly ask: AskInheritance;
}

/** Starts the lookup, and the Inheritance Lookups view with its commands. */
export function startInheritance(registry: Commands, parts: InheritanceParts): Inheritance {
  const { organizations, lookups, api, state, dentriesOf } = parts;
  const view = createLookupsView(lookups, organizations);
  const ask = askInheritance(api, lookups);
  const query = queryInheritance(organizations, ask, state, dentriesOf);
  registry.addView(views.lookups, view);
  registry.register(commands.queryInheritance, query);
  registry.register(commands.askAgain, askAgain(query, organizations, lookups));
  registerLookupCommands(registry, lookups, view, organizations);
  organizations.onDidChange(() => {
    if (organizations.samples.length === 0 && lookups.all.some(isSample)) {
      lookups.remove(lookups.all.filter(isSample));
    }
  });
  return { ask, dispose: () => vscode.Disposable.from(view).dispose() };
}
