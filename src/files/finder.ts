import * as l10n from '@vscode/l10n';
import { queryDentryUuid, queryDentryUuidById } from '../dingtalk/endpoints/documents.ts';
import { type SearchHit, searchDentries } from '../dingtalk/endpoints/storageFiles.ts';
import { DingTalkError } from '../dingtalk/errors.ts';
import type { Page } from '../dingtalk/fields.ts';
import type { OpenApi } from '../organizations/openApi.ts';
import type { Organization } from '../organizations/organization.ts';
import type { FileQuery } from './query.ts';

export interface FoundFile {
  readonly dentryUuid: string;
  readonly name?: string;
  /** The name of who made it. */
  readonly creator?: string;
  readonly path?: string;
}

/** What a query has found so far. */
export interface Found {
  readonly organization: Organization;
  /** Set if the text was searched for. */
  readonly keyword?: string;
  /** Each file once. */
  readonly files: readonly FoundFile[];
  /** Entries without a dentryUuid, which cannot be asked about. */
  readonly withoutUuid: number;
  /** Asks for more. Absent if there are none, or DingTalk repeats itself. */
  readonly nextToken?: string;
}

/** Finds files by a name, a link or ids. What a link stands for is remembered as long as the window lives. */
export class Finder {
  private readonly resolved = new Map<string, string>();
  /** Share links that DingTalk does not know: it is asked once about each. */
  private readonly refused = new Map<string, unknown>();

  constructor(private readonly api: Pick<OpenApi, 'for'>) {}

  /** Metered calls that {@link find} makes. */
  priceOf({ corpId }: Organization, query: FileQuery): 0 | 1 {
    const isFree = query.kind === 'uuid' || query.kind === 'problem' || this.isKnown(keyOf(corpId, query));
    return isFree ? 0 : 1;
  }

  /** One metered call at most. @throws DingTalkError `invalidParameter` for a text that names nothing */
  async find(organization: Organization, query: FileQuery, signal: AbortSignal): Promise<Found> {
    switch (query.kind) {
      case 'problem':
        throw new DingTalkError('invalidParameter', { parameter: 'text', sentence: query.sentence });
      case 'name': {
        const { keyword } = query;
        return this.more({ organization, keyword, files: [], withoutUuid: 0 }, signal);
      }
      case 'uuid':
        return one(organization, query.dentryUuid);
      default:
        return one(organization, await this.resolve(organization, query, signal));
    }
  }

  /** The next page of a search, added to what there is. One metered call. */
  async more(found: Found, signal: AbortSignal): Promise<Found> {
    const { organization, keyword = '', nextToken } = found;
    const { unionId } = organization;
    const page = await searchDentries(
      this.api.for(organization, 'find'),
      { keyword, unionId, nextToken },
      signal,
    );
    return withPage(found, page);
  }

  private isKnown(key: string): boolean {
    return this.resolved.has(key) || this.refused.has(key);
  }

  private async resolve(
    organization: Organization,
    query: FileQuery & { kind: 'ids' | 'link' },
    signal: AbortSignal,
  ): Promise<string> {
    const { corpId, unionId } = organization;
    const key = keyOf(corpId, query);
    const known = this.resolved.get(key);
    if (known !== undefined) {
      return known;
    }
    if (this.refused.has(key)) {
      throw this.refused.get(key);
    }
    const client = this.api.for(organization, 'find');
    const dentryUuid =
      query.kind === 'ids'
        ? await queryDentryUuidById(
            client,
            { spaceId: query.spaceId, dentryId: query.dentryId, unionId },
            signal,
          )
        : await queryDentryUuid(client, { idOrUrl: query.link, unionId }, signal).catch(error => {
            throw query.isShared ? this.shareLinkProblem(key, error) : error;
          });
    this.resolved.set(key, dentryUuid);
    return dentryUuid;
  }

  /** A share link that DingTalk does not know is not a file that is gone. */
  private shareLinkProblem(key: string, error: unknown): unknown {
    if (!(error instanceof DingTalkError) || error.kind !== 'notFound') {
      return error;
    }
    const sentence = l10n.t(
      'DingTalk could not resolve this share link. Search for the file by name instead.',
    );
    const problem = new DingTalkError('notFound', { ...error.details, sentence });
    this.refused.set(key, problem);
    return problem;
  }
}

function keyOf(corpId: string, query: FileQuery): string {
  return JSON.stringify([corpId, query]);
}

function one(organization: Organization, dentryUuid: string): Found {
  return { organization, files: [{ dentryUuid }], withoutUuid: 0 };
}

function withPage(found: Found, { items, nextToken }: Page<SearchHit>): Found {
  const { nextToken: before, ...rest } = found;
  const files = new Map(found.files.map(file => [file.dentryUuid, file]));
  let { withoutUuid } = found;
  for (const { dentryUuid, name, creator, path } of items) {
    if (dentryUuid === undefined) {
      withoutUuid++;
    } else if (!files.has(dentryUuid)) {
      files.set(dentryUuid, {
        dentryUuid,
        ...(name === undefined ? {} : { name }),
        ...(creator === undefined ? {} : { creator }),
        ...(path === undefined ? {} : { path }),
      });
    }
  }
  const goesOn = nextToken !== undefined && nextToken !== before;
  return { ...rest, files: [...files.values()], withoutUuid, ...(goesOn ? { nextToken } : {}) };
}
