import { sampleCorpId } from '../../organizations/organization.ts';
import { organizationAnswers } from '../answers.ts';
import { type DentryAnswer, dentryAnswers } from '../dentries.ts';
import * as acme from './acme.ts';
import { type Branch, type Entry, type Grant, grow, onlineDocument, type Tree, uuidOf } from './tree.ts';
import * as xinghe from './xinghe.ts';

/** A space of DingTalk Drive, or the one behind a knowledge base. */
export interface Space {
  spaceId: string;
  corpId: string;
  /** In ascending order of last change. One that appears twice was changed while being listed. */
  dentries: Entry[];
  name?: string;
  /** Bytes. */
  used?: bigint;
  /** Bytes; none: no cap. */
  cap?: bigint;
  /** Present for a knowledge base. */
  workspace?: Workspace;
}

export interface Workspace {
  /** 16 letters and digits. */
  workspaceId: string;
  /** The uuid of the knowledge base itself. */
  rootNodeId: string;
  type: 'TEAM' | 'PERSONAL';
  /** The role of the user on whose behalf calls are made. */
  role: string;
}

/** Something in an organization's recycle bin. */
export interface Recycled {
  corpId: string;
  id: string;
  spaceId: string;
  dentryId: string;
  size?: bigint;
  type: 'FILE' | 'FOLDER';
  originalName: string;
  originalPath: string;
  operatorTime: string;
}

const MB = 1024n ** 2n;
const GB = 1024n ** 3n;

const grown: Tree[] = [];

function take(corpId: string, spaceId: string, branches: readonly Branch[]): Entry[] {
  const tree = grow(corpId, spaceId, branches);
  grown.push(tree);
  return tree.entries;
}

/** @param use bytes in use, and the cap if there is one */
function drive(
  corpId: string,
  spaceId: string,
  name: string,
  branches: readonly Branch[],
  use: { used: bigint; cap?: bigint },
): Space {
  return { spaceId, corpId, name, dentries: take(corpId, spaceId, branches), ...use };
}

function knowledgeBase(
  corpId: string,
  spaceId: string,
  name: string,
  branches: readonly Branch[],
  { type = 'TEAM', role = 'MANAGER' }: Partial<Workspace> = {},
): Space {
  const key = `${corpId} ${name}`;
  const workspace = { workspaceId: uuidOf(key, 16), rootNodeId: uuidOf(`${key} root`), type, role };
  return { spaceId, corpId, name, dentries: take(corpId, spaceId, branches), workspace };
}

/** My Documents of the user on whose behalf calls are made. */
const own = { type: 'PERSONAL', role: 'OWNER' } as const;

/** The files of an organization that lie in no other space, side by side. */
function general(corpId: string): Branch[] {
  return dentryAnswers
    .filter(dentry => dentry.corpId === corpId && !dentry.spaceDeleted)
    .map(({ name }) => onlineDocument(name));
}

const [acmeId, xingheId] = ['dingacme0001', 'dingxinghe0002'] as const;

/** The files of the first organization, as in its Drive. */
export const sampleSpace = drive(acmeId, '26810061928', 'General', general(acmeId), { used: 14n * MB });

export const sampleSpaces: Space[] = [
  sampleSpace,
  drive(acmeId, '26810061930', 'Finance', acme.acmeFinance, { used: 264n * MB, cap: 300n * MB }),
  drive(acmeId, '26810061931', 'Projects', acme.acmeProjects, { used: 271n * MB, cap: 2n * GB }),
  drive(acmeId, '26810061932', 'Marketing', acme.acmeMarketing, { used: 35n * MB }),
  knowledgeBase(acmeId, '26810061940', 'Handbook', acme.acmeHandbook, { role: 'OWNER' }),
  knowledgeBase(acmeId, '26810061941', 'Engineering Wiki', acme.acmeEngineering, { role: 'READER' }),
  knowledgeBase(acmeId, '26810061942', 'My Documents', acme.acmeOwn, own),
  drive(xingheId, '26810062001', '研发部', xinghe.xingheResearch, { used: 186n * GB, cap: 200n * GB }),
  drive(xingheId, '26810062002', '行政部', xinghe.xingheAdministration, { used: 1n * GB, cap: 50n * GB }),
  drive(xingheId, '26810062003', '市场部', xinghe.xingheMedia, { used: 54n * GB }),
  drive(xingheId, '26810062004', '公共空间', general(xingheId), { used: 8n * MB }),
  knowledgeBase(xingheId, '26810062010', '公司制度', xinghe.xingheWiki),
  knowledgeBase(xingheId, '26810062011', '实验室手册', xinghe.xingheLab, { role: 'EDITOR' }),
  knowledgeBase(xingheId, '26810062012', '我的文档', xinghe.xingheOwn, own),
  ...organizationAnswers
    .filter(({ corpId }) => corpId !== acmeId && corpId !== xingheId)
    .flatMap(({ corpId, name }, index) => [
      drive(corpId, String(26810063000 + index), name, general(corpId), { used: 12n * MB }),
      knowledgeBase(corpId, String(26810064000 + index), 'My Documents', [], own),
    ]),
];

/** The spaces of a sample organization, to choose from; none for any other. */
export function sampleSpacesOf(corpId: string): readonly { name: string; spaceId: string }[] {
  return sampleSpaces
    .filter(space => sampleCorpId(space.corpId) === corpId)
    .map(({ name = '', spaceId }) => ({ name, spaceId }));
}

/** The modes of what is only in the spaces, and in no list of {@link dentryAnswers}. */
export const treeAnswers: DentryAnswer[] = [
  ...grown.flatMap(({ dentries }) => dentries),
  ...sampleSpaces.flatMap(({ corpId, name = '', workspace }): DentryAnswer[] =>
    workspace === undefined
      ? []
      : [{ corpId, dentryUuid: workspace.rootNodeId, name, inheritance: 'PASS_ON', isRoot: true }],
  ),
];

/** The grants that a file or folder has of its own, by uuid. */
export const sampleGrants: ReadonlyMap<string, readonly Grant[]> = new Map(
  grown.flatMap(({ grants }) => grants),
);

/** What was deleted in the last 30 days, newest first. */
export const sampleRecycled: Recycled[] = [
  ...Array.from(
    { length: 60 },
    (_, index): Recycled => recycled(acmeId, index, `Draft ${60 - index}.docx`, 3n * MB),
  ),
  recycled(xingheId, 0, '旧版图.zip', 64n * GB),
  recycled(xingheId, 1, '临时数据', undefined),
];

function recycled(corpId: string, index: number, name: string, size: bigint | undefined): Recycled {
  const deleted = new Date(Date.UTC(2026, 10, 26) - index * 11 * 3_600_000);
  return {
    corpId,
    id: String(7_700_000 + index),
    spaceId: corpId === acmeId ? '26810061931' : '26810062001',
    dentryId: String(180_000_000_000 + index),
    ...(size === undefined ? {} : { size }),
    type: size === undefined ? 'FOLDER' : 'FILE',
    originalName: name,
    originalPath: `/${name}`,
    operatorTime: deleted.toISOString(),
  };
}
