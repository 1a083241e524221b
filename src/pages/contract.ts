/** The messages between a page and the extension. The extension trusts nothing from the page. */

/** One of a few values that a cell of a column can have. */
export interface Choice {
  /** What to filter by: several choices may share it. */
  readonly key: string;
  /** In the user's language. */
  readonly text: string;
  readonly icon?: 'bad' | 'good' | 'unknown' | 'failed' | 'plain';
  readonly code: string;
}

interface ColumnFrame {
  readonly id: string;
  readonly title: string;
  /** The minimum width, in CSS pixels, until the user chooses one. */
  readonly width: number;
  /** Its share of the remaining space. */
  readonly grow: number;
}

/** Columns are sent as a few arrays of bytes, which the editor passes on as they are, and not as JSON. */
export type ColumnData = ColumnFrame &
  (
    | {
        readonly kind: 'text';
        /** UTF-8; see {@link textLines}. */
        readonly lines: Uint8Array;
        readonly isCode?: boolean;
      }
    | {
        readonly kind: 'choice';
        readonly choices: readonly Choice[];
        /** For each row, an index into `choices`, or -1. */
        readonly indexes: Int32Array;
      }
    | {
        readonly kind: 'time';
        /** For each row, milliseconds since 1970, or 0 for none. */
        readonly times: Float64Array;
      }
    | {
        readonly kind: 'amount';
        /** As of a text column. */
        readonly lines: Uint8Array;
        /** What to sort by, for each row. */
        readonly amounts: Float64Array;
      }
  );

/** The texts of a column, one line per row. No text may contain a line break. */
export function textLines(texts: readonly string[]): Uint8Array {
  return new TextEncoder().encode(texts.map(text => `${text}\n`).join(''));
}

export interface TableData {
  /** Columns that are empty in every row are not shown. */
  readonly columns: readonly ColumnData[];
  /** The text column that identifies a row to the extension. */
  readonly idColumn: string;
  /** What tells rows apart where several have one id: a text for each, as of a text column. */
  readonly rowKeys?: Uint8Array;
  /** The choice column whose keys are the filter chips. */
  readonly filterColumn: string;
  /** How many rows there will be, where these are only the first ones and all will follow. */
  readonly total?: number;
  /** Keys of that column whose rows are folded into one line until the user unfolds it. */
  readonly folded?: readonly string[];
}

/** Bars with their table, such as the months of one organization. */
export interface Section {
  readonly heading: string;
  /** What a full bar stands for. */
  readonly limit: number;
  readonly columns: readonly string[];
  readonly bars: readonly Bar[];
  /** Titles of the columns in place of `columns` and their sum, where each bar has `told`. */
  readonly toldColumns?: readonly string[];
}

export interface Bar {
  readonly label: string;
  readonly values: readonly number[];
  /** Of amounts that a number does not hold exactly, which is enough to draw them: the bar in words, and its cells. */
  readonly told?: { readonly text: string; readonly cells: readonly string[] };
  /** Makes the label a button that opens what has this id. */
  readonly id?: string;
}

/** What a check has found. */
export interface FindingGroup {
  readonly look: 'bad' | 'warning' | 'plain' | 'good';
  /** One character, for those who see it; the heading says the same in words. */
  readonly sign: string;
  readonly heading: string;
  readonly items: readonly {
    readonly lines: readonly string[];
    /** The button that helps. */
    readonly action?: { readonly name: string; readonly text: string };
  }[];
}

/** A point of a line. A value is only drawn, so a number is exact enough; the text says it exactly. */
export interface ChartPoint {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly value: number;
  readonly text: string;
}

export interface ChartLine {
  readonly id: string;
  readonly name: string;
  /** In order of time, at most one for each local day. */
  readonly points: readonly ChartPoint[];
}

/** What a line should stay below. */
export interface ChartLimit {
  readonly kind: 'capacity' | 'error' | 'warning';
  readonly text: string;
  /** Each value holds from its time on. */
  readonly steps: readonly { readonly at: number; readonly value: number }[];
}

/** A change that is no part of how a line develops. */
export interface ChartMark {
  readonly at: number;
  readonly kind: 'fall' | 'rise' | 'capacity';
  readonly text: string;
}

/** From a point on, in how many days a value will be reached. */
export interface ChartForecast {
  readonly at: number;
  readonly value: number;
  readonly reaches: number;
  readonly expected: number;
  readonly earliest?: number;
  readonly latest?: number;
}

/** Figures over time, with the table of what they are drawn from. */
export interface Chart {
  /** Identifies it among the page's charts. */
  readonly id: string;
  readonly heading: string;
  /** What it shows, in a sentence; also the label of the drawing. */
  readonly finding: string;
  /** Up to which time a range goes: milliseconds since 1970. */
  readonly now: number;
  /** The units of the scale, smallest first; each text has `{0}` for the number. */
  readonly units: readonly { readonly size: number; readonly text: string }[];
  /** How far the scale goes at least. */
  readonly top?: number;
  readonly lines: readonly ChartLine[];
  /** The ids of those to show until the user chooses, if there are several. */
  readonly shown?: readonly string[];
  readonly limits: readonly ChartLimit[];
  readonly marks: readonly ChartMark[];
  readonly forecast?: ChartForecast;
  readonly columns: readonly { readonly text: string; readonly isNumber?: boolean }[];
  /** In order of time. */
  readonly rows: readonly { readonly at: number; readonly cells: readonly string[] }[];
}

/** The page's words, in the user's language. */
export interface Words {
  readonly language: string;
  readonly copied: string;
}

export interface TableWords {
  readonly label: string;
  readonly all: string;
  readonly search: string;
  readonly filter: string;
  readonly help: string;
  readonly shown: string;
  readonly selected: string;
  readonly none: string;
  readonly ascending: string;
  readonly descending: string;
  readonly widthOf: string;
}

export interface SectionWords {
  readonly label: string;
  readonly bar: string;
  readonly barText: string;
  readonly sum: string;
}

export interface ChartWords {
  readonly range: string;
  /** What can be picked; all time without days. */
  readonly ranges: readonly { readonly text: string; readonly days?: number }[];
  readonly rangeShown: string;
  readonly lines: string;
  readonly day: string;
  readonly help: string;
  readonly forecast: string;
  readonly table: string;
  readonly none: string;
}

/** What a page shows. */
export interface PageData {
  readonly title: string;
  /** Lines below the title. */
  readonly facts: readonly string[];
  /** The buttons, with their text. */
  readonly actions: readonly { readonly name: string; readonly text: string }[];
  readonly words: Words;
  readonly table?: TableData & { readonly words: TableWords };
  readonly findings?: {
    readonly groups: readonly FindingGroup[];
    /** Before each button. */
    readonly todo: string;
    readonly closing: readonly string[];
  };
  readonly sections?: { readonly words: SectionWords; readonly all: readonly Section[] };
  readonly charts?: { readonly words: ChartWords; readonly all: readonly Chart[] };
  /** The last line of the page. */
  readonly foot?: string;
}

export type ToPage =
  | { readonly kind: 'data'; readonly data: PageData }
  | { readonly kind: 'copied' }
  /** Asks which rows are selected. */
  | { readonly kind: 'selected' };

export type FromPage =
  /** The page has loaded and needs data. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'open'; readonly id: string }
  | { readonly kind: 'copy'; readonly text: string }
  /** A button was pressed. `shown` has the rows' keys, or else ids, one per line, if a filter or search is on. */
  | { readonly kind: 'action'; readonly name: string; readonly shown?: string }
  /** The answer: the selected rows' ids, one per line, and the rows as text for copying. */
  | { readonly kind: 'selected'; readonly active: string; readonly ids: string; readonly text: string };
