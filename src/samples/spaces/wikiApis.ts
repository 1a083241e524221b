import { sampleRefusals } from '../refusals.ts';
import { placeOf, queriedPage, refused, required, type SampleApi, type SampleCall } from './sampleApi.ts';
import type { Space, Workspace } from './spaces.ts';
import type { Entry } from './tree.ts';

const asker = 'operatorId';

/** The knowledge base APIs. */
export const wikiApis = {
  getNode: {
    method: 'GET',
    path: /^\/v2\.0\/wiki\/nodes\/(?<nodeId>[^/]+)$/,
    scope: 'Wiki.Node.Read',
    asker,
    answer(call, world) {
      const { space, entry } = placeOf(call.parts.nodeId ?? '', call, world, sampleRefusals.nodeNotExist);
      return { node: nodeOf(entry ?? refused(sampleRefusals.nodeNotExist), space, call) };
    },
  },
  listNodes: {
    method: 'GET',
    path: /^\/v2\.0\/wiki\/nodes$/,
    scope: 'Wiki.Node.Read',
    asker,
    answer(call, world) {
      const parent = required(call, 'parentNodeId');
      const { space, entry } = placeOf(parent, call, world, sampleRefusals.parentNodeNotExist);
      if (space.workspace === undefined) {
        refused(sampleRefusals.parentNodeNotExist);
      }
      const parentId = entry?.id ?? '0';
      const children = space.dentries.filter(each => each.parentId === parentId && each.status === 'NORMAL');
      const { page, nextToken } = queriedPage(call, children, 50);
      return { nodes: page.map(each => nodeOf(each, space, call)), nextToken };
    },
  },
  getWorkspace: {
    method: 'GET',
    path: /^\/v2\.0\/wiki\/workspaces\/(?<workspaceId>[^/]+)$/,
    scope: 'Wiki.Workspace.Read',
    asker,
    answer(call, { spaces }) {
      const space = knowledgeBases(spaces, call).find(
        ({ workspace }) => workspace.workspaceId === call.parts.workspaceId,
      );
      return { workspace: workspaceOf(space ?? refused(sampleRefusals.workspaceNotExist), call) };
    },
  },
  listWorkspaces: {
    method: 'GET',
    path: /^\/v2\.0\/wiki\/workspaces$/,
    scope: 'Wiki.Workspace.Read',
    asker,
    answer(call, { spaces }) {
      const team = knowledgeBases(spaces, call).filter(({ workspace }) => workspace.type === 'TEAM');
      const { page, nextToken } = queriedPage(call, team, 30);
      return { workspaces: page.map(space => workspaceOf(space, call)), nextToken };
    },
  },
  getMyWorkspace: {
    method: 'GET',
    path: /^\/v2\.0\/wiki\/mineWorkspaces$/,
    scope: 'Wiki.Workspace.Read',
    asker,
    answer(call, { spaces }) {
      const own = knowledgeBases(spaces, call).find(({ workspace }) => workspace.type === 'PERSONAL');
      return { workspace: workspaceOf(own ?? refused(sampleRefusals.workspaceNotExist), call) };
    },
  },
} satisfies Record<string, SampleApi>;

type KnowledgeBase = Space & { workspace: Workspace };

function knowledgeBases(spaces: readonly Space[], { corpId }: SampleCall): KnowledgeBase[] {
  return spaces.filter(
    (space): space is KnowledgeBase => space.corpId === corpId && space.workspace !== undefined,
  );
}

const isRoleAsked = ({ query }: SampleCall) => query.get('withPermissionRole') === 'true';

function workspaceOf({ corpId, name, workspace }: KnowledgeBase, call: SampleCall): object {
  const { workspaceId, rootNodeId, type, role } = workspace;
  const url = `https://alidocs.dingtalk.com/i/spaces/${workspaceId}/overview`;
  const told = { workspaceId, corpId, rootNodeId, name, type, url };
  return isRoleAsked(call) ? { ...told, permissionRole: role } : told;
}

function nodeOf(entry: Entry, { workspace, dentries }: Space, call: SampleCall): object {
  const { uuid, id, name, size, type, category, extension, creatorId, modifiedTime } = entry;
  return {
    nodeId: uuid,
    workspaceId: workspace?.workspaceId,
    name,
    size,
    type,
    category,
    extension,
    url: `https://alidocs.dingtalk.com/i/nodes/${uuid}`,
    creatorId,
    modifiedTime,
    hasChildren: dentries.some(({ parentId }) => parentId === id),
    ...(isRoleAsked(call) ? { permissionRole: workspace?.role ?? 'READER' } : {}),
  };
}
