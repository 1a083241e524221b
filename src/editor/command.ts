import * as v from 'valibot';
import { DingTalkError } from '../dingtalk/errors.ts';
import { rowKinds } from '../ids.ts';

/** A row of one of our views: what distinguishes it from a caller's argument is its kind. */
export interface Row {
  readonly kind: string;
}

/** How a command was called. */
export interface Invocation<Given extends object = object> {
  /** The caller's argument, checked; empty where a person chose the command. */
  readonly given: Given;
  /** The row that the command was chosen on. A button in a view's title comes with the row that has the focus. */
  readonly row?: Row;
  /** That row, or all rows that are selected where it is one of them. */
  readonly rows: readonly Row[];
  /** Whether a person sees what comes of it. A caller gets the result, or the error, instead. */
  readonly isByPerson: boolean;
}

/** A command in two steps: it asks for what it needs first, so that a failure can be retried without asking again. */
export interface Command<Prepared, Result, Given extends object = object> {
  /** What an argument object looks like, all fields optional. Checked before anything is asked or called. */
  readonly argument?: v.GenericSchema<unknown, Given>;
  /** Reads the call and asks for what it lacks; `undefined` when the user leaves. */
  prepare(call: Invocation<Given>): Promise<Prepared | undefined> | Prepared | undefined;
  run(prepared: Prepared): PromiseLike<Result> | Result;
  /** Shows a person the result. A caller with an argument object gets it as the return value instead. */
  report?(result: Result): void;
}

/** What our own buttons and links add to an argument: what comes of it is shown, not returned. */
export const byPerson = { byPerson: true } as const;

/** What a keybinding passes: the view in which it was pressed. */
const keyArgument = v.object({ focusedRowsOf: v.string() });
const ownArgument = v.object({ byPerson: v.literal(true) });

/** The view in which a key was pressed, for the rows that have the focus there. */
export function viewOfKey(argument: unknown): string | undefined {
  return v.is(keyArgument, argument) ? argument.focusedRowsOf : undefined;
}

/**
 * Reads what the editor passes to a command: nothing, an argument object, or a row and the selected rows.
 *
 * @throws DingTalkError `invalidParameter` with the field that has the wrong type
 */
export function readInvocation<Given extends object>(
  schema: v.GenericSchema<unknown, Given>,
  argument: unknown,
  selection: unknown,
): Invocation<Given> {
  const person = { given: v.parse(schema, {}), rows: [], isByPerson: true };
  // A button in a view's title passes `null` where no row has the focus.
  if (argument === undefined || argument === null) {
    return person;
  }
  if (isRow(argument)) {
    const selected = Array.isArray(selection) ? selection.filter(isRow) : [];
    return { ...person, row: argument, rows: selected.length > 0 ? selected : [argument] };
  }
  if (typeof argument !== 'object' || Array.isArray(argument)) {
    throw new DingTalkError('invalidParameter', { parameter: 'argument' });
  }
  const checked = v.safeParse(schema, argument);
  if (!checked.success) {
    throw new DingTalkError('invalidParameter', { parameter: fieldOf(checked.issues[0]) });
  }
  return { given: checked.output, rows: [], isByPerson: v.is(ownArgument, argument) };
}

function isRow(argument: unknown): argument is Row {
  const { kind } = (argument ?? {}) as { kind?: unknown };
  return rowKinds.some(known => known === kind);
}

/** The field of the argument itself, also where something inside it is wrong. */
function fieldOf(issue: v.BaseIssue<unknown>): string {
  const key = issue.path?.[0]?.key;
  return typeof key === 'string' ? key : 'argument';
}
