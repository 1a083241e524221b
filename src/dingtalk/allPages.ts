import type { Page } from './fields.ts';

export interface AllPages<T> {
  readonly items: readonly T[];
  /** Metered calls. */
  readonly calls: number;
  /** Whether the list did not end within the allowed calls, or started to repeat itself. */
  readonly isCutOff: boolean;
}

/**
 * All pages of a list, one after the other.
 *
 * @param ask requests the page with the token that the previous page returned
 * @param maxCalls after which to stop, as DingTalk may never end the list
 * @param onPage called with what there is so far, after each page
 * @throws what `ask` throws
 */
export async function allPages<T>(
  ask: (nextToken: string | undefined) => Promise<Page<T>>,
  maxCalls: number,
  onPage?: (items: readonly T[]) => void,
): Promise<AllPages<T>> {
  const items: T[] = [];
  const tokens = new Set<string>();
  for (let nextToken: string | undefined; ; tokens.add(nextToken)) {
    const page = await ask(nextToken);
    items.push(...page.items);
    onPage?.(items);
    nextToken = page.nextToken;
    const calls = tokens.size + 1;
    const isCutOff = nextToken !== undefined && (tokens.has(nextToken) || calls >= maxCalls);
    if (nextToken === undefined || isCutOff) {
      return { items, calls, isCutOff };
    }
  }
}
