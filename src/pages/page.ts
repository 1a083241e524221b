import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { ChartsView } from './chart/chartsView.ts';
import type { FromPage, PageData, ToPage } from './contract.ts';
import { element, withRole } from './element.ts';
import { findingsElement } from './findings.ts';
import { sectionsElement } from './sections.ts';
import { TableView } from './tableView.ts';
import { isPlain, type ViewState, ViewStore } from './viewState.ts';

declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  getState(): Partial<ViewState> | undefined;
  setState(state: ViewState): void;
};

const api = acquireVsCodeApi();
const post = (message: FromPage) => api.postMessage(message);
const store = new ViewStore(document.body.dataset.id ?? '', api);
const live = withRole('div', 'live', 'status');
let copied = '';
let table: TableView | undefined;
let forget = () => {};
/** Whether only the first rows are shown. */
let isFirst = false;

addEventListener('message', ({ data: message }: MessageEvent<ToPage>) => {
  switch (message.kind) {
    case 'data':
      if (message.data.table?.total !== undefined && !isPlain(store.state)) {
        // The first rows are others here, and follow with the rest.
        return;
      }
      forget();
      forget = show(message.data);
      return;
    case 'copied':
      // The editor's menu had the focus, and does not return it. What opens a box or a dialog must leave it there.
      table?.grid.element.focus();
      return announce(copied);
    case 'selected':
      return post({ kind: 'selected', ...(table?.grid.selected() ?? { active: '', ids: '', text: '' }) });
  }
});
document.addEventListener('keydown', event => {
  const isFind = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'f';
  if (isFind && table !== undefined) {
    event.preventDefault();
    event.stopPropagation();
    table.search.focus();
  }
});
post({ kind: 'ready' });

function announce(text: string): void {
  live.textContent = text;
}

/** Replaces the page's content with data; call the returned function before the next. */
function show(data: PageData): () => void {
  copied = data.words.copied;
  const { language } = data.words;
  // The first rows, which the rest replaces, may have been scrolled.
  const scrolled = isFirst ? table?.grid.element.scrollTop : undefined;
  isFirst = data.table?.total !== undefined;
  const focused = focusedKey();
  const bar = element('div', 'bar');
  const facts = data.facts.map((fact, index) => {
    const line = element('p', 'fact', fact);
    line.id = `fact-${index}`;
    return line;
  });
  const parts: HTMLElement[] = [element('h1', 'title', data.title), ...facts, bar];
  table = data.table && new TableView({ data: data.table, language, store, post, announce });
  if (table !== undefined) {
    bar.append(table.search);
    parts.push(table.filters, table.grid.element, table.help);
    // The table takes the focus: what the page says in words is read with it.
    table.grid.element.setAttribute('aria-describedby', facts.map(({ id }) => id).join(' '));
  }
  bar.append(...data.actions.map(({ name, text }) => actionButton(name, text)));
  if (data.foot !== undefined) {
    parts.push(element('p', 'fact', data.foot));
  }
  const sections =
    data.sections && sectionsElement(data.sections, language, id => post({ kind: 'open', id }));
  const findings = data.findings && findingsElement(data.findings, actionButton);
  for (const main of [sections, findings]) {
    main?.setAttribute('aria-label', data.title);
  }
  const charts =
    data.charts && new ChartsView({ data: data.charts, title: data.title, language, store, announce });
  const rest = [sections, findings, charts?.element].filter(part => part !== undefined);
  document.body.replaceChildren(...parts, ...rest, live);
  table?.update();
  const unmount = table?.grid.mount() ?? charts?.mount();
  takeFocus(charts?.find(focused) ?? table?.grid.element ?? rest[0]);
  if (scrolled !== undefined) {
    table?.grid.element.scrollTo({ top: scrolled });
  }
  return unmount ?? (() => {});
}

/** What had the focus before the page is filled again, if it is something that will be there again. */
function focusedKey(): string | undefined {
  const { activeElement } = document;
  return activeElement instanceof HTMLElement ? activeElement.dataset.key : undefined;
}

/** Only while the page has the focus: a box or dialog that has opened since keeps it. */
function takeFocus(target: HTMLElement | undefined): void {
  const take = () => target?.focus({ preventScroll: true });
  if (document.hasFocus()) take();
  else window.addEventListener('focus', take, { once: true });
}

function actionButton(name: string, text: string): HTMLElement {
  const button = document.createElement('vscode-button');
  button.secondary = true;
  button.textContent = text;
  button.dataset.name = name;
  button.addEventListener('click', () => {
    const shown = table?.shownKeys();
    post({ kind: 'action', name, ...(shown === undefined ? {} : { shown }) });
  });
  return button;
}
