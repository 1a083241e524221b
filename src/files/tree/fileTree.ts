import type { Dentry } from '../../dingtalk/endpoints/storage.ts';
import { asDingTalkError, type DingTalkError, isCancellation } from '../../dingtalk/errors.ts';
import type { OpenApi } from '../../organizations/openApi.ts';
import { callerOf, type Organization } from '../../organizations/organization.ts';
import type { Organizations } from '../../organizations/organizations.ts';
import { Emitter } from '../../signal.ts';
import { type Entry, loadPage } from './loadPage.ts';
import { type FileNode, type FilesNode, keyOf, myDocumentsIn, type ParentNode, sectionsOf } from './nodes.ts';

/** What is known of what is in a row. Replaced as a whole, never changed. */
interface Level {
  readonly entries: readonly Entry[];
  readonly nextToken?: string;
  /** Tokens that were used: DingTalk must not give one twice. */
  readonly used: ReadonlySet<string>;
  readonly failure?: DingTalkError;
  readonly isRepeating?: true;
  /** When the first page was asked for, in milliseconds since 1970. */
  readonly askedAt?: number;
}

/** What was loaded of a Drive space. */
export interface LoadedSpace {
  /** What is in its top folder, and all below it if `isWhole`. */
  readonly entries: readonly Dentry[];
  readonly isWhole: boolean;
  /** When the oldest part was asked for, in milliseconds since 1970. */
  readonly askedAt: number;
}

const unasked: Level = { entries: [], used: new Set() };

/**
 * What was unfolded in the Files view. Each page is asked for once, by a person's act, and kept until that person
 * refreshes it: when the editor draws rows again, nothing is asked.
 */
export class FileTree {
  private readonly levels = new Map<string, Level>();
  private readonly loading = new Map<string, Promise<void>>();
  private readonly callers = new Map<string, string>();
  private readonly epochs = new Map<string, number>();
  private readonly changed = new Emitter<FilesNode | undefined>();
  /** Fired with the row whose children have changed; with none when all may have. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly organizations: Pick<Organizations, 'withSamples' | 'find' | 'get'>,
    private readonly api: Pick<OpenApi, 'for'>,
  ) {
    this.forgetOthers();
  }

  get roots(): readonly Organization[] {
    return this.organizations.withSamples;
  }

  /** What is in a row. Asks DingTalk if nobody has unfolded it yet: one metered call. Never throws. */
  async childrenOf(node: FilesNode): Promise<readonly FilesNode[]> {
    switch (node.kind) {
      case 'organization':
        return sectionsOf(node);
      case 'section':
      case 'knowledgeBase':
      case 'driveSpace':
      case 'file':
        if (!this.levels.has(node.key)) {
          await this.load(node, unasked);
        }
        return this.rowsOf(node);
      default:
        return [];
    }
  }

  /** Loads the next page of a row. One metered call. */
  async more(node: ParentNode): Promise<void> {
    const level = this.levels.get(node.key);
    if (level?.nextToken !== undefined) {
      await this.load(node, level);
      this.changed.fire(node);
    }
  }

  /** Loads the first page of a row again. One metered call. */
  async refresh(node: ParentNode): Promise<void> {
    await this.load(node, unasked);
    this.changed.fire(node);
  }

  /** Distinguishes the rows of an organization from those it had before its settings changed. */
  epochOf(corpId: string): number {
    return this.epochs.get(corpId) ?? 0;
  }

  /**
   * Forgets what was unfolded in organizations that are gone, or that are asked in another name now. Their rows get a new
   * epoch, as the editor would unfold again by itself what it knows to be unfolded.
   */
  forgetOthers(): void {
    const now = new Map(this.roots.map(organization => [organization.corpId, callerOf(organization)]));
    for (const [corpId, caller] of this.callers) {
      if (now.get(corpId) !== caller) {
        this.epochs.set(corpId, this.epochOf(corpId) + 1);
        for (const key of [...this.levels.keys()].filter(key => key.startsWith(keyOf(corpId)))) {
          this.levels.delete(key);
        }
      }
    }
    this.callers.clear();
    for (const [corpId, caller] of now) {
      this.callers.set(corpId, caller);
    }
    this.changed.fire(undefined);
  }

  /** The rows that are drawn for files, by dentryUuid. */
  get shownUuids(): ReadonlySet<string> {
    const entries = [...this.levels.values()].flatMap(level => level.entries);
    return new Set(entries.flatMap(entry => (entry.kind === 'file' ? (entry.dentryUuid ?? []) : [])));
  }

  /** What was loaded of a Drive space; `undefined` unless all pages of its top folder were. */
  loadedOf(corpId: string, spaceId: string): LoadedSpace | undefined {
    const top = this.wholeLevel(`${keyOf(corpId)}driveSpaces/${spaceId}`);
    if (top === undefined) {
      return undefined;
    }
    const below: Dentry[] = [];
    let { askedAt } = top;
    let isWhole = true;
    const queue = top.files.filter(({ isFolder }) => isFolder);
    for (let folder = queue.pop(); folder !== undefined && isWhole; folder = queue.pop()) {
      const level = this.wholeLevel(folder.key);
      isWhole = level !== undefined;
      if (level !== undefined) {
        askedAt = Math.min(askedAt, level.askedAt);
        queue.push(...level.files.filter(({ isFolder }) => isFolder));
        below.push(...level.files.map(dentryOf));
      }
    }
    const entries = top.files.map(dentryOf);
    return isWhole
      ? { entries: [...entries, ...below], isWhole, askedAt }
      : { entries, isWhole, askedAt: top.askedAt };
  }

  /** What is in a row, if all of its pages were loaded. */
  private wholeLevel(key: string): { files: readonly FileNode[]; askedAt: number } | undefined {
    const { entries, nextToken, failure, isRepeating, askedAt } = this.levels.get(key) ?? unasked;
    return askedAt === undefined || nextToken !== undefined || failure !== undefined || isRepeating
      ? undefined
      : { files: entries.filter(entry => entry.kind === 'file'), askedAt };
  }

  /** Joins a load of the same row that is under way: its page is the one that is wanted. */
  private load(node: ParentNode, before: Level): Promise<void> {
    const key = `${node.key} ${before.nextToken ?? ''}`;
    const loading = this.loading.get(key) ?? this.ask(node, before).finally(() => this.loading.delete(key));
    this.loading.set(key, loading);
    return loading;
  }

  private async ask(node: ParentNode, before: Level): Promise<void> {
    const { corpId, key } = node;
    const epoch = this.epochOf(corpId);
    const level = await this.asked(node, before);
    // The organization may have been removed, or be asked in another name now.
    if (epoch === this.epochOf(corpId)) {
      this.levels.set(key, level);
    }
  }

  private async asked(node: ParentNode, before: Level): Promise<Level> {
    const { nextToken, askedAt = Date.now() } = before;
    try {
      const organization = this.organizations.get(node.corpId);
      const client = this.api.for(organization, 'browse');
      const page = await loadPage(client, organization.unionId, node, nextToken);
      const used = new Set(nextToken === undefined ? before.used : [...before.used, nextToken]);
      const isRepeating = page.nextToken !== undefined && used.has(page.nextToken);
      return {
        entries: foldersFirst(withoutRepeats([...before.entries, ...page.items])),
        used,
        askedAt,
        ...(isRepeating ? { isRepeating } : {}),
        ...(page.nextToken === undefined || isRepeating ? {} : { nextToken: page.nextToken }),
      };
    } catch (error) {
      if (isCancellation(error)) {
        return before;
      }
      return { ...before, failure: asDingTalkError(error) };
    }
  }

  private rowsOf(node: ParentNode): FilesNode[] {
    const { corpId, key } = node;
    const { entries, nextToken, failure, isRepeating } = this.levels.get(key) ?? unasked;
    const organization = this.organizations.find(corpId);
    const rows: FilesNode[] = [...myDocumentsIn(node), ...entries];
    if (failure !== undefined && organization !== undefined) {
      rows.push({ kind: 'problem', corpId, key: `${key}/problem`, organization, failure, parent: node });
    } else if (isRepeating) {
      rows.push({ kind: 'note', note: 'repeats', corpId, key: `${key}/note` });
    } else if (nextToken === undefined && rows.length === 0) {
      rows.push({ kind: 'note', note: 'empty', corpId, key: `${key}/note` });
    }
    if (nextToken !== undefined) {
      rows.push({ kind: 'moreFiles', corpId, key: `${key}/more`, parent: node });
    }
    return rows;
  }
}

function dentryOf({ dentryUuid, isFolder, ...entry }: FileNode): Dentry {
  const { name, path, status, size, extension, modifiedTime } = entry;
  const type = isFolder ? 'FOLDER' : 'FILE';
  return { uuid: dentryUuid, name, path, status, type, size, extension, modifiedTime };
}

/** The editor refuses two rows with one id. An entry without any id gets a number. */
function withoutRepeats(entries: readonly Entry[]): Entry[] {
  const seen = new Map<string, Entry>();
  for (const [index, entry] of entries.entries()) {
    const key = entry.key.endsWith('/') ? `${entry.key}#${index}` : entry.key;
    if (!seen.has(key)) {
      seen.set(key, { ...entry, key });
    }
  }
  return [...seen.values()];
}

function foldersFirst(entries: readonly Entry[]): readonly Entry[] {
  const isFile = (entry: Entry) => entry.kind === 'file' && !entry.isFolder;
  return [...entries.filter(entry => !isFile(entry)), ...entries.filter(isFile)];
}
