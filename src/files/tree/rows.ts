import * as l10n from '@vscode/l10n';
import type { TreeRow } from '../../editor/treeRow.ts';
import { commands } from '../../ids.ts';
import { explain } from '../../organizations/failures/explain.ts';
import { corpIdText, isSample } from '../../organizations/organization.ts';
import { cleanText } from '../../text/cleanText.ts';
import { numberFormat, timeFormat } from '../../text/formats.ts';
import { modeText } from '../../text/modes.ts';
import { roleText } from '../../text/roles.ts';
import type { KnownMode } from '../knownModes.ts';
import { modeMark } from '../modeDecoration.ts';
import {
  type DriveSpaceNode,
  type FileNode,
  type FilesNode,
  type KnowledgeBaseNode,
  type MoreNode,
  type NoteNode,
  type ProblemNode,
  pageSizeOf,
  type SectionNode,
} from './nodes.ts';

/** How figures and times are written. */
export interface Words {
  /** BCP 47. */
  readonly language: string;
  readonly sizeText: (bytes: bigint) => string;
  readonly ageText: (milliseconds: number) => string;
  readonly now: number;
}

/** What a row shows. @param mode what is known about a file's inheritance */
export function rowOf(node: FilesNode, words: Words, mode?: KnownMode): Omit<TreeRow, 'id'> {
  switch (node.kind) {
    case 'organization':
      return {
        label: cleanText(node.label),
        ...(isSample(node) ? { description: l10n.t('sample') } : {}),
        icon: { name: 'organization' },
        children: 'collapsed',
        contextValue: isSample(node) ? 'sampleOrganization' : 'organization',
      };
    case 'section':
      return sectionRow(node);
    case 'knowledgeBase':
      return knowledgeBaseRow(node);
    case 'driveSpace':
      return driveSpaceRow(node, words);
    case 'file':
      return fileRow(node, words, mode);
    case 'moreFiles':
      return moreRow(node, words);
    case 'problem':
      return problemRow(node);
    case 'note':
      return noteRow(node);
  }
}

function sectionRow({ section }: SectionNode): Omit<TreeRow, 'id'> {
  const looks = {
    knowledgeBases: { label: l10n.t('Knowledge Bases'), icon: 'library' },
    myDocuments: { label: l10n.t('My Documents'), icon: 'account' },
    driveSpaces: { label: l10n.t('Drive Spaces'), icon: 'folder-library' },
  };
  const { label, icon } = looks[section];
  return {
    label,
    icon: { name: icon },
    children: 'collapsed',
    contextValue: 'section',
  };
}

function knowledgeBaseRow({ name, role, isPersonal }: KnowledgeBaseNode): Omit<TreeRow, 'id'> {
  return {
    label: name ?? l10n.t('Unnamed'),
    ...(role === undefined ? {} : { description: roleText(role) }),
    icon: { name: isPersonal ? 'account' : 'book' },
    children: 'collapsed',
    contextValue: 'knowledgeBase',
  };
}

function driveSpaceRow({ name, used, max }: DriveSpaceNode, { sizeText }: Words): Omit<TreeRow, 'id'> {
  const usage = usageText(used, max, sizeText);
  return {
    label: name ?? l10n.t('Unnamed'),
    ...(usage === undefined ? {} : { description: usage }),
    icon: { name: 'database' },
    children: 'collapsed',
    contextValue: 'driveSpace',
  };
}

function usageText(
  used: bigint | undefined,
  max: bigint | undefined,
  sizeText: (bytes: bigint) => string,
): string | undefined {
  if (used === undefined) {
    return undefined;
  }
  return max === undefined ? sizeText(used) : l10n.t('{0} of {1}', sizeText(used), sizeText(max));
}

function fileRow(node: FileNode, words: Words, mode: KnownMode | undefined): Omit<TreeRow, 'id'> {
  const { dentryUuid, isFolder, role } = node;
  const label = node.name ?? dentryUuid ?? l10n.t('Unnamed');
  const facts = [
    ...kindText(node),
    ...(role === undefined ? [] : [roleText(role)]),
    ...(dentryUuid === undefined ? [l10n.t('no dentryUuid')] : []),
  ];
  // Its time, not its age: the row is not drawn again as time goes by.
  const known = mode === undefined ? [] : [modeMark(mode, words.language).words];
  return {
    label: cleanText(label),
    ...(facts.length === 0 ? {} : { description: facts.join(' · ') }),
    // The mode is drawn as a letter and a color, which a screen reader would not tell.
    spoken: [cleanText(label), ...(isFolder ? [l10n.t('folder')] : []), ...facts, ...known].join(', '),
    icon: { name: iconOf(node) },
    ...(node.listed === undefined ? {} : { children: 'collapsed' }),
    contextValue: contextValueOf(node),
  };
}

function contextValueOf({ dentryUuid, listed }: FileNode): string {
  const isKnown = dentryUuid !== undefined;
  if (listed === undefined) {
    return isKnown ? 'file' : 'unknownFile';
  }
  return isKnown ? 'folder' : 'unknownFolder';
}

/** What an icon alone would not say. */
function kindText({ extension }: FileNode): string[] {
  switch (extension?.toLowerCase()) {
    case 'dlink':
      return [l10n.t('shortcut')];
    case 'hlink':
      return [l10n.t('web link')];
    default:
      return [];
  }
}

const iconsByExtension: Readonly<Record<string, string>> = {
  dlink: 'file-symlink-file',
  hlink: 'link-external',
  pdf: 'file-pdf',
  csv: 'table',
  xlsx: 'table',
  xls: 'table',
  axls: 'table',
};
const iconsByCategory: Readonly<Record<string, string>> = {
  ALIDOC: 'note',
  IMAGE: 'file-media',
  VIDEO: 'device-camera-video',
  AUDIO: 'unmute',
  ARCHIVE: 'file-zip',
};

function iconOf({ isFolder, extension = '', category = '' }: FileNode): string {
  const name = extension.toLowerCase();
  if (isFolder) {
    // Not `folder`: an icon theme would draw that one, or nothing, for a row that has an address.
    return 'symbol-folder';
  }
  return own(iconsByExtension, name) ?? own(iconsByCategory, category.toUpperCase()) ?? 'symbol-file';
}

function own(icons: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(icons, key) ? icons[key] : undefined;
}

function moreRow(node: MoreNode, { language }: Words): Omit<TreeRow, 'id'> {
  const count = numberFormat(language).format(pageSizeOf(node.parent));
  const label = isSample(node) ? l10n.t('{0} more', count) : l10n.t('{0} more (1 call)', count);
  return {
    label,
    icon: { name: 'chevron-down' },
    contextValue: 'moreFiles',
    command: { title: label, command: commands.loadMoreFiles, arguments: [node] },
  };
}

/** Says what is wrong. A click, or Enter, mends it where that can be done, or asks again. */
function problemRow(node: ProblemNode): Omit<TreeRow, 'id'> {
  const { organization, failure, parent } = node;
  const { summary, remedies } = explain(failure, organization);
  const scope = failure.details.requiredScopes?.join(', ');
  const [remedy] = remedies;
  const retry = { title: l10n.t('Retry'), command: commands.refreshFolder, arguments: [parent] };
  const command = remedy ?? retry;
  return {
    label: scope === undefined ? summary : `${summary}: ${scope}`,
    description: command.title,
    icon: { name: 'warning', color: 'list.warningForeground' },
    contextValue: 'problem',
    command,
  };
}

function noteRow({ note }: NoteNode): Omit<TreeRow, 'id'> {
  return {
    label:
      note === 'empty' ? l10n.t('Nothing here') : l10n.t('The list is incomplete. There may be more files.'),
    icon: { name: note === 'empty' ? 'circle-slash' : 'warning' },
    contextValue: 'note',
  };
}

/** The lines of a row's hover. */
export function hoverOf(node: FilesNode, words: Words, mode?: KnownMode): string[] {
  switch (node.kind) {
    case 'organization':
      return [cleanText(node.label), `corpId: ${corpIdText(node.corpId)}`];
    case 'problem':
      return [explain(node.failure, node.organization).sentence];
    case 'driveSpace':
      return [node.name ?? '', `spaceId: ${node.spaceId}`];
    case 'knowledgeBase':
      return [node.name ?? '', ...(node.role === undefined ? [] : [yourRole(node.role)])];
    case 'file':
      return fileHover(node, words, mode);
    default:
      return [];
  }
}

function fileHover(node: FileNode, words: Words, mode: KnownMode | undefined): string[] {
  const { name, path, dentryUuid, role, size, modifiedTime } = node;
  const time = timeFormat(words.language);
  return [
    ...(mode === undefined
      ? []
      : [
          `${modeText(mode.inheritance)} · ${l10n.t('asked {0}', words.ageText(words.now - mode.askedAt))} (${time.format(mode.askedAt)})`,
        ]),
    cleanText(path ?? name ?? ''),
    ...kindText(node),
    ...(dentryUuid === undefined ? [l10n.t('no dentryUuid')] : [`dentryUuid: ${dentryUuid}`]),
    // DingTalk tells no size of online documents: 0 is not empty.
    ...(size === undefined || size === 0n ? [] : [`${l10n.t('Size')}: ${words.sizeText(size)}`]),
    ...(role === undefined ? [] : [yourRole(role)]),
    ...(modifiedTime === undefined ? [] : [`${l10n.t('Modified')}: ${time.format(modifiedTime)}`]),
  ];
}

function yourRole(role: string): string {
  return `${l10n.t("Role of the organization's user")}: ${roleText(role)}`;
}
