import * as v from 'valibot';
import * as vscode from 'vscode';
import { asDingTalkError, DingTalkError, isCancellation } from '../dingtalk/errors.ts';
import { type Command, type Invocation, type Row, readInvocation, viewOfKey } from './command.ts';
import { rowsForKey } from './rowsForKey.ts';

/** Shows a failure to a person. `retry` runs the command again with the same answers, `edit` asks for other ones. */
export type ShowFailure = (failure: DingTalkError, retry: () => void, edit?: () => void) => void;

type Call = (argument: unknown, selection: unknown) => Promise<unknown>;

/** The commands that are announced to the editor; the only place that catches what they throw. */
export class Commands {
  private readonly views = new Map<string, vscode.TreeView<Row>>();
  private readonly calls = new Map<string, Call>();

  constructor(
    private readonly log: vscode.LogOutputChannel,
    private readonly showFailure: ShowFailure,
  ) {}

  register<Prepared, Result, Given extends object>(
    id: string,
    command: Command<Prepared, Result, Given>,
  ): void {
    this.calls.set(id, (argument, selection) => this.prepareAndRun(id, command, argument, selection));
  }

  /** For commands whose code is loaded when the first of them is called: `load` registers each of them. */
  registerLater(ids: readonly string[], load: () => Promise<unknown>): void {
    for (const id of ids) {
      const loadAndCall: Call = async (argument, selection) => {
        await load();
        const call = this.calls.get(id);
        if (call === loadAndCall) {
          throw new DingTalkError('internalError', { reason: id });
        }
        return call?.(argument, selection);
      };
      this.calls.set(id, loadAndCall);
    }
  }

  /** Lets keys act on the focused rows of `view`: `"args": { "focusedRowsOf": "<id>" }`. */
  addView(id: string, view: vscode.TreeView<Row>): void {
    this.views.set(id, view);
  }

  /** Runs a command as the editor calls it: by a person, a key, a row or another extension. */
  async call(id: string, argument: unknown, selection: unknown): Promise<unknown> {
    const call = this.calls.get(id);
    if (argument === undefined) {
      return call?.(
        argument,
        this.visibleViews().flatMap(view => view.selection),
      );
    }
    const view = this.views.get(viewOfKey(argument) ?? '');
    if (view === undefined) {
      return call?.(argument, selection);
    }
    const rows = await rowsForKey(view);
    return rows.length === 0 ? undefined : call?.(rows[0], rows);
  }

  /** Shows a person a failure that has not ended its command. *Retry* runs the command again. */
  tell(id: string, failure: unknown): void {
    this.fail(id, failure, true, () => void vscode.commands.executeCommand(id));
  }

  private visibleViews(): vscode.TreeView<Row>[] {
    return [...this.views.values()].filter(view => view.visible);
  }

  private async focusedRows(): Promise<readonly Row[]> {
    const rows: Row[] = [];
    for (const view of this.visibleViews()) {
      rows.push(...(await rowsForKey(view)));
    }
    return rows;
  }

  private async prepareAndRun<Prepared, Result, Given extends object>(
    id: string,
    command: Command<Prepared, Result, Given>,
    argument: unknown,
    selection: unknown,
  ): Promise<Result | undefined> {
    // An invalid argument is the caller's fault, so throw the error back to them.
    let isByPerson = false;
    try {
      const rows = command.isForRows && argument === undefined ? await this.focusedRows() : selection;
      const call = readInvocation(schemaOf(command), argument, rows);
      isByPerson = call.isByPerson;
      const prepared = await command.prepare(call);
      return prepared === undefined ? undefined : await this.run(id, command, prepared, call);
    } catch (error) {
      return this.fail(id, error, isByPerson, () => vscode.commands.executeCommand(id, argument, selection));
    }
  }

  private async run<Prepared, Result, Given extends object>(
    id: string,
    command: Command<Prepared, Result, Given>,
    prepared: Prepared,
    { isByPerson }: Pick<Invocation, 'isByPerson'>,
  ): Promise<Result | undefined> {
    try {
      const result = await command.run(prepared);
      if (isByPerson) {
        command.report?.(result);
      }
      return result;
    } catch (error) {
      const retry = () => void this.run(id, command, prepared, { isByPerson: true });
      const edited = command.edited?.(prepared, asDingTalkError(error));
      const edit = edited && (() => void vscode.commands.executeCommand(id, edited));
      return this.fail(id, error, isByPerson, retry, edit);
    }
  }

  /** Shows one message to a person, or throws to a caller. A cancellation is silent. */
  private fail(
    id: string,
    error: unknown,
    isByPerson: boolean,
    retry: () => void,
    edit?: () => void,
  ): undefined {
    if (isCancellation(error)) {
      return undefined;
    }
    const failure = asDingTalkError(error);
    this.log.error(`${id}: ${failure.kind === 'internalError' ? failure.stack : failure.message}`);
    if (!isByPerson) {
      throw failure;
    }
    this.showFailure(failure, retry, edit);
    return undefined;
  }
}

/** A command without a schema takes no arguments. */
function schemaOf<Given extends object>({
  argument,
}: Pick<Command<unknown, unknown, Given>, 'argument'>): v.GenericSchema<unknown, Given> {
  return argument ?? (v.object({}) as unknown as v.GenericSchema<unknown, Given>);
}
