import { arrange, isNarrowed } from './arrange.ts';
import type { FromPage, TableData, TableWords } from './contract.ts';
import { element, withRole } from './element.ts';
import { fill } from './fill.ts';
import { Grid } from './grid/grid.ts';
import { countSelected, selectOne } from './grid/selection.ts';
import { type Column, countKeys, type Table, tableOf } from './table.ts';
import type { ViewStore } from './viewState.ts';

export interface TableViewParts {
  readonly data: TableData & { readonly words: TableWords };
  readonly language: string;
  readonly store: ViewStore;
  post(message: FromPage): void;
  announce(text: string): void;
}

/** A table with its filter chips and its search. */
export class TableView {
  readonly search = document.createElement('vscode-textfield');
  readonly filters: HTMLElement;
  readonly help: HTMLElement;
  readonly grid: Grid;
  private readonly table: Table;
  private readonly counts: ReadonlyMap<string, number>;
  private readonly chips: readonly ReturnType<typeof chip>[];
  private readonly number: Intl.NumberFormat;
  private lines: readonly number[] = [];

  constructor(private readonly parts: TableViewParts) {
    const { data, language, store, post } = parts;
    const { words } = data;
    this.number = new Intl.NumberFormat(language);
    this.table = tableOf(data, language);
    // Of the first rows alone, the counts would be wrong.
    const keys = data.total === undefined ? countKeys(this.table) : [];
    this.counts = new Map(keys.map(({ key, count }) => [key, count]));
    this.filters = withRole('div', 'filters', 'group', { label: words.filter });
    this.chips = [
      this.chip(undefined, words.all, data.total ?? this.table.length),
      ...keys.map(({ key, text, count }) => this.chip(key, text, count)),
    ];
    this.filters.append(...this.chips);
    this.help = element('p', 'help', words.help);
    this.grid = new Grid({
      words,
      table: this.table,
      store,
      groupText: key => this.groupText(key),
      sortBy: column => this.sortBy(column),
      open: id => post({ kind: 'open', id }),
      copy: text => post({ kind: 'copy', text }),
      onToggleGroup: key => this.toggleGroup(key),
      onSelect: selection => {
        const count = countSelected(selection);
        if (count > 1) {
          parts.announce(fill(words.selected, this.number.format(count)));
        }
      },
    });
    this.prepareSearch();
  }

  /** Shows the rows as the state says. */
  update(): void {
    const { data, store, announce } = this.parts;
    const { state } = store;
    this.lines = arrange(this.table, state);
    for (const each of this.chips) {
      const isOn = each.dataset.key === (state.filter ?? '*');
      each.setAttribute('aria-pressed', String(isOn));
      each.secondary = !isOn;
    }
    this.grid.show(this.lines, state.sort);
    if (data.total !== undefined) {
      return;
    }
    const [shown, all] = [this.rows().length, this.table.length].map(count => this.number.format(count));
    announce(fill(data.words.shown, shown ?? '', all ?? ''));
  }

  /** Shows the rows in a new arrangement. The selected rows have moved, so only the active position is kept. */
  private rearrange(): void {
    const { store } = this.parts;
    store.change({ selection: selectOne(store.state.selection.active) });
    this.update();
  }

  /** The keys of the rows that pass the filter and search, one per line; `undefined` if all are shown. */
  shownKeys(): string | undefined {
    return isNarrowed(this.parts.store.state)
      ? this.rows()
          .map(row => this.table.rowKeyOf(row))
          .join('\n')
      : undefined;
  }

  private rows(): readonly number[] {
    return this.lines.filter(line => line >= 0);
  }

  private groupText(key: string): string {
    const text = this.table.choiceOf(key)?.text ?? key;
    return `${text} · ${this.number.format(this.counts.get(key) ?? 0)}`;
  }

  private toggleGroup(key: string): void {
    const { store } = this.parts;
    const { unfolded } = store.state;
    const isOpen = unfolded.includes(key);
    store.change({ unfolded: isOpen ? unfolded.filter(each => each !== key) : [...unfolded, key] });
    this.rearrange();
  }

  private sortBy({ id, title }: Column): void {
    const { data, store, announce } = this.parts;
    const { sort } = store.state;
    const isDescending = sort?.column === id && !sort.isDescending;
    store.change({ sort: { column: id, isDescending } });
    this.rearrange();
    announce(fill(isDescending ? data.words.descending : data.words.ascending, title));
  }

  private chip(key: string | undefined, text: string, count: number): ReturnType<typeof chip> {
    const made = chip(key ?? '*', `${text} ${this.number.format(count)}`);
    made.addEventListener('click', () => {
      this.parts.store.filterBy(key);
      this.rearrange();
    });
    return made;
  }

  private prepareSearch(): void {
    const { search } = this;
    const { data, store } = this.parts;
    const find = (text: string) => {
      store.change({ search: text });
      this.rearrange();
    };
    search.className = 'search';
    search.type = 'search';
    search.placeholder = data.words.search;
    search.label = data.words.search;
    search.value = store.state.search;
    search.disabled = data.total !== undefined;
    search.addEventListener('input', () => find(search.value));
    search.addEventListener('keydown', event => {
      if (event.key === 'Escape') {
        event.preventDefault();
        event.stopPropagation();
        search.value = '';
        // The control shows a value only if it differs from the last one set, and typing does not set one.
        search.wrappedElement.value = '';
        find('');
        this.grid.element.focus();
      }
    });
  }
}

function chip(key: string, text: string) {
  const button = document.createElement('vscode-button');
  button.className = 'filter';
  button.textContent = text;
  button.dataset.key = key;
  return button;
}
