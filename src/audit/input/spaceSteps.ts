import * as l10n from '@vscode/l10n';
import { askText, runSteps, type Step } from '../../editor/multiStep.ts';
import { maxAuditItems } from '../audit.ts';
import {
  defaultMaxFiles,
  maxLevels,
  readCount,
  readSpace,
  readSpaceId,
  type Space,
  type SpaceFields,
} from './space.ts';

/** Asks which space, and how much of it, is to be audited; `undefined` when the user leaves. */
export async function askSpace(title: string): Promise<Space | undefined> {
  const steps = [
    askField(
      'spaceId',
      l10n.t('Space ID'),
      l10n.t('The number after spaceId= in the link of a file in DingTalk Drive, or that link'),
      text => readSpaceId(text) !== undefined,
    ),
    askField(
      'folder',
      l10n.t('Folder'),
      l10n.t('The path of a folder, such as {0}. Leave it empty for the whole space.', '/Finance/2026'),
      () => true,
    ),
    askField(
      'maxDepth',
      l10n.t('Depth'),
      l10n.t('How many levels? 1 is what lies directly in it. Leave it empty for all.'),
      text => text === '' || readCount(text, maxLevels) !== undefined,
    ),
    askField(
      'maxFiles',
      l10n.t('Limit'),
      l10n.t(
        'At most how many files and folders, from 1 to {0}? Each takes one metered call.',
        maxAuditItems,
      ),
      text => readCount(text, maxAuditItems) !== undefined,
    ),
  ];
  const fields = await runSteps<SpaceFields>(title, steps, { maxFiles: defaultMaxFiles });
  return fields && readSpace(fields);
}

/** A question whose prompt also says what is wrong with any other answer. */
function askField(
  id: keyof Space,
  subject: string,
  prompt: string,
  isRight: (text: string) => boolean,
): Step<SpaceFields> {
  return {
    id,
    async ask(fields, place) {
      const reply = await askText(place, {
        subject,
        prompt,
        value: String(fields[id] ?? ''),
        validate: text => (isRight(text.trim()) ? undefined : prompt),
      });
      return typeof reply === 'string' ? reply : { answer: { ...fields, [id]: reply.answer } };
    },
  };
}
