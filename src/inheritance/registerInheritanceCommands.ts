import type * as vscode from 'vscode';
import type { Commands } from '../editor/commands.ts';
import { commands } from '../ids.ts';
import type { Organizations } from '../organizations/organizations.ts';
import type { State } from '../organizations/state.ts';
import type { AskInheritance } from './askInheritance.ts';
import type { NamedFile } from './chosen/chosenFile.ts';
import { registerLookupCommands } from './lookupCommands.ts';
import type { Lookup, Lookups } from './lookups.ts';
import type { Dentry } from './pickDentry.ts';
import { askAgain, queryInheritance } from './queryCommands.ts';

export interface InheritanceCommandParts {
  readonly organizations: Organizations;
  readonly lookups: Lookups;
  readonly ask: AskInheritance;
  readonly state: State;
  readonly view: vscode.TreeView<Lookup>;
  /** The files and folders to choose from in a sample organization. */
  readonly dentriesOf: (corpId: string) => Promise<readonly Dentry[]>;
  /** The file in the row that has the focus in a page. */
  readonly selectedFile: () => Promise<NamedFile | undefined>;
}

/** The lookup, and what can be done with the rows of the Inheritance Lookups view. */
export function registerInheritanceCommands(registry: Commands, parts: InheritanceCommandParts): void {
  const { organizations, lookups, ask, state, view, dentriesOf, selectedFile } = parts;
  const query = queryInheritance(organizations, ask, state, dentriesOf, selectedFile);
  registry.register(commands.queryInheritance, query);
  registry.register(commands.askAgain, askAgain(query, organizations, lookups));
  registerLookupCommands(registry, lookups, view, organizations);
}
