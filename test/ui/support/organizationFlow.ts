/** The questions of *Add Organization…* and *Edit Organization…*, answered by keyboard. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { Server } from '../../editor-host/server.ts';
import { eventually } from './eventually.ts';
import { assertTyped, focusedPick, leaveBox, typeChoice, typeCommand } from './keyboard.ts';
import type { Person } from './person.ts';
import { question } from './workbench.ts';

export const addCommand = 'DingTalk Storage: Add Organization…';

/** One question and its answer. */
export interface FlowStep {
  /** What its box shows: a list's placeholder, or a text box's title, as a problem hides the prompt. */
  readonly asked: string;
  readonly answer: string;
  readonly isChoice: boolean;
}

const typed = (subject: string, answer: string): FlowStep => ({
  asked: `Organization · ${subject} (`,
  answer,
  isChoice: false,
});
const chosen = (asked: string, answer: string): FlowStep => ({ asked, answer, isChoice: true });

export interface Answers {
  /** The emulator's URL. */
  readonly server: string;
  readonly corpId: string;
  readonly clientId?: string;
  readonly accessToken?: string;
  readonly clientSecret?: string;
  readonly suiteTicket?: string;
  readonly unionId?: string;
  readonly userId?: string;
}

/** All questions before the name, in order, for the sign-in method that the answers belong to. */
export function flowSteps(answers: Answers): FlowStep[] {
  const { server, corpId, clientId, accessToken, clientSecret, suiteTicket, unionId, userId } = answers;
  const optional = (subject: string, answer: string | undefined) =>
    answer === undefined ? [] : [typed(subject, answer)];
  const isThirdParty = suiteTicket !== undefined;
  const app = isThirdParty ? 'Third-party app' : 'Internal app';
  return [
    chosen("Select the organization's region", 'Other server…'),
    typed('Server', server),
    typed('corpId', corpId),
    chosen('Select a sign-in method', accessToken === undefined ? app : 'Access token'),
    ...optional('Client ID', clientId),
    ...optional('Access token', accessToken),
    ...optional('Client secret', clientSecret),
    ...optional('Suite ticket', suiteTicket),
    chosen(
      'Select how to identify the user who makes the calls',
      userId === undefined ? 'unionId' : 'userId',
    ),
    ...optional('unionId', unionId),
    ...optional('userId', userId),
  ];
}

export const nameStep = (name: string): FlowStep => typed('Name', name);

/** The questions in `steps`, starting with the one worded like this. */
export function stepsFrom(steps: readonly FlowStep[], asked: string): readonly FlowStep[] {
  const index = steps.findIndex(step => step.asked.includes(asked));
  assert.notEqual(index, -1, `nobody asks “${asked}”`);
  return steps.slice(index);
}

/** The same answers, except for one. */
export function changed(steps: readonly FlowStep[], asked: string, answer: string): readonly FlowStep[] {
  return steps.map(step => (step.asked.includes(asked) ? { ...step, answer } : step));
}

/** Waits for a question and enters the answer, replacing the box's text, or narrows the list down to it. */
export async function give(page: Page, { asked, answer, isChoice }: FlowStep): Promise<void> {
  await question(page, asked).waitFor();
  if (isChoice) {
    await typeChoice(page, answer);
    return;
  }
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  // As an input method does, in one piece: each key by itself costs the editor three frames.
  await page.keyboard.insertText(answer);
  await page.keyboard.press('Enter');
}

export async function giveAll(page: Page, steps: readonly FlowStep[]): Promise<void> {
  for (const step of steps) {
    await give(page, step);
  }
}

/** Waits for a question, checks that it already holds the answer, and accepts it with Enter. */
export async function confirm(page: Page, step: FlowStep): Promise<void> {
  await holds(page, step);
  await page.keyboard.press('Enter');
}

export async function confirmAll(page: Page, steps: readonly FlowStep[]): Promise<void> {
  for (const step of steps) {
    await confirm(page, step);
  }
}

/** Checks that the current question holds this answer. */
export async function holds(page: Page, { asked, answer, isChoice }: FlowStep): Promise<void> {
  await question(page, asked).waitFor();
  if (isChoice) {
    await focusedPick(page, answer).waitFor();
  } else {
    await assertTyped(page, answer);
  }
}

/** Goes back to the previous question. */
export async function goBack(page: Page): Promise<void> {
  await page.keyboard.press('Control+Alt+Minus');
}

/** Opens and leaves one of the extension's questions: anything it did on its own would have happened by then. Needs an organization. */
export async function letSettle(page: Page): Promise<void> {
  await typeCommand(page, 'DingTalk Storage: Query Permission Inheritance…');
  await question(page, /^Select an organization$|Query Permission Inheritance · /).waitFor();
  await leaveBox(page);
}

/** Begins a new organization, whatever was left before. */
export async function startAdding(page: Page): Promise<void> {
  await typeCommand(page, addCommand);
  const offered = question(page, 'Select whether to continue where you left off');
  await offered.or(question(page, "Select the organization's region")).waitFor();
  if (await offered.isVisible()) {
    await typeChoice(page, 'Start Over');
  }
}

/** The user's settings.json. */
export const settingsPath = (server: Server): string =>
  path.join(server.serverDataDir, 'data/User/settings.json');

/** The organizations in it. */
export async function organizationsIn({ server }: Person): Promise<unknown> {
  return JSON.parse(await readFile(settingsPath(server), 'utf8'))['dingtalkStorage.organizations'];
}

/** Waits until settings.json is open over the window, with this text, and closes it. */
export async function closeSettingsFile(page: Page, text: string): Promise<void> {
  const line = page.locator('.view-lines').getByText(text).first();
  await line.waitFor();
  await eventually(async () => {
    await page.keyboard.press('Escape');
    await line.waitFor({ state: 'hidden', timeout: 1000 });
  });
}
