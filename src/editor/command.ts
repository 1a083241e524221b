/** A command in two steps: what it needs is asked for first, so that a failure can be retried without asking again. */
export interface Command<Argument, Result> {
  /**
   * Reads the caller's argument and asks for what it lacks; `undefined` when the user leaves.
   *
   * @param argument nothing, an argument object, or the row that the command was chosen on
   * @param selection all rows that were selected then
   */
  complete(
    argument: unknown,
    selection: readonly unknown[],
  ): Promise<Argument | undefined> | Argument | undefined;
  run(argument: Argument): PromiseLike<Result> | Result;
  /** Tells a person the result. A caller with an argument object gets it as the return value instead. */
  tell?(result: Result): void;
}

/** Rows of our views have a kind; argument objects have none. */
export function isRow(argument: unknown): argument is { readonly kind: unknown } {
  return typeof argument === 'object' && argument !== null && 'kind' in argument;
}

/**
 * The rows that a command is meant for: all that are selected, where the one it was chosen on is among them. The editor
 * passes no selection where it is not, or where it is the only one.
 */
export function chosenRows(row: unknown, selection: readonly unknown[]): readonly unknown[] {
  return selection.length > 0 ? selection : [row];
}
