import type * as vscode from 'vscode';
import type { Commands } from '../editor/commands.ts';
import type { LateView } from '../editor/lateView.ts';
import type { PagePanels } from '../editor/pagePanels.ts';
import { commands, views } from '../ids.ts';
import { later } from '../later.ts';
import type { OpenApi } from '../organizations/openApi.ts';
import { isSample, type Organization } from '../organizations/organization.ts';
import type { Organizations } from '../organizations/organizations.ts';
import type { State } from '../organizations/state.ts';
import type { AskInheritance } from './askInheritance.ts';
import type { NamedFile } from './chosen/chosenFile.ts';
import type { PickFile } from './chosen/pickFile.ts';
import type { Lookup, Lookups } from './lookups.ts';
import { showLookups } from './lookupsView.ts';
import { Modes } from './modes.ts';
import type { Dentry } from './pickDentry.ts';
import type { TraceOptions } from './trace/askTrace.ts';
import type { Traced } from './trace/trace.ts';
import type { Budget, TraceCommandParts } from './trace/traceCommand.ts';

export interface InheritanceParts {
  readonly view: LateView<Lookup>;
  readonly organizations: Organizations;
  readonly lookups: Lookups;
  readonly api: OpenApi;
  readonly state: State;
  /** The files and folders to choose from in a sample organization. */
  readonly dentriesOf: (corpId: string) => Promise<readonly Dentry[]>;
  readonly budget: Budget;
  /** The file in the row that has the focus in a page. */
  readonly selectedFile: () => Promise<NamedFile | undefined>;
  readonly extensionUri: vscode.Uri;
}

export interface Inheritance extends vscode.Disposable {
  readonly ask: AskInheritance;
  /** Asks upward from a file. @throws DingTalkError */
  readonly trace: (
    organization: Organization,
    dentryUuid: string,
    options: TraceOptions,
  ) => Promise<Traced | undefined>;
  /** The file that a command is about. */
  readonly pickFile: PickFile;
  readonly modes: Modes;
  readonly tracePages: () => Promise<PagePanels>;
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
  const { trace, pickFile, opened } = startTraces(registry, parts);
  return {
    ask,
    trace,
    pickFile,
    modes: new Modes(lookups, ask),
    tracePages: async () => (await opened()).pages,
    dispose: () => void opened.asked?.then(traces => traces.dispose()),
  };
}

/** What traces need is loaded when the first is asked for. */
function startTraces(registry: Commands, parts: InheritanceParts) {
  const { organizations, lookups, selectedFile } = parts;
  const trace: Inheritance['trace'] = async (...question) => {
    const { askTrace } = await import('./trace/askTrace.ts');
    return askTrace({ api: parts.api, keep: answer => lookups.add(answer) }, ...question);
  };
  const pickFile: PickFile = async (...call) => {
    const [{ askFile }, { pickFileOf }] = await Promise.all([
      import('./queryCommands.ts'),
      import('./chosen/pickFile.ts'),
    ]);
    const ask: PickFile = (given, title) => askFile(parts, given, title);
    const selected = async () => (await (await opened.asked)?.selectedFile()) ?? (await selectedFile());
    return pickFileOf(organizations, selected, ask)(...call);
  };
  const opened = later(async () => {
    const { openTraces } = await import('./trace/openTraces.ts');
    const ask: TraceCommandParts['ask'] = ({ organization, dentryUuid }, options) =>
      trace(organization, dentryUuid, options);
    return openTraces(registry, { ...parts, pickFile, ask });
  });
  registry.registerLater([commands.traceInheritance], opened);
  return { trace, pickFile, opened };
}
