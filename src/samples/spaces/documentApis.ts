import { sampleRefusals } from '../refusals.ts';
import { placeOf, refused, required, type SampleApi, spaceOf } from './sampleApi.ts';
import type { Space } from './spaces.ts';
import type { Entry } from './tree.ts';

const scope = 'Document.WorkspaceDocument.Read';
const asker = 'operatorId';

const ids = ({ uuid, id, spaceId }: Entry) => ({ dentryUuid: uuid, dentryId: id, spaceId });

/** The document APIs that turn one id into another. */
export const documentApis = {
  queryDentryUuid: {
    method: 'GET',
    path: /^\/v2\.0\/doc\/documents\/queryDentryUuid$/,
    scope,
    asker,
    answer(call, world) {
      const uuid = uuidFor(required(call, 'idOrUrl'), world.spaces);
      return placeOf(uuid, call, world) && { dentryUuid: uuid };
    },
  },
  queryDentryUuidById: {
    method: 'GET',
    path: /^\/v2\.0\/doc\/dentries\/(?<dentryId>[^/]+)\/queryDentryUuid$/,
    scope,
    asker,
    answer(call, world) {
      const spaceId = required(call, 'spaceId');
      const space = spaceOf(call, spaceId, world);
      const entry = space.dentries.find(({ id }) => id === call.parts.dentryId);
      return ids(entry ?? refused(sampleRefusals.documentNotExist));
    },
  },
  queryDentryId: {
    method: 'GET',
    path: /^\/v2\.0\/doc\/dentries\/(?<dentryUuid>[^/]+)\/queryDentryId$/,
    scope,
    asker,
    answer(call, world) {
      const { entry, space } = placeOf(call.parts.dentryUuid ?? '', call, world);
      return entry === undefined
        ? { dentryUuid: call.parts.dentryUuid, dentryId: '0', spaceId: space.spaceId }
        : ids(entry);
    },
  },
} satisfies Record<string, SampleApi>;

/** The uuid that an id or link stands for, whoever it belongs to. @throws Refused */
function uuidFor(idOrUrl: string, spaces: readonly Space[]): string {
  const missing = () => refused(sampleRefusals.documentNotExist);
  const isLink = URL.canParse(idOrUrl);
  const id = isLink ? idIn(new URL(idOrUrl)) : idOrUrl;
  // "Pure numeric ids are not supported", and neither are links to share.
  if (id === undefined || /^\d*$/.test(id)) {
    return missing();
  }
  for (const { workspace, dentries } of spaces) {
    if (workspace !== undefined && [workspace.workspaceId, workspace.rootNodeId].includes(id)) {
      return workspace.rootNodeId;
    }
    const entry = dentries.find(({ uuid }) => uuid === id || documentKey(uuid) === id);
    if (entry !== undefined) {
      return entry.uuid;
    }
  }
  return missing();
}

function idIn({ pathname, searchParams }: URL): string | undefined {
  const named = /\/(?:nodes|spaces)\/([^/]+)/.exec(pathname)?.[1];
  return named ?? searchParams.get('dentryKey') ?? searchParams.get('docKey') ?? undefined;
}

/** The `docKey` or `dentryKey` in links to a document. */
export const documentKey = (uuid: string) => uuid.slice(0, 16);
