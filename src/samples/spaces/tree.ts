import { createHash } from 'node:crypto';
import { type DentryAnswer, dentryAnswers } from '../dentries.ts';

/** A file or folder, as DingTalk lists it: sizes in bytes, times in ISO 8601. */
export interface Entry {
  /** Digits, unique only in its space. */
  id: string;
  spaceId: string;
  /** `0` directly in the space. */
  parentId: string;
  type: 'FILE' | 'FOLDER';
  name: string;
  path: string;
  status: 'NORMAL' | 'DELETED' | 'EXPIRED';
  uuid: string;
  /** None for folders; 0 for online documents. */
  size?: bigint;
  extension?: string;
  category?: string;
  /** A userId. */
  creatorId?: string;
  modifiedTime?: string;
}

/** Who may do what with a file or folder, and with what is below it. */
export interface Grant {
  member: { type: string; id: string; corpId?: string; name?: string };
  role: string;
  /** Seconds; none: for good. */
  duration?: bigint;
}

/** A part of a tree as it is written down; the rest of an {@link Entry} follows from its place. */
export interface Branch {
  readonly name: string;
  readonly children?: readonly Branch[];
  readonly size?: bigint;
  readonly extension?: string;
  readonly category?: string;
  readonly inheritance?: string;
  readonly grants?: readonly Grant[];
  /** In the year 2026: `09-14`. */
  readonly day?: string;
  readonly status?: Entry['status'];
}

type Marks = Pick<Branch, 'inheritance' | 'grants' | 'day' | 'status'>;

export const folder = (name: string, children: readonly Branch[], marks: Marks = {}): Branch => ({
  name,
  children,
  ...marks,
});

const categories: Readonly<Record<string, string>> = {
  jpg: 'IMAGE',
  png: 'IMAGE',
  mp4: 'VIDEO',
  m4a: 'AUDIO',
  zip: 'ARCHIVE',
};

/** @param megabytes its size; may be a fraction */
export function file(name: string, megabytes: number, marks: Marks = {}): Branch {
  const extension = name.slice(name.lastIndexOf('.') + 1);
  const size = BigInt(Math.round(megabytes * 1_048_576));
  return { name, size, extension, category: categories[extension] ?? 'DOCUMENT', ...marks };
}

/** An online document, whose size DingTalk does not tell. */
export const onlineDocument = (name: string, marks: Marks = {}): Branch => ({
  name,
  size: 0n,
  extension: 'adoc',
  category: 'ALIDOC',
  ...marks,
});

/** A shortcut to something elsewhere: an entry with a uuid and permissions of its own. */
export const shortcut = (name: string, marks: Marks = {}): Branch => ({
  name,
  size: 0n,
  extension: 'dlink',
  category: 'OTHER',
  ...marks,
});

/** A tree that has grown: its entries, their modes, and the grants that each has of its own, by uuid. */
export interface Tree {
  readonly entries: Entry[];
  readonly dentries: DentryAnswer[];
  readonly grants: readonly (readonly [string, readonly Grant[]])[];
}

/** Gives each branch its ids, path and mode, in the order of a reader: a folder before what is in it. */
export function grow(corpId: string, spaceId: string, branches: readonly Branch[]): Tree {
  const entries: Entry[] = [];
  const dentries: DentryAnswer[] = [];
  const grants: [string, readonly Grant[]][] = [];
  const add = (branch: Branch, parentId: string, parentPath: string): void => {
    const path = `${parentPath}/${branch.name}`;
    const known = dentryAnswers.find(each => each.corpId === corpId && each.name === branch.name);
    const uuid = known?.dentryUuid ?? uuidOf(`${corpId} ${spaceId} ${path}`);
    const id = String(190_000_000_000 + entries.length);
    const { name, children, size, extension, category, status = 'NORMAL', day = '06-01' } = branch;
    entries.push({
      id,
      spaceId,
      parentId,
      type: children === undefined ? 'FILE' : 'FOLDER',
      name,
      path,
      status,
      uuid,
      ...(size === undefined ? {} : { size }),
      ...(extension === undefined ? {} : { extension }),
      ...(category === undefined ? {} : { category }),
      creatorId: creators[entries.length % creators.length] ?? '',
      modifiedTime: `2026-${day}T02:00:00Z`,
    });
    if (known === undefined) {
      dentries.push({ corpId, dentryUuid: uuid, name, inheritance: branch.inheritance ?? 'PASS_ON' });
    }
    if (branch.grants !== undefined) {
      grants.push([uuid, branch.grants]);
    }
    for (const child of children ?? []) {
      add(child, id, path);
    }
  };
  for (const branch of branches) {
    add(branch, '0', '');
  }
  return { entries, dentries, grants };
}

/** The userIds of those who make files; the names are the same in every sample organization. */
const creators = ['chenyu', 'maria', 'zhouwei'];

export const userNames: Readonly<Record<string, string>> = {
  chenyu: '陈宇',
  maria: 'Maria Lindqvist',
  zhouwei: '周薇',
};

/** An id in the form of DingTalk's, always the same for the same `key`. */
export function uuidOf(key: string, length = 32): string {
  return createHash('sha512').update(key).digest('base64').replace(/[+/=]/g, '').slice(0, length);
}
