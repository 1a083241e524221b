import type { Client } from '../../dingtalk/client.ts';
import { dentriesPerPage, listAllDentries } from '../../dingtalk/endpoints/storage.ts';
import { listFolder } from '../../dingtalk/endpoints/storageFiles.ts';
import { asDingTalkError, isCancellation } from '../../dingtalk/errors.ts';
import type { Page } from '../../dingtalk/fields.ts';
import type { Organization } from '../../organizations/organization.ts';
import type { KeptFiles } from './bigFile.ts';
import { BiggestFiles } from './biggestFiles.ts';

/** Pages after which to stop: 100,000 entries. */
export const maxListCalls = 100_000 / dentriesPerPage;

/** A space, or the top folder of one. */
export interface SpaceToList {
  readonly spaceId: string;
  readonly spaceName?: string;
  readonly scope: KeptFiles['scope'];
}

/**
 * Lists a space and keeps its biggest files. One metered call for each 50 entries; for the top folder alone, one call.
 * Where it is cancelled or fails after the first page, what is there is kept.
 *
 * @param onPage called with what there is so far
 * @throws DingTalkError if there is nothing yet, or what `signal` was aborted with
 */
export async function askBiggest(
  client: Client,
  { corpId, unionId, label, endpoint }: Organization,
  space: SpaceToList,
  signal: AbortSignal,
  onPage: (soFar: KeptFiles) => void,
): Promise<KeptFiles> {
  const { spaceId, scope } = space;
  const askedAt = Date.now();
  const biggest = new BiggestFiles(askedAt);
  const tokens = new Set<string>();
  let calls = 0;
  const soFar = (end: Pick<KeptFiles, 'ending' | 'failure'> = {}): KeptFiles => {
    const { files, totals } = biggest;
    return { ...space, corpId, organization: label, endpoint, askedAt, files, totals, calls, ...end };
  };
  for (let nextToken: string | undefined; ; tokens.add(nextToken)) {
    try {
      const page = await askPage(client, { spaceId, unionId, nextToken }, scope, signal);
      calls++;
      for (const entry of page.items) {
        biggest.add(entry);
      }
      nextToken = page.nextToken;
    } catch (error) {
      if (calls === 0) {
        throw error;
      }
      return soFar(
        isCancellation(error)
          ? { ending: 'cancelled' }
          : { ending: 'failed', failure: asDingTalkError(error) },
      );
    }
    if (nextToken === undefined || scope === 'top') {
      return soFar({ ending: 'complete' });
    }
    if (tokens.has(nextToken) || calls >= maxListCalls) {
      return soFar({ ending: 'cutOff' });
    }
    onPage(soFar());
  }
}

async function askPage(
  client: Client,
  question: {
    readonly spaceId: string;
    readonly unionId: string;
    readonly nextToken: string | undefined;
  },
  scope: KeptFiles['scope'],
  signal: AbortSignal,
): Promise<Page<Parameters<BiggestFiles['add']>[0]>> {
  if (scope === 'top') {
    return listFolder(client, { ...question, parentId: '0', order: 'biggestFirst' }, signal);
  }
  const { dentries: items, nextToken } = await listAllDentries(client, question, signal);
  return { items, nextToken };
}
