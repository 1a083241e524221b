import type { DingTalkError } from '../../dingtalk/errors.ts';

/** A file of a space, one of the biggest. */
export interface BigFile {
  /** Empty if DingTalk sent none. */
  readonly dentryUuid: string;
  readonly name?: string;
  /** From the root of the space. */
  readonly path?: string;
  /** Bytes. */
  readonly size: bigint;
  /** Milliseconds since 1970. */
  readonly modifiedAt?: number;
}

export const kinds = ['document', 'image', 'video', 'audio', 'archive', 'other'] as const;
export type Kind = (typeof kinds)[number];

export const ages = ['month', 'year', 'older', 'unknown'] as const;
/** When a file was last changed: within 30 days, within 365, or before. */
export type Age = (typeof ages)[number];

export interface Amount {
  readonly files: number;
  /** Bytes. */
  readonly size: bigint;
}

/** What a list of files came to so far. */
export interface FileTotals extends Amount {
  /** Files, folders and all else. */
  readonly entries: number;
  /** Files without a size: online documents, shortcuts and empty files. */
  readonly untold: number;
  readonly byKind: ReadonlyMap<Kind, Amount>;
  readonly byAge: ReadonlyMap<Age, Amount>;
}

/** Why a list ended: DingTalk ended it, a person did, it was too long or repeated itself, or a call failed. */
export type Ending = 'complete' | 'cancelled' | 'cutOff' | 'failed';

/** The biggest files of a space, as they are kept for their page. */
export interface KeptFiles {
  readonly corpId: string;
  readonly spaceId: string;
  readonly spaceName?: string;
  /** The user's name for the organization. */
  readonly organization: string;
  readonly endpoint: string;
  /** Milliseconds since 1970. */
  readonly askedAt: number;
  readonly scope: 'all' | 'top';
  /** The biggest first. */
  readonly files: readonly BigFile[];
  readonly totals: FileTotals;
  /** Metered calls. */
  readonly calls: number;
  /** Who has listed it, where it is shown without listing it for that; `before`: this command. */
  readonly source?: 'audit' | 'filesView' | 'before';
  /** Absent while it is being listed. */
  readonly ending?: Ending;
  readonly failure?: DingTalkError;
}

const extensions: Readonly<Record<Exclude<Kind, 'other'>, string>> = {
  document:
    'csv doc docx dps et htm html key log md numbers odp ods odt pages pdf ppt pptx rtf txt wps xls xlsm xlsx xml',
  image: 'ai bmp cr2 gif heic heif jpeg jpg nef png psd raw svg tif tiff webp',
  video: 'avi flv m4v mkv mov mp4 mpeg mpg rm rmvb webm wmv',
  audio: 'aac amr flac m4a mp3 ogg opus wav wma',
  archive: '7z bz2 dmg gz iso jar rar tar tgz xz zip zst',
};
const kindByExtension: ReadonlyMap<string, Kind> = new Map(
  kinds.flatMap(kind =>
    kind === 'other' ? [] : extensions[kind].split(' ').map(extension => [extension, kind] as const),
  ),
);

/** The kind of a file, by its extension: DingTalk's own, or the end of its name. */
export function kindOf({
  extension,
  name = '',
  path = name,
}: {
  readonly extension?: string | undefined;
  readonly name?: string | undefined;
  readonly path?: string | undefined;
}): Kind {
  const ending = extension ?? /\.([^./]+)$/.exec(path)?.[1] ?? '';
  return kindByExtension.get(ending.toLowerCase()) ?? 'other';
}

const dayLength = 86_400_000;

export function ageOf(modifiedAt: number | undefined, now: number): Age {
  if (modifiedAt === undefined) {
    return 'unknown';
  }
  const days = (now - modifiedAt) / dayLength;
  return days <= 30 ? 'month' : days <= 365 ? 'year' : 'older';
}

/** What tells the rows of a page apart: some items have no dentryUuid. */
export const rowKeyOf = ({ dentryUuid }: BigFile, index: number): string =>
  dentryUuid === '' ? `#${index}` : dentryUuid;

/** A list with only the files of these rows, in this order. */
export function onlyShown(kept: KeptFiles, shown: readonly string[]): KeptFiles {
  const files = new Map(kept.files.map((file, index) => [rowKeyOf(file, index), file]));
  return { ...kept, files: shown.flatMap(key => files.get(key) ?? []) };
}
