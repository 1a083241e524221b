import { type Selection, selectOne } from './grid/selection.ts';

/** What a page keeps while it is hidden, and across a reload of the window. */
export interface ViewState {
  /** Identifies what the page shows. */
  readonly id: string;
  /** The key of a chip, or `undefined` for all. */
  readonly filter?: string;
  readonly search: string;
  readonly sort?: { readonly column: string; readonly isDescending: boolean };
  /** By position among the rows shown. */
  readonly selection: Selection;
  /** By column, once the user has resized one. */
  readonly widths: Readonly<Record<string, number>>;
  /** Keys of folded groups, and ids of charts whose table is open. */
  readonly unfolded: readonly string[];
  /** Which of the time ranges is picked. */
  readonly range: number;
  /** By chart: the ids of the lines to show, once the user has chosen. */
  readonly lines: Readonly<Record<string, readonly string[]>>;
  /** By chart: the time at the day cursor, once it was moved. */
  readonly days: Readonly<Record<string, number>>;
}

/** The state of a page: an immutable value, kept by the editor. */
export class ViewStore {
  state: ViewState;

  constructor(
    id: string,
    private readonly keeper: {
      getState(): Partial<ViewState> | undefined;
      setState(state: ViewState): void;
    },
  ) {
    const empty = {
      search: '',
      selection: selectOne(0),
      widths: {},
      unfolded: [],
      range: 1,
      lines: {},
      days: {},
    };
    this.state = { ...empty, ...keeper.getState(), id };
    keeper.setState(this.state);
  }

  change(changed: Partial<ViewState>): void {
    this.state = { ...this.state, ...changed };
    this.keeper.setState(this.state);
  }

  /** @param filter `undefined` for all */
  filterBy(filter: string | undefined): void {
    const { filter: _, ...others } = this.state;
    this.state = filter === undefined ? others : { ...others, filter };
    this.keeper.setState(this.state);
  }
}

/** Whether rows are shown from the first one on, in their own order. */
export function isPlain({ filter, search, sort, selection }: ViewState): boolean {
  return filter === undefined && search.trim() === '' && sort === undefined && selection.active === 0;
}
