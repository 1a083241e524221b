/** What the table of results and the extension say to each other. Of the page, the extension believes nothing. */

/** A mode, or a kind of failure, that results may be of. */
export interface Outcome {
  /** The mode as it came, or the kind; `''` where a file was not asked about yet. */
  readonly key: string;
  /** In the user's language. */
  readonly text: string;
  readonly icon: 'broken' | 'inherits' | 'unknown' | 'failed' | 'unanswered';
  readonly code: string;
}

/** Rows by column. Lines of few long texts cross over to the page many times faster than a hundred thousand objects. */
export interface Rows {
  readonly outcomes: readonly Outcome[];
  /** By row, an index in `outcomes`; parted by commas. */
  readonly outcomeOf: string;
  /** One line for each row. No text in it has a line break. */
  readonly names: string;
  readonly paths: string;
  readonly dentryUuids: string;
  /** Milliseconds since 1970, or nothing where there is no answer; parted by commas. */
  readonly answeredAt: string;
}

/** The page's words, in the user's language. */
export interface Words {
  readonly language: string;
  readonly label: string;
  readonly all: string;
  readonly search: string;
  readonly filter: string;
  readonly asText: string;
  readonly exportAs: string;
  readonly help: string;
  readonly shown: string;
  readonly none: string;
  readonly ascending: string;
  readonly descending: string;
  readonly copied: string;
  readonly columns: Readonly<Record<Column, string>>;
}

export const columns = ['outcome', 'name', 'path', 'dentryUuid', 'answeredAt'] as const;
export type Column = (typeof columns)[number];

export type ToPage =
  | { readonly kind: 'rows'; readonly title: string; readonly words: Words; readonly rows: Rows }
  | { readonly kind: 'copied' };

export type FromPage =
  /** The page is there, and has no rows yet. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'open'; readonly dentryUuid: string }
  | { readonly kind: 'copy'; readonly text: string }
  | { readonly kind: 'asText' }
  | { readonly kind: 'export' };

/** What the page keeps while it is hidden, and over a reload of the window. */
export interface ViewState {
  readonly auditId: string;
  /** A key of an outcome, or nothing for all. */
  readonly filter?: string;
  readonly search: string;
  readonly sort?: { readonly column: Column; readonly isDescending: boolean };
  /** The row that has the focus, by its place among those shown. */
  readonly active: number;
}
