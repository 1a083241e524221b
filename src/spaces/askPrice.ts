import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isSample, type Organization } from '../organizations/organization.ts';

export interface SpaceBudget {
  /** What this many metered calls would take of an organization's month, in the user's language. */
  budgetFor(corpId: string, calls: number): Promise<{ readonly sentence: string }>;
}

/** A question whose answer costs metered calls. */
export interface PriceQuestion<Answer> {
  readonly question: string;
  /** What the price depends on. */
  readonly notes: readonly string[];
  readonly calls: number;
  /** What `calls` is, as the number is not known in advance. */
  readonly bound?: 'least' | 'most';
  readonly answers: readonly { readonly button: string; readonly answer: Answer }[];
}

/** Says what it costs, and asks; `undefined` if the user cancels. Samples cost nothing, so the first answer holds. */
export async function askPrice<Answer>(
  organization: Organization,
  { question, notes, calls, bound, answers }: PriceQuestion<Answer>,
  budget: SpaceBudget,
): Promise<Answer | undefined> {
  if (isSample(organization)) {
    return answers[0]?.answer;
  }
  const { sentence } = await budget.budgetFor(organization.corpId, calls);
  const price =
    bound === 'least'
      ? l10n.t('At least: {0}', sentence)
      : bound === 'most'
        ? l10n.t('At most: {0}', sentence)
        : sentence;
  const options = { modal: true, detail: [...notes, price].join('\n') };
  const buttons = answers.map(({ button }) => button);
  const chosen = await vscode.window.showInformationMessage(question, options, ...buttons);
  return answers.find(({ button }) => button === chosen)?.answer;
}
