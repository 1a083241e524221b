import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { asDingTalkError, isCancellation } from '../dingtalk/errors.ts';
import type { Command, Invocation } from '../editor/command.ts';
import { withProgress } from '../editor/progress.ts';
import { explain } from '../organizations/failures/explain.ts';
import { retryText } from '../organizations/failures/retryText.ts';
import type { OpenApi } from '../organizations/openApi.ts';
import { isSample, type Organization } from '../organizations/organization.ts';
import { cleanText } from '../text/cleanText.ts';
import { numberFormat } from '../text/formats.ts';
import { askAccess, type FileAccess, type KeptAccess } from './fileAccess.ts';

/** The file or folder that a command is about. */
export interface AccessFile {
  readonly organization: Organization;
  readonly dentryUuid: string;
  readonly name?: string;
}

export const accessArgument = v.object({
  corpId: v.exactOptional(v.string()),
  dentryUuid: v.exactOptional(v.string()),
  /** Only to be shown: from our own buttons. */
  name: v.exactOptional(v.string()),
});
type AccessArgument = v.InferOutput<typeof accessArgument>;

export interface AccessParts {
  readonly api: OpenApi;
  /** The file that a command was chosen on, or that the user names; `undefined` if the user cancels. */
  readonly pickFile: (call: Invocation<AccessArgument>, title: string) => Promise<AccessFile | undefined>;
  /** Whether files inherit. */
  readonly modes: {
    /** Whether it was asked about a moment ago: then no call is needed. */
    isKnown(file: AccessFile): boolean;
    /** The mode of a file. @throws DingTalkError */
    of(file: AccessFile, signal: AbortSignal): Promise<string>;
  };
  /** A mode and what it means. */
  readonly modeSentence: (mode: string) => Promise<string>;
  readonly budget: {
    /** What this many metered calls would take of an organization's month, in the user's language. */
    budgetFor(corpId: string, calls: number): Promise<{ readonly sentence: string }>;
  };
}

interface Plan extends AccessFile {
  /** Only for a page: the result of the command does not tell it. */
  readonly isModeAsked: boolean;
}

/** *Who Can See It…*: lists all grants of a file, and says whether it inherits. */
export function showAccess(
  parts: AccessParts,
  keep: (access: KeptAccess) => void,
  show: (access: FileAccess) => unknown,
): Command<Plan, FileAccess, AccessArgument> {
  return {
    argument: accessArgument,
    async prepare(call) {
      const file = await parts.pickFile(call, l10n.t('Who Can See It'));
      if (file === undefined || (call.isByPerson && !(await confirm(file, parts)))) {
        return undefined;
      }
      return { ...file, isModeAsked: call.isByPerson };
    },

    async run({ isModeAsked, ...file }) {
      const { organization, dentryUuid, name } = file;
      const number = numberFormat(vscode.env.language);
      const title = l10n.t('Listing who can see {0}', cleanText(name ?? dentryUuid));
      return withProgress(title, async (signal, tell) => {
        const client = parts.api.for(organization, 'access', (retry, of) => tell(retryText(retry, of)));
        const access = await askAccess(client, organization, dentryUuid, signal, count =>
          tell(l10n.t('grants so far: {0}', number.format(count))),
        );
        const { label, endpoint } = organization;
        keep({
          ...access,
          ...(name === undefined ? {} : { name }),
          ...(isModeAsked ? { inheritance: await modeOf(file, parts, signal) } : {}),
          organization: label,
          endpoint,
        });
        return access;
      });
    },

    report: access => void show(access),
  };
}

/** Says what it costs, and asks for confirmation; not for samples, which cost nothing. */
async function confirm(file: AccessFile, { modes, budget }: AccessParts): Promise<boolean> {
  const { organization, dentryUuid, name = dentryUuid } = file;
  if (isSample(organization)) {
    return true;
  }
  const isKnown = modes.isKnown(file);
  const { sentence } = await budget.budgetFor(organization.corpId, isKnown ? 1 : 2);
  const button = l10n.t('List');
  const detail = [
    l10n.t('One metered call for each 30 grants. The number of grants is not known in advance.'),
    ...(isKnown ? [] : [l10n.t('One more to check inheritance.')]),
    l10n.t('At least: {0}', sentence),
  ].join('\n');
  const question = l10n.t('List who can see “{0}”?', cleanText(name));
  return (await vscode.window.showInformationMessage(question, { modal: true, detail }, button)) === button;
}

/** Whether it inherits, or why that is not known: the grants are worth showing all the same. */
async function modeOf(file: AccessFile, parts: AccessParts, signal: AbortSignal): Promise<string> {
  try {
    return await parts.modeSentence(await parts.modes.of(file, signal));
  } catch (error) {
    if (isCancellation(error)) {
      throw error;
    }
    const { sentence } = explain(asDingTalkError(error), file.organization);
    return l10n.t('Whether it inherits is not known. {0}', sentence);
  }
}
