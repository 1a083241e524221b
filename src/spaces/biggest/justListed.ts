import type { Dentry } from '../../dingtalk/endpoints/storage.ts';
import { callerOf, type Organization } from '../../organizations/organization.ts';
import type { KeptFiles } from './bigFile.ts';
import { BiggestFiles } from './biggestFiles.ts';

/** How long a list is shown without listing again, in milliseconds. */
export const justNow = 600_000;

/** Hears the entries of a whole space while somebody else lists it. */
export interface SpaceListener {
  add(entry: Dentry): void;
  /** That was all of it. Without this, what was heard is forgotten. */
  end(): void;
}

/** What the Files view has loaded of a space: its top folder, and all of it if `isWhole`. */
export interface LoadedSpace {
  /** Without what is in folders, unless `isWhole`. */
  readonly entries: readonly Dentry[];
  readonly isWhole: boolean;
  /** When the oldest part was asked for, in milliseconds since 1970. */
  readonly askedAt: number;
}

/** The spaces that this window has just listed, so that nobody pays twice. Of each, its biggest files alone. */
export class JustListed {
  private readonly lists = new Map<string, KeptFiles>();

  constructor(
    private readonly loadedOf: (corpId: string, spaceId: string) => Promise<LoadedSpace | undefined>,
    private readonly now = Date.now,
  ) {}

  /** For an audit that lists a whole space. */
  listen(organization: Organization, spaceId: string): SpaceListener {
    const askedAt = this.now();
    const biggest = new BiggestFiles(askedAt);
    return {
      add: entry => biggest.add(entry),
      end: () =>
        this.keep(organization, keptOf(organization, spaceId, { biggest, askedAt, source: 'audit' })),
    };
  }

  /** Keeps a list if it is of a whole space. */
  keep(organization: Organization, kept: KeptFiles): void {
    for (const [key, { askedAt }] of this.lists) {
      if (!this.isFresh(askedAt)) {
        this.lists.delete(key);
      }
    }
    if (kept.scope === 'all' && kept.ending === 'complete') {
      this.lists.set(keyOf(organization, kept.spaceId), kept);
    }
  }

  /** The newest list of a space, or of its top folder, that needs no call. */
  async find(
    organization: Organization,
    spaceId: string,
    scope: KeptFiles['scope'],
  ): Promise<(KeptFiles & Required<Pick<KeptFiles, 'source'>>) | undefined> {
    const kept = scope === 'all' ? this.lists.get(keyOf(organization, spaceId)) : undefined;
    const loaded = await this.loadedOf(organization.corpId, spaceId);
    const isKept = kept !== undefined && this.isFresh(kept.askedAt);
    if (
      loaded !== undefined &&
      (scope === 'top' || loaded.isWhole) &&
      this.isFresh(loaded.askedAt) &&
      !(isKept && kept.askedAt >= loaded.askedAt)
    ) {
      const { entries, askedAt } = loaded;
      const biggest = new BiggestFiles(askedAt);
      for (const entry of entries) {
        biggest.add(entry);
      }
      const source = 'filesView';
      return { ...keptOf(organization, spaceId, { biggest, askedAt, source }), scope, source };
    }
    return isKept ? { ...kept, source: kept.source ?? 'before' } : undefined;
  }

  private isFresh(askedAt: number): boolean {
    return this.now() - askedAt < justNow;
  }
}

/** Who asks in another name may see another list. */
function keyOf(organization: Organization, spaceId: string): string {
  return JSON.stringify([callerOf(organization), spaceId]);
}

function keptOf(
  { corpId, label, endpoint }: Organization,
  spaceId: string,
  {
    biggest: { files, totals },
    ...of
  }: { readonly biggest: BiggestFiles } & Pick<KeptFiles, 'askedAt' | 'source'>,
): KeptFiles {
  const ending = 'complete';
  return {
    corpId,
    spaceId,
    organization: label,
    endpoint,
    scope: 'all',
    files,
    totals,
    calls: 0,
    ending,
    ...of,
  };
}
