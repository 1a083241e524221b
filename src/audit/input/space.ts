import * as l10n from '@vscode/l10n';
import { dentriesPerPage } from '../../dingtalk/endpoints/storage.ts';
import { DingTalkError } from '../../dingtalk/errors.ts';
import { readSpaceId } from '../../dingtalk/spaceId.ts';
import { cleanText } from '../../text/cleanText.ts';
import { maxAuditItems } from '../audit.ts';

/** The part of a space to audit. */
export interface Space {
  readonly spaceId: string;
  /** The path of a folder, such as `/Finance/2026`, which is audited too. Default: the whole space. */
  readonly folder?: string;
  /** Levels; 1 is directly in the space or folder. Default: all. */
  readonly maxDepth?: number;
  /** Files and folders, at most. */
  readonly maxFiles: number;
}

/** A space as it was typed or passed, unchecked. Empty fields are left out. */
export type SpaceFields = { readonly [Key in keyof Space]?: unknown };

export const defaultMaxFiles = 1000;
export const maxLevels = 100;

/** @throws DingTalkError `invalidParameter` with the first field that is wrong */
export function readSpace({
  spaceId,
  folder = '',
  maxDepth = '',
  maxFiles = defaultMaxFiles,
}: SpaceFields): Space {
  return {
    spaceId: readSpaceId(String(spaceId)) ?? refuse('spaceId'),
    ...readFolder(String(folder)),
    ...(maxDepth === '' ? {} : { maxDepth: readCount(maxDepth, maxLevels) ?? refuse('maxDepth') }),
    maxFiles: readCount(maxFiles, maxAuditItems) ?? refuse('maxFiles'),
  };
}

function refuse(parameter: keyof Space): never {
  throw new DingTalkError('invalidParameter', { parameter });
}

/** The path of a folder as it was typed, with or without slashes at the ends; `undefined` for the whole space. */
function readFolder(input: string): Pick<Space, 'folder'> {
  const parts = partsOf(input);
  return parts.length === 0 ? {} : { folder: `/${parts.join('/')}` };
}

const maxPath = 4000;

/** The names in a path, cleaned as they are for display, so that a path copied from a result matches. */
export function partsOf(path: string): string[] {
  return path
    .slice(0, maxPath)
    .split('/')
    .map(part => cleanText(part).normalize())
    .filter(part => part !== '');
}

/** A whole number from 1 to `most`. */
export function readCount(input: unknown, most: number): number | undefined {
  const count = Number(/^\d{1,9}$/.exec(String(input))?.[0]);
  return count >= 1 && count <= most ? count : undefined;
}

/**
 * The most metered calls that listing may take. Without a filter it ends at the limit on files: twice the pages that
 * they fill leave room for pages that are not full, and for repeated entries. With a filter, it is unknown how many
 * entries there are for each match.
 */
export function maxListCalls({ folder, maxDepth, maxFiles }: Space): number {
  const most = maxAuditItems / dentriesPerPage;
  return folder === undefined && maxDepth === undefined
    ? Math.min(most, 2 * Math.ceil(maxFiles / dentriesPerPage))
    : most;
}

/** The name of an audit of it. */
export function spaceName({ spaceId, folder = '' }: Space): string {
  return `${l10n.t('Space {0}', spaceId)} ${folder}`.trim();
}
