import * as l10n from '@vscode/l10n';
import { askText, type Place, type Reply } from '../../editor/boxes/multiStep.ts';
import { isId, isLabel } from '../organization.ts';
import type { Draft } from './draft.ts';

/** Wraps an answer as a field of a draft. */
export async function as<Key extends keyof Draft>(
  key: Key,
  reply: Promise<Reply<Draft[Key]>>,
): Promise<Reply<Partial<Draft>>> {
  const result = await reply;
  return typeof result === 'string' ? result : { answer: { [key]: result.answer } };
}

export function askName(draft: Draft, place: Place): Promise<Reply<Partial<Draft>>> {
  return as(
    'name',
    askText(place, {
      subject: l10n.t('Name'),
      prompt: l10n.t('Enter a name to show in the tree. Leave empty to show the corpId.'),
      value: draft.name ?? '',
      validate: text =>
        text.trim() === '' || isLabel(text) ? undefined : l10n.t('Use at most 100 characters.'),
    }),
  );
}

export function askId(
  key: 'corpId' | 'clientId' | 'unionId' | 'userId',
  draft: Draft,
  place: Place,
  {
    problem,
    ...question
  }: { subject: string; prompt: string; placeholder?: string; problem?: (id: string) => string | undefined },
): Promise<Reply<Partial<Draft>>> {
  return as(
    key,
    askText(place, {
      ...question,
      value: draft[key] ?? '',
      validate: text =>
        text.trim() === ''
          ? question.prompt
          : isId(text.trim())
            ? problem?.(text.trim())
            : l10n.t('An ID can contain only letters, digits, and symbols, without spaces.'),
    }),
  );
}
