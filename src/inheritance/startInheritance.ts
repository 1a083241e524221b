import * as vscode from 'vscode';
import type { Commands } from '../editor/commands.ts';
import { commands } from '../ids.ts';
import type { OpenApi } from '../organizations/openApi.ts';
import type { Organizations } from '../organizations/organizations.ts';
import type { State } from '../organizations/state.ts';
import { registerLookupCommands } from './lookupCommands.ts';
import { Lookups } from './lookups.ts';
import { createLookupsView, type GuestRow, type LookupsRow } from './lookupsView.ts';
import type { Dentry } from './pickDentry.ts';
import { type AskInheritance, askAgain, askInheritance, queryInheritance } from './queryInheritance.ts';

export interface InheritanceParts {
  readonly organizations: Organizations;
  readonly api: OpenApi;
  readonly state: State;
  /** The files and folders to choose from, in the sample organizations. */
  readonly dentriesOf: (corpId: string) => readonly Dentry[];
  /** What is shown above the lookups. */
  readonly guest: vscode.TreeDataProvider<GuestRow>;
  /** To be told how many lookups there are, before there is a view and whenever they change. */
  readonly onLookups: (lookups: Lookups) => void;
}

export interface Inheritance extends vscode.Disposable {
  readonly lookups: Lookups;
  readonly ask: AskInheritance;
  /** The rows that are selected in the view. */
  readonly selection: readonly LookupsRow[];
  /** To be called when organizations changed: rows show their names. */
  redraw(): void;
}

/** The lookup, and the Inheritance Lookups view with its commands. */
export function startInheritance(registry: Commands, parts: InheritanceParts): Inheritance {
  const { organizations, api, state, dentriesOf, guest, onLookups } = parts;
  const changed = new vscode.EventEmitter<undefined>();
  const redraw = () => changed.fire(undefined);
  const lookups = new Lookups(state, () => {
    onLookups(lookups);
    redraw();
  });
  onLookups(lookups);
  const view = createLookupsView(lookups, organizations, changed.event, guest);

  const ask = askInheritance(api, lookups);
  const query = queryInheritance(organizations, ask, state, dentriesOf);
  registry.register(commands.queryInheritance, query);
  registry.register(commands.askAgain, askAgain(query, organizations, lookups));
  registerLookupCommands(registry, lookups, view, organizations);
  return {
    lookups,
    ask,
    get selection() {
      return view.selection;
    },
    redraw,
    dispose: () => vscode.Disposable.from(changed, view).dispose(),
  };
}
