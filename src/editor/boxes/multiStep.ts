import * as vscode from 'vscode';

/** Where a question is in the flow. */
export interface Place {
  readonly title: string;
  /** From 1. */
  readonly step: number;
  readonly totalSteps: number;
  readonly canGoBack: boolean;
  /** Why the user was brought to this question. */
  readonly problem?: Problem;
}

export interface Problem {
  readonly sentence: string;
  /** A page that helps. */
  readonly link?: { readonly title: string; readonly url: string };
}

/** The outcome of a question: an answer, a request to go back, or the user left the box. */
export type Reply<T> = { readonly answer: T } | 'back' | 'left';

/** One question of a flow that fills in a draft. */
export interface Step<Draft> {
  readonly id: string;
  /** Does something but asks nothing: has no number, and Back skips it. */
  readonly isSilent?: boolean;
  /** Asks for a detail of the question before and shares its number, so that the count does not change on the way. */
  readonly isDetail?: boolean;
  /** Whether to ask, given what is known. Default: always. A step that is never needed is reached only by `goTo`. */
  isNeeded?(draft: Draft): boolean;
  ask(draft: Draft, place: Place): Promise<Reply<Draft> | GoTo>;
}

export interface GoTo {
  /** The id of the step that can fix the problem. */
  readonly goTo: string;
  readonly problem?: Problem;
}

/** Where a flow begins, and what happens when the user leaves it. */
export interface Flow<Draft> {
  /** The id of the step to begin with. Default: the first. */
  readonly from?: string | undefined;
  /** Called with what is known, and the id of the step that was left. */
  onLeft?(draft: Draft, left: string): void;
}

/** Asks the questions in order, with Back; `undefined` if the user leaves: then nothing has happened. */
export async function runSteps<Draft>(
  title: string,
  steps: readonly Step<Draft>[],
  start: Draft,
  { from, onLeft }: Flow<Draft> = {},
): Promise<Draft | undefined> {
  let draft = start;
  let current = steps.find(({ id }) => id === from) ?? steps[0];
  let problem: Problem | undefined;
  while (current !== undefined) {
    const isNeeded = (step: Step<Draft>) => step.isNeeded?.(draft) ?? true;
    const isAsked = (step: Step<Draft>) => !step.isSilent && isNeeded(step);
    const index = steps.indexOf(current);
    const before = steps.slice(0, index).filter(isAsked);
    const isNumbered = (step: Step<Draft>) => isAsked(step) && !step.isDetail;
    const totalSteps = steps.filter(isNumbered).length;
    const step = steps.slice(0, index + 1).filter(isNumbered).length;
    const place = { title, step, totalSteps, canGoBack: before.length > 0 };
    const reply = await current.ask(draft, problem === undefined ? place : { ...place, problem });
    problem = undefined;
    if (reply === 'left') {
      onLeft?.(draft, current.id);
      return undefined;
    }
    if (reply === 'back') {
      current = before.at(-1);
    } else if ('goTo' in reply) {
      problem = reply.problem;
      current = steps.find(({ id }) => id === reply.goTo);
    } else {
      draft = reply.answer;
      current = steps.slice(index + 1).find(isNeeded);
    }
  }
  return draft;
}

export interface TextQuestion {
  /** What is asked for, in a word or two: it stays visible when a problem hides the prompt. */
  readonly subject: string;
  readonly prompt: string;
  readonly placeholder?: string;
  readonly value?: string;
  readonly isSecret?: boolean;
  /** What is wrong with a text, or `undefined`. */
  validate(text: string): string | undefined;
}

/** Asks for text in a box that stays open while the user copies it from elsewhere. */
export function askText(place: Place, question: TextQuestion): Promise<Reply<string>> {
  const box = vscode.window.createInputBox();
  box.prompt = question.prompt;
  box.placeholder = question.placeholder;
  box.value = question.value ?? '';
  box.password = question.isSecret ?? false;
  box.validationMessage = place.problem?.sentence;
  return shown(box, `${place.title} · ${question.subject}`, place, finish => {
    // While typing, report problems only with text that is there: an empty box is not a mistake yet.
    box.onDidChangeValue(text => {
      box.validationMessage = text === '' ? undefined : question.validate(text);
    });
    box.onDidAccept(() => {
      const problem = question.validate(box.value);
      box.validationMessage = problem;
      if (problem === undefined) {
        finish({ answer: box.value.trim() });
      }
    });
  });
}

export interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** Asks for one of several choices. */
export function askChoice<T>(
  place: Place,
  placeholder: string,
  choices: readonly Choice<T>[],
  current?: T,
): Promise<Reply<T>> {
  const pick = vscode.window.createQuickPick<Choice<T>>();
  pick.placeholder = place.problem?.sentence ?? placeholder;
  pick.items = choices;
  // Enter must always do something: without a current value, it takes the first.
  pick.activeItems = [choices.find(({ value }) => value === current) ?? choices[0]].filter(
    choice => choice !== undefined,
  );
  return shown(pick, place.title, place, finish => {
    pick.onDidAccept(() => {
      const [chosen] = pick.activeItems;
      if (chosen !== undefined) {
        finish({ answer: chosen.value });
      }
    });
  });
}

/** Shows that `work` is in progress. Leaving the box cancels it. */
export function showProgress<T>(
  place: Place,
  message: string,
  work: (signal: AbortSignal, report: (message: string) => void) => Promise<T>,
): Promise<Reply<T>> {
  const controller = new AbortController();
  const pick = vscode.window.createQuickPick();
  pick.placeholder = message;
  pick.busy = true;
  const reply = shown<T>(pick, place.title, place, finish => {
    const report = (detail: string) => {
      pick.placeholder = `${message} ${detail}`;
    };
    work(controller.signal, report).then(
      answer => finish({ answer }),
      error => finish(error),
    );
  });
  return reply.finally(() => controller.abort());
}

/** Shows a box until `listen` finishes it with an answer or an error, or the user leaves it or goes back. */
function shown<T>(
  box: vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>,
  title: string,
  { step, totalSteps, canGoBack }: Place,
  listen: (finish: (outcome: Reply<T> | Error) => void) => void,
): Promise<Reply<T>> {
  box.title = title;
  box.step = step;
  box.totalSteps = totalSteps;
  box.ignoreFocusOut = true;
  box.buttons = canGoBack ? [vscode.QuickInputButtons.Back] : [];
  return new Promise<Reply<T>>((resolve, reject) => {
    const finish = (outcome: Reply<T> | Error) =>
      outcome instanceof Error ? reject(outcome) : resolve(outcome);
    // Back is the only button.
    box.onDidTriggerButton(() => finish('back'));
    box.onDidHide(() => finish('left'));
    listen(finish);
    box.show();
  }).finally(() => box.dispose());
}
