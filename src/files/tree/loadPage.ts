import type { Client } from '../../dingtalk/client.ts';
import { type DriveSpace, listDriveSpaces } from '../../dingtalk/endpoints/drive.ts';
import { type FolderEntry, listFolder } from '../../dingtalk/endpoints/storageFiles.ts';
import {
  getMyWorkspace,
  listNodes,
  listWorkspaces,
  type WikiNode,
  type Workspace,
} from '../../dingtalk/endpoints/wiki.ts';
import { DingTalkError } from '../../dingtalk/errors.ts';
import type { Page } from '../../dingtalk/fields.ts';
import type { DriveSpaceNode, FileNode, KnowledgeBaseNode, ParentNode, SectionNode } from './nodes.ts';

export type Entry = KnowledgeBaseNode | DriveSpaceNode | FileNode;

/**
 * A page of what is in a row. One metered call.
 *
 * @param nextToken of the previous page; none for the first
 */
export async function loadPage(
  client: Client,
  unionId: string,
  node: ParentNode,
  nextToken: string | undefined,
  signal?: AbortSignal,
): Promise<Page<Entry>> {
  const page = { unionId, nextToken };
  return node.kind === 'section'
    ? loadSection(client, node, page, signal)
    : loadListed(client, node, page, signal);
}

async function loadSection(
  client: Client,
  node: SectionNode,
  page: { readonly unionId: string; readonly nextToken: string | undefined },
  signal: AbortSignal | undefined,
): Promise<Page<Entry>> {
  switch (node.section) {
    case 'knowledgeBases':
      return mapped(await listWorkspaces(client, page, signal), entry => knowledgeBase(node, entry));
    case 'myDocuments':
      return {
        items: [knowledgeBase(node, await getMyWorkspace(client, page, signal))],
        nextToken: undefined,
      };
    case 'driveSpaces':
      return mapped(await listDriveSpaces(client, page, signal), entry => driveSpace(node, entry));
  }
}

async function loadListed(
  client: Client,
  node: Exclude<ParentNode, { kind: 'section' }>,
  page: { readonly unionId: string; readonly nextToken: string | undefined },
  signal: AbortSignal | undefined,
): Promise<Page<Entry>> {
  const { listed } = node;
  if (listed === undefined) {
    return { items: [], nextToken: undefined };
  }
  if (listed.by === 'space') {
    return entriesIn(await listFolder(client, { ...page, ...listed }, signal), node, listed.spaceId);
  }
  if (listed.nodeId === '') {
    throw new DingTalkError('badAnswer', { reason: 'rootNodeId' });
  }
  return nodesIn(await listNodes(client, { ...page, parentNodeId: listed.nodeId }, signal), node);
}

function mapped<From>(page: Page<From>, map: (entry: From) => Entry): Page<Entry> {
  return { items: page.items.map(map), nextToken: page.nextToken };
}

function knowledgeBase(parent: ParentNode, entry: Workspace): KnowledgeBaseNode {
  const { workspaceId = '', rootNodeId = '', name, type, permissionRole: role } = entry;
  return {
    kind: 'knowledgeBase',
    corpId: parent.corpId,
    key: `${parent.key}/${workspaceId || rootNodeId}`,
    name,
    role,
    isPersonal: type === 'PERSONAL',
    listed: { by: 'node', nodeId: rootNodeId },
  };
}

function driveSpace(parent: ParentNode, { spaceId = '', name, used, max }: DriveSpace): DriveSpaceNode {
  return {
    kind: 'driveSpace',
    corpId: parent.corpId,
    key: `${parent.key}/${spaceId}`,
    spaceId,
    name,
    used,
    max,
    listed: { by: 'space', spaceId, parentId: '0' },
  };
}

function nodesIn(page: Page<WikiNode>, parent: ParentNode): Page<Entry> {
  return mapped(page, ({ nodeId, type, hasChildren, permissionRole, ...entry }): FileNode => {
    const { name, size, category, extension, modifiedTime } = entry;
    const isFolder = type === 'FOLDER';
    // A document in a knowledge base may have others below it.
    const isUnfoldable = nodeId !== undefined && (hasChildren ?? isFolder);
    return {
      kind: 'file',
      corpId: parent.corpId,
      key: `${parent.key}/${nodeId ?? ''}`,
      dentryUuid: nodeId,
      name,
      isFolder,
      role: permissionRole,
      size,
      category,
      extension,
      modifiedTime,
      ...(isUnfoldable ? { listed: { by: 'node', nodeId } } : {}),
    };
  });
}

function entriesIn(page: Page<FolderEntry>, parent: ParentNode, spaceId: string): Page<Entry> {
  return mapped(
    page,
    ({ id, uuid, name, path, type, status, size, category, extension, modifiedTime }): FileNode => {
      const isFolder = type === 'FOLDER';
      return {
        kind: 'file',
        corpId: parent.corpId,
        key: `${parent.key}/${id ?? uuid ?? ''}`,
        dentryUuid: uuid,
        name,
        isFolder,
        size,
        category,
        extension,
        path,
        status,
        modifiedTime,
        ...(isFolder && id !== undefined ? { listed: { by: 'space', spaceId, parentId: id } } : {}),
      };
    },
  );
}
