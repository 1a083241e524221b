import type { Dentry } from '../../dingtalk/endpoints/storage.ts';
import { type Age, type Amount, ageOf, type BigFile, type FileTotals, type Kind, kindOf } from './bigFile.ts';

export const mostFiles = 200;

/**
 * The biggest of many files, and what all of them come to. It keeps the biggest alone, in a heap whose root is the
 * smallest of them; of the others, only the ids, as DingTalk may list a file twice.
 */
export class BiggestFiles {
  private readonly heap: BigFile[] = [];
  private readonly seen = new Set<string>();
  private readonly byKind = new Map<Kind, Amount>();
  private readonly byAge = new Map<Age, Amount>();
  private entries = 0;
  private untold = 0;

  constructor(
    private readonly now: number,
    private readonly most = mostFiles,
  ) {}

  /** Takes an entry of a list. Folders have no size, and what was deleted or has expired does not count. */
  add({ uuid, name, path, type, status, size, extension, modifiedTime }: Dentry): void {
    this.entries++;
    if (type === 'FOLDER' || status === 'DELETED' || status === 'EXPIRED' || this.isRepeated(uuid)) {
      return;
    }
    if (size === undefined || size <= 0n) {
      this.untold++;
      return;
    }
    count(this.byKind, kindOf({ extension, name, path }), size);
    count(this.byAge, ageOf(modifiedTime, this.now), size);
    const smallest = this.heap[0];
    if (smallest !== undefined && this.heap.length === this.most && size <= smallest.size) {
      return;
    }
    const file: BigFile = {
      dentryUuid: ownText(uuid ?? ''),
      ...(name === undefined ? {} : { name: ownText(name) }),
      ...(path === undefined ? {} : { path: ownText(path) }),
      size,
      ...(modifiedTime === undefined ? {} : { modifiedAt: modifiedTime }),
    };
    if (this.heap.length < this.most) {
      this.heap.push(file);
      this.moveUp(this.heap.length - 1);
    } else {
      this.heap[0] = file;
      this.moveDown(0);
    }
  }

  /** The biggest first. */
  get files(): readonly BigFile[] {
    return this.heap.toSorted((a, b) => (a.size === b.size ? 0 : a.size > b.size ? -1 : 1));
  }

  get totals(): FileTotals {
    const { entries, untold } = this;
    const byKind = new Map(this.byKind);
    const amounts = [...byKind.values()];
    return {
      entries,
      untold,
      files: amounts.reduce((sum, { files }) => sum + files, 0),
      size: amounts.reduce((sum, { size }) => sum + size, 0n),
      byKind,
      byAge: new Map(this.byAge),
    };
  }

  private isRepeated(uuid: string | undefined): boolean {
    if (uuid === undefined) {
      return false;
    }
    const { size } = this.seen;
    return this.seen.add(ownText(uuid)).size === size;
  }

  private moveUp(from: number): void {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (this.sizeAt(parent) <= this.sizeAt(at)) {
        return;
      }
      this.swap(at, parent);
      at = parent;
    }
  }

  private moveDown(from: number): void {
    for (let at = from; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const smaller = right < this.heap.length && this.sizeAt(right) < this.sizeAt(left) ? right : left;
      if (smaller >= this.heap.length || this.sizeAt(at) <= this.sizeAt(smaller)) {
        return;
      }
      this.swap(at, smaller);
      at = smaller;
    }
  }

  private sizeAt(index: number): bigint {
    return this.heap[index]?.size ?? 0n;
  }

  private swap(a: number, b: number): void {
    const [first, second] = [this.heap[a], this.heap[b]];
    if (first !== undefined && second !== undefined) {
      this.heap[a] = second;
      this.heap[b] = first;
    }
  }
}

function count<Key>(amounts: Map<Key, Amount>, key: Key, size: bigint): void {
  const before = amounts.get(key) ?? { files: 0, size: 0n };
  amounts.set(key, { files: before.files + 1, size: before.size + size });
}

/** A copy of a text. One that was cut out of an answer would keep the whole answer in memory. */
function ownText(text: string): string {
  return Buffer.from(text).toString();
}
