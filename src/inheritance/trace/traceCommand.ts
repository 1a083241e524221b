import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Command } from '../../editor/command.ts';
import { withProgress } from '../../editor/progress.ts';
import { retryText } from '../../organizations/failures/retryText.ts';
import { isSample } from '../../organizations/organization.ts';
import { cleanText } from '../../text/cleanText.ts';
import { numberFormat } from '../../text/formats.ts';
import type { ChosenFile } from '../chosen/chosenFile.ts';
import type { PickFile } from '../chosen/pickFile.ts';
import { type LookupArgument, lookupArgument } from '../pickLookups.ts';
import type { TraceOptions } from './askTrace.ts';
import type { InheritanceTrace, Traced } from './trace.ts';

interface Plan extends ChosenFile {
  /** Whether to say the price before more than three calls. */
  readonly isAsked: boolean;
}

export interface TraceCommandParts {
  readonly pickFile: PickFile;
  readonly budget: Budget;
  readonly ask: (file: ChosenFile, options: TraceOptions) => Promise<Traced | undefined>;
  /** Keeps a trace to be shown. */
  readonly keep: (file: ChosenFile, traced: Traced, askedAt: number) => void;
  readonly show: (trace: InheritanceTrace) => unknown;
}

export interface Budget {
  /** What this many metered calls would take of an organization's month, in the user's language. */
  budgetFor(corpId: string, calls: number): Promise<{ readonly sentence: string }>;
}

/** *Trace Inheritance…*: asks upward from a file, up to where its inheritance is broken. */
export function traceInheritance({
  pickFile,
  budget,
  ask,
  keep,
  show,
}: TraceCommandParts): Command<Plan, InheritanceTrace | undefined, LookupArgument> {
  return {
    argument: lookupArgument,
    async prepare(call) {
      const file = await pickFile(call, l10n.t('Trace Inheritance'));
      return file && { ...file, isAsked: call.isByPerson && !isSample(file.organization) };
    },

    async run({ isAsked, ...file }) {
      const { organization, dentryUuid, name = dentryUuid } = file;
      const { corpId } = organization;
      const number = numberFormat(vscode.env.language);
      const title = l10n.t('Tracing the inheritance of {0}', cleanText(name));
      const traced = await withProgress(title, (signal, tell) =>
        ask(file, {
          signal,
          onRetry: (retry, of) => tell(retryText(retry, of)),
          onCall: calls => tell(l10n.t('call {0}', number.format(calls))),
          confirm: async (calls, told = name) => !isAsked || confirm(cleanText(told), corpId, calls, budget),
        }),
      );
      if (traced === undefined) {
        return undefined;
      }
      const askedAt = Date.now();
      keep(file, traced, askedAt);
      return { corpId, dentryUuid, steps: traced.steps, end: traced.end, askedAt };
    },

    report: trace => void (trace && show(trace)),
  };
}

/** Says what the rest of a trace costs, and asks for confirmation. */
async function confirm(
  file: string,
  corpId: string,
  calls: number | undefined,
  budget: Budget,
): Promise<boolean> {
  const button = l10n.t('Continue');
  const question = l10n.t('“{0}” inherits. Continue with the folders above it?', file);
  const detail =
    calls === undefined
      ? l10n.t('Two metered calls for each folder. The number of folders is not known in advance.')
      : l10n.t('At most: {0}', (await budget.budgetFor(corpId, calls)).sentence);
  return (await vscode.window.showInformationMessage(question, { modal: true, detail }, button)) === button;
}
