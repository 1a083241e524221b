import * as l10n from '@vscode/l10n';
import { readSpaceId } from '../../dingtalk/spaceId.ts';
import { askChoice, askText, runSteps, type Step } from '../../editor/boxes/multiStep.ts';
import { maxAuditItems } from '../audit.ts';
import { defaultMaxFiles, maxLevels, readCount, readSpace, type Space, type SpaceFields } from './space.ts';

export interface SpaceChoice {
  readonly name: string;
  readonly spaceId: string;
}

/**
 * Asks which space to audit, and how much of it; `undefined` if the user leaves.
 *
 * @param choices the only spaces that there are, if they are known
 * @param before what to fill in
 */
export async function askSpace(
  title: string,
  choices: readonly SpaceChoice[],
  before: SpaceFields,
): Promise<Space | undefined> {
  const steps = [
    choices.length > 0
      ? chooseSpace(choices)
      : askField(
          'spaceId',
          l10n.t('Space ID'),
          l10n.t('Enter the number after spaceId= in the link of a DingTalk Drive file, or paste the link'),
          text => readSpaceId(text) !== undefined,
        ),
    askField(
      'folder',
      l10n.t('Folder'),
      l10n.t('Enter a folder path, such as {0}. Leave empty for the whole space.', '/Finance/2026'),
      () => true,
    ),
    askField(
      'maxDepth',
      l10n.t('Depth'),
      l10n.t(
        'Enter the number of levels to include. 1 includes only direct children. Leave empty for all levels.',
      ),
      text => text === '' || readCount(text, maxLevels) !== undefined,
    ),
    askField(
      'maxFiles',
      l10n.t('Limit'),
      l10n.t(
        'Enter the maximum number of files and folders, from 1 to {0}. Each uses one metered call.',
        maxAuditItems,
      ),
      text => readCount(text, maxAuditItems) !== undefined,
    ),
  ];
  const fields = await runSteps<SpaceFields>(title, steps, { maxFiles: defaultMaxFiles, ...before });
  return fields && readSpace(fields);
}

function chooseSpace(choices: readonly SpaceChoice[]): Step<SpaceFields> {
  const items = choices.map(({ name, spaceId }) => ({ label: name, description: spaceId, value: spaceId }));
  return {
    id: 'spaceId',
    async ask(fields, place) {
      const current = fields.spaceId ?? items[0]?.value;
      const reply = await askChoice(place, l10n.t('Select a space'), items, current);
      return typeof reply === 'string' ? reply : { answer: { ...fields, spaceId: reply.answer } };
    },
  };
}

/** A question whose prompt is also the message for an invalid answer. */
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
