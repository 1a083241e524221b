/** DingTalk's knowledge bases: workspaces, and the nodes in them, whose ids are dentryUuids. */
import * as v from 'valibot';
import type { Client, Question } from '../client.ts';
import { count, flag, id, listOf, nextToken, type Page, time, words } from '../fields.ts';

/** A knowledge base. */
export interface Workspace {
  readonly workspaceId?: string | undefined;
  readonly name?: string | undefined;
  /** The dentryUuid of the knowledge base itself, the parent of its first level. */
  readonly rootNodeId?: string | undefined;
  /** `TEAM`, `PERSONAL`, or a value unknown to us. */
  readonly type?: string | undefined;
  /** Of the user on whose behalf the call is made: `OWNER` to `READER`, `NONE`, or a value unknown to us. */
  readonly permissionRole?: string | undefined;
}

/** A file or folder in a knowledge base. */
export interface WikiNode {
  /** Its dentryUuid. */
  readonly nodeId?: string | undefined;
  readonly workspaceId?: string | undefined;
  readonly name?: string | undefined;
  /** Bytes; 0 or absent for online documents, which is not empty. */
  readonly size?: bigint | undefined;
  /** `FILE` or `FOLDER`. */
  readonly type?: string | undefined;
  /** `ALIDOC`, `DOCUMENT`, `IMAGE`, `VIDEO`, `AUDIO`, `ARCHIVE`, `OTHER`, or a value unknown to us. */
  readonly category?: string | undefined;
  /** `dlink` for a shortcut, `hlink` for a link to the web. */
  readonly extension?: string | undefined;
  readonly hasChildren?: boolean | undefined;
  readonly permissionRole?: string | undefined;
  /** Milliseconds since 1970. */
  readonly modifiedTime?: number | undefined;
}

/** Entries in a page of nodes, and of knowledge bases: DingTalk's maxima. */
export const nodesPerPage = 50;
export const workspacesPerPage = 30;

const workspace = v.object({
  workspaceId: id,
  name: words,
  rootNodeId: id,
  type: words,
  permissionRole: words,
});
const node = v.object({
  nodeId: id,
  workspaceId: id,
  name: words,
  size: count,
  type: words,
  category: words,
  extension: words,
  hasChildren: flag,
  permissionRole: words,
  modifiedTime: time,
});
const workspaces = v.pipe(
  v.object({ workspaces: listOf(workspace), nextToken }),
  v.transform(({ workspaces: items, nextToken }) => ({ items, nextToken })),
);
const nodes = v.pipe(
  v.object({ nodes: listOf(node), nextToken }),
  v.transform(({ nodes: items, nextToken }) => ({ items, nextToken })),
);
const oneWorkspace = v.pipe(
  v.object({ workspace }),
  v.transform(answer => answer.workspace),
);
const oneNode = v.pipe(
  v.object({ node }),
  v.transform(answer => answer.node),
);

/**
 * DingTalk throttles these calls far below its documented 20 per second, so all of them share one queue, which begins with
 * one call every 0.4 seconds: the pace that public clients found to be safe.
 */
const slow = { api: 'wiki', lane: 'wiki' } as const satisfies Partial<Question<unknown>>;

interface Asker {
  /** The unionId of the user on whose behalf the call is made, which this product calls `operatorId`. */
  readonly unionId: string;
}

interface NextPage extends Asker {
  /** Of the previous page; none for the first. */
  readonly nextToken?: string | undefined;
}

/**
 * A page of the knowledge bases that the user can see, the one seen last first. One metered call; needs
 * `Wiki.Workspace.Read`. Source: "Get knowledge base list" of help.dingtalk.io.
 */
export function listWorkspaces(
  client: Client,
  { unionId, nextToken }: NextPage,
  signal?: AbortSignal,
): Promise<Page<Workspace>> {
  const query = {
    operatorId: unionId,
    maxResults: String(workspacesPerPage),
    ...(nextToken === undefined ? {} : { nextToken }),
    orderBy: 'VIEW_TIME_DESC',
    withPermissionRole: 'true',
  };
  return client.ask({ ...slow, path: '/v2.0/wiki/workspaces', query, answer: workspaces }, signal);
}

/** A knowledge base by its id. One metered call; needs `Wiki.Workspace.Read`. */
export function getWorkspace(
  client: Client,
  { workspaceId, unionId }: Asker & { readonly workspaceId: string },
  signal?: AbortSignal,
): Promise<Workspace> {
  const path = '/v2.0/wiki/workspaces/{workspaceId}';
  const query = { operatorId: unionId, withPermissionRole: 'true' };
  return client.ask({ ...slow, path, parts: { workspaceId }, query, answer: oneWorkspace }, signal);
}

/** The user's own documents, as a knowledge base. One metered call; needs `Wiki.Workspace.Read`. */
export function getMyWorkspace(client: Client, { unionId }: Asker, signal?: AbortSignal): Promise<Workspace> {
  const query = { operatorId: unionId };
  return client.ask({ ...slow, path: '/v2.0/wiki/mineWorkspaces', query, answer: oneWorkspace }, signal);
}

/**
 * A page of what is directly in a node, or in a knowledge base by its `rootNodeId`. One metered call; needs
 * `Wiki.Node.Read`. Source: "Get node list" of help.dingtalk.io.
 */
export function listNodes(
  client: Client,
  { parentNodeId, unionId, nextToken }: NextPage & { readonly parentNodeId: string },
  signal?: AbortSignal,
): Promise<Page<WikiNode>> {
  const query = {
    parentNodeId,
    operatorId: unionId,
    maxResults: String(nodesPerPage),
    ...(nextToken === undefined ? {} : { nextToken }),
    withPermissionRole: 'true',
  };
  return client.ask({ ...slow, path: '/v2.0/wiki/nodes', query, answer: nodes }, signal);
}

/** A node. One metered call; needs `Wiki.Node.Read`. @throws DingTalkError `notFound` if it is in no knowledge base */
export function getNode(
  client: Client,
  { nodeId, unionId }: Asker & { readonly nodeId: string },
  signal?: AbortSignal,
): Promise<WikiNode> {
  const query = { operatorId: unionId };
  return client.ask(
    { ...slow, path: '/v2.0/wiki/nodes/{nodeId}', parts: { nodeId }, query, answer: oneNode },
    signal,
  );
}
