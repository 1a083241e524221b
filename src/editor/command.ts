import * as v from 'valibot';
import { DingTalkError } from '../dingtalk/errors.ts';
import { rowKinds } from '../ids.ts';

/** A row of one of our views: its kind distinguishes it from a caller's argument. */
export interface Row {
  readonly kind: string;
}

/** How a command was called. */
export interface Invocation<Given extends object = object> {
  /** The caller's argument, validated; empty if a person chose the command. */
  readonly given: Given;
  /** The row that the command was chosen on. For a button in a view's title, the focused row. */
  readonly row?: Row;
  /** That row, or all selected rows if it is one of them. */
  readonly rows: readonly Row[];
  /**
   * The rows that are selected in the visible views, if the command was chosen in the palette or by a key that passes
   * nothing. For a command that is for rows, the focused ones.
   */
  readonly selected: readonly Row[];
  /** Whether to show the result to a person. Otherwise the caller gets the result, or the error. */
  readonly isByPerson: boolean;
}

/** A command in two steps: it asks for what it needs first, so that a failure can be retried without asking again. */
export interface Command<Prepared, Result, Given extends object = object> {
  /** The schema of an argument object, all fields optional. Checked before anything is asked or called. */
  readonly argument?: v.GenericSchema<unknown, Given>;
  /** Whether it is nothing without rows, and in no palette: called with nothing, it applies to the focused ones. */
  readonly isForRows?: boolean;
  /** Reads the call and asks for what is missing; `undefined` if the user cancels. */
  prepare(call: Invocation<Given>): Promise<Prepared | undefined> | Prepared | undefined;
  run(prepared: Prepared): PromiseLike<Result> | Result;
  /** The argument that asks again with these answers filled in, for a failure that another answer could avoid. */
  edited?(prepared: Prepared, failure: DingTalkError): object | undefined;
  /** Shows a person the result. A caller with an argument object gets it as the return value instead. */
  report?(result: Result): void;
}

/** What our own buttons and links add to an argument: the result is shown, not returned. */
export const byPerson = { byPerson: true } as const;

/** What a keybinding passes: the view where it was pressed. */
const keyArgument = v.object({ focusedRowsOf: v.string() });
const ownArgument = v.object({ byPerson: v.literal(true) });

/** The view where a key was pressed; the command applies to its focused rows. */
export function viewOfKey(argument: unknown): string | undefined {
  return v.is(keyArgument, argument) ? argument.focusedRowsOf : undefined;
}

/**
 * Reads what the editor passes to a command: nothing, an argument object, or a row and the selected rows. With nothing,
 * `selection` is what is selected in the visible views.
 *
 * @throws DingTalkError `invalidParameter` naming the field with the wrong type
 */
export function readInvocation<Given extends object>(
  schema: v.GenericSchema<unknown, Given>,
  argument: unknown,
  selection: unknown,
): Invocation<Given> {
  const person = { given: v.parse(schema, {}), rows: [], selected: [], isByPerson: true };
  const selected = Array.isArray(selection) ? selection.filter(isRow) : [];
  if (argument === undefined) {
    return { ...person, selected };
  }
  // A button in a view's title passes `null` if no row has the focus.
  if (argument === null) {
    return person;
  }
  if (isRow(argument)) {
    return { ...person, row: argument, rows: selected.length > 0 ? selected : [argument] };
  }
  if (typeof argument !== 'object' || Array.isArray(argument)) {
    throw new DingTalkError('invalidParameter', { parameter: 'argument' });
  }
  const checked = v.safeParse(schema, argument);
  if (!checked.success) {
    throw new DingTalkError('invalidParameter', { parameter: fieldOf(checked.issues[0]) });
  }
  return { given: checked.output, rows: [], selected: [], isByPerson: v.is(ownArgument, argument) };
}

function isRow(argument: unknown): argument is Row {
  const { kind } = (argument ?? {}) as { kind?: unknown };
  return rowKinds.some(known => known === kind);
}

/** The top-level field of the argument, even if the mistake is deeper inside. */
function fieldOf(issue: v.BaseIssue<unknown>): string {
  const key = issue.path?.[0]?.key;
  return typeof key === 'string' ? key : 'argument';
}
