import * as vscode from 'vscode';
import { asDingTalkError, type DingTalkError, isCancellation } from '../dingtalk/errors.ts';
import { type Command, isRow } from './command.ts';

/** Shows a failure to a person. `retry` runs the command again with what was asked for. */
export type ShowFailure = (failure: DingTalkError, retry: () => void) => void;

/** Registers commands, and is the one place that catches what they throw. */
export class Commands implements vscode.Disposable {
  private readonly disposables: vscode.Disposable[] = [];

  constructor(
    private readonly log: vscode.LogOutputChannel,
    private readonly showFailure: ShowFailure,
  ) {}

  register<Argument, Result>(id: string, command: Command<Argument, Result>): void {
    this.disposables.push(
      vscode.commands.registerCommand(id, async (argument?: unknown, selection?: unknown) => {
        const isByPerson = argument === undefined || isRow(argument);
        try {
          const complete = await command.complete(argument, Array.isArray(selection) ? selection : []);
          return complete === undefined ? undefined : await this.run(id, command, complete, isByPerson);
        } catch (error) {
          return this.fail(id, error, isByPerson, () =>
            vscode.commands.executeCommand(id, argument, selection),
          );
        }
      }),
    );
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private async run<Argument, Result>(
    id: string,
    command: Command<Argument, Result>,
    argument: Argument,
    isByPerson: boolean,
  ): Promise<Result | undefined> {
    try {
      const result = await command.run(argument);
      if (isByPerson) {
        command.tell?.(result);
      }
      return result;
    } catch (error) {
      return this.fail(id, error, isByPerson, () => void this.run(id, command, argument, true));
    }
  }

  /** Tells a person once; throws to a caller with an argument object, who wants to know; cancelled is silent. */
  private fail(id: string, error: unknown, isByPerson: boolean, retry: () => void): undefined {
    if (isCancellation(error)) {
      return undefined;
    }
    const failure = asDingTalkError(error);
    this.log.error(`${id}: ${failure.kind === 'internalError' ? failure.stack : failure.message}`);
    if (!isByPerson) {
      throw failure;
    }
    this.showFailure(failure, retry);
    return undefined;
  }
}
