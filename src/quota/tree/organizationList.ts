import { stateKeys } from '../../ids.ts';
import type { State } from '../../organizations/state.ts';
import { fullestPartition, levelOf, type Thresholds } from '../fullness.ts';
import type { StorageState } from '../storageStore.ts';
import { type Entry, filterEntries, isSortOrder, type SortOrder, sortEntries } from './arrange.ts';

/** The current entries of the setting. */
interface Listed {
  readonly entries: readonly Entry[];
}

interface Figures {
  get(corpId: string): StorageState;
  /** While true, figures keep changing. */
  readonly isAsking: boolean;
}

/**
 * The top level of the Organizations view, sorted and filtered. The order is kept across restarts, the filter is not.
 * Rows keep their places until `sort` is called: while answers come in, they would otherwise jump under the mouse.
 */
export class OrganizationList {
  private text = '';
  private lowOnly = false;
  private sorted: readonly Entry[];

  constructor(
    private readonly listed: Listed,
    private readonly figures: Figures,
    private readonly state: State,
    private readonly language: string,
    private readonly thresholds: () => Thresholds,
  ) {
    this.sorted = this.inOrder();
  }

  get filter(): string {
    return this.text;
  }

  set filter(text: string) {
    this.text = text.trim();
  }

  /** Whether only organizations that are low on storage are shown. */
  get isLowOnly(): boolean {
    return this.lowOnly;
  }

  /** Shows those that are low on storage alone, whatever their names. */
  showLow(): void {
    this.text = '';
    this.lowOnly = true;
  }

  /** Takes off every filter. */
  showAll(): void {
    this.text = '';
    this.lowOnly = false;
  }

  get order(): SortOrder {
    const kept = this.state.get(stateKeys.sortOrder);
    return isSortOrder(kept) ? kept : 'configured';
  }

  async setOrder(order: SortOrder): Promise<void> {
    await this.state.update(stateKeys.sortOrder, order);
    this.sort();
  }

  /** The number of entries, shown or not. */
  get size(): number {
    return this.listed.entries.length;
  }

  get shown(): readonly Entry[] {
    const named = filterEntries(this.sorted, this.text);
    const thresholds = this.thresholds();
    return this.lowOnly ? named.filter(entry => this.isLow(entry, thresholds)) : named;
  }

  /** Call when the entries have changed. */
  sort(): void {
    this.sorted = this.inOrder();
  }

  /** Call when figures have changed. @returns whether rows have moved */
  sortByNewFigures(): boolean {
    if (this.order !== 'fullest' || this.figures.isAsking) {
      return false;
    }
    const before = this.sorted;
    this.sort();
    return this.sorted.some((entry, index) => entry !== before[index]);
  }

  private isLow(entry: Entry, thresholds: Thresholds): boolean {
    const storage = entry.kind === 'organization' ? this.figures.get(entry.corpId).storage : undefined;
    const fullest = fullestPartition(storage?.partitions ?? []);
    return fullest !== undefined && levelOf(fullest.quota, thresholds) !== 'normal';
  }

  private inOrder(): readonly Entry[] {
    const storageOf = (corpId: string) => this.figures.get(corpId).storage;
    return sortEntries(this.listed.entries, this.order, storageOf, this.language);
  }
}
