import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import type { Column, FromPage, ToPage, ViewState, Words } from './contract.ts';
import { element, withRole } from './element.ts';
import { createGrid } from './grid.ts';
import { arrange, countKeys, tableOf } from './table.ts';

declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  getState(): ViewState | undefined;
  setState(state: ViewState): void;
};

const api = acquireVsCodeApi();
let state: ViewState = {
  search: '',
  active: 0,
  ...api.getState(),
  auditId: document.body.dataset.auditId ?? '',
};
api.setState(state);

function replaceState(changed: ViewState): void {
  state = changed;
  api.setState(state);
}

const live = withRole('div', 'live', 'status');
let words: Words | undefined;
let forget = () => {};

addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  if (data.kind === 'rows') {
    forget();
    words = data.words;
    forget = show(data);
  } else {
    announce(words?.copied ?? '');
  }
});
api.postMessage({ kind: 'ready' });

function announce(text: string): void {
  live.textContent = text;
}

function fill(text: string, ...values: string[]): string {
  return text.replace(/\{(\d)\}/g, (_, index) => values[Number(index)] ?? '');
}

/** Shows an audit in place of what was there; gives what is to be called before the next. */
function show({ words, rows, title }: Extract<ToPage, { kind: 'rows' }>): () => void {
  const table = tableOf(rows);
  const number = new Intl.NumberFormat(words.language);
  const grid = createGrid({
    words,
    table,
    active: () => state.active,
    activate: active => replaceState({ ...state, active }),
    sortBy,
    open: dentryUuid => api.postMessage({ kind: 'open', dentryUuid }),
    copy: text => api.postMessage({ kind: 'copy', text }),
  });
  const filters = withRole('div', 'filters', 'group', { label: words.filter });
  const keys = countKeys(table).map(({ key, outcome, count }) => filterButton(key, outcome.text, count));
  const buttons = [filterButton(undefined, words.all, table.length), ...keys];
  filters.append(...buttons);
  const bar = element('div', 'bar');
  bar.append(
    searchField(),
    actionButton(words.asText, { kind: 'asText' }),
    actionButton(words.exportAs, { kind: 'export' }),
  );

  function filterButton(key: string | undefined, text: string, count: number) {
    const button = document.createElement('vscode-button');
    button.className = 'filter';
    button.textContent = `${text} ${number.format(count)}`;
    button.dataset.key = key ?? '*';
    button.addEventListener('click', () => {
      const { filter: _, ...others } = state;
      replaceState(key === undefined ? others : { ...others, filter: key });
      update();
    });
    return button;
  }

  function searchField(): HTMLElement {
    const search = document.createElement('vscode-textfield');
    search.className = 'search';
    search.type = 'search';
    search.placeholder = words.search;
    search.label = words.search;
    search.value = state.search;
    search.addEventListener('input', () => {
      replaceState({ ...state, search: search.value });
      update();
    });
    return search;
  }

  function sortBy(column: Column): void {
    const isDescending = state.sort?.column === column && !state.sort.isDescending;
    replaceState({ ...state, sort: { column, isDescending } });
    update();
    announce(fill(isDescending ? words.descending : words.ascending, words.columns[column]));
  }

  /** Finds out what is to be shown, and shows it. */
  function update(): void {
    const shown = arrange(table, state, words.language);
    for (const button of buttons) {
      const isOn = button.dataset.key === (state.filter ?? '*');
      button.setAttribute('aria-pressed', String(isOn));
      button.secondary = !isOn;
    }
    grid.show(shown, state.sort);
    announce(fill(words.shown, number.format(shown.length), number.format(table.length)));
  }

  const help = element('p', 'help', words.help);
  document.body.replaceChildren(element('h1', 'title', title), bar, filters, grid.element, help, live);
  update();
  const unmount = grid.mount();
  // Only with the page's own focus: a box or dialog that was opened meanwhile keeps it.
  if (document.hasFocus()) grid.element.focus();
  else window.addEventListener('focus', () => grid.element.focus(), { once: true });
  return unmount;
}

function actionButton(text: string, message: FromPage): HTMLElement {
  const button = document.createElement('vscode-button');
  button.secondary = true;
  button.textContent = text;
  button.addEventListener('click', () => api.postMessage(message));
  return button;
}
