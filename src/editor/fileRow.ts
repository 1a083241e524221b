import type { Row } from './command.ts';

/** A file or folder as a row of a view: what the commands of several features are chosen on. */
export interface FileRow extends Row {
  readonly kind: 'file';
  readonly corpId: string;
  /** Absent if DingTalk sent none: then nothing can be asked about it. */
  readonly dentryUuid?: string | undefined;
  readonly name?: string | undefined;
}

export type KnownFile = FileRow & { readonly dentryUuid: string };

/** Whether a command was chosen on a file or folder that can be asked about. */
export function isKnownFile(row: Row | undefined): row is KnownFile {
  return row?.kind === 'file' && 'dentryUuid' in row && typeof row.dentryUuid === 'string';
}

/** Something whose files can be listed one below the other: a folder, a knowledge base, or a Drive space. */
export interface FolderRow extends Row {
  readonly corpId: string;
  /** Absent for what has no inheritance, such as a whole space. */
  readonly dentryUuid?: string | undefined;
  readonly name?: string | undefined;
  readonly listed: Listed;
}

/** How to list a folder: by the knowledge base APIs, or by its place in a space. */
export type Listed =
  | { readonly by: 'node'; readonly nodeId: string }
  /** `0` is the space itself. */
  | { readonly by: 'space'; readonly spaceId: string; readonly parentId: string };

export function isFolder(row: Row | undefined): row is FolderRow {
  return row !== undefined && 'listed' in row && typeof row.listed === 'object' && row.listed !== null;
}
