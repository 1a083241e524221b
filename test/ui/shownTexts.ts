/** Everything that the extension shows in a window, as it comes and goes. */
import type { FrameLocator, Page } from 'playwright-core';

/** Where the extension's texts are, by what they are called in a failure. */
const places: Readonly<Record<string, string>> = {
  'name of the container': '.part.sidebar .composite.title h2',
  'header of a view': '.part.sidebar .pane-header .title, .part.sidebar .pane-header .description',
  'button of a view or row': '.part.sidebar .pane .actions-container .action-label[aria-label]',
  row: '.part.sidebar .pane .monaco-list-row .label-name, .part.sidebar .pane .monaco-list-row .label-description',
  'row, read out': '.part.sidebar .pane .monaco-list-row[aria-label]',
  welcome: '.part.sidebar .welcome-view-content p, .part.sidebar .welcome-view-content .monaco-button',
  'title of a question': '.quick-input-title, .quick-input-description',
  question:
    '.quick-input-box input[placeholder], .quick-input-message, .quick-input-widget .monaco-progress-container[aria-label]',
  choice: '.quick-input-list .label-name, .quick-input-list .label-description, .quick-input-list-label-meta',
  message: '.notification-list-item-message',
  'button of a message': '.notification-list-item-buttons-container .monaco-button',
  'source of a message': '.notification-list-item-source',
  hover: '.workbench-hover .hover-contents',
  menu: '.monaco-menu .action-label',
  dialog: '.dialog-message-text, .dialog-message-detail, .dialog-buttons .monaco-button',
  'status bar': '[id$="fullestOrganization"], [id="status.extensionMessage"], [id="status.progress"]',
  'status bar, read out': '[id$="fullestOrganization"] [aria-label]',
  badge: '.part.activitybar .badge-content',
  walkthrough:
    '.gettingStartedSlideDetails .category-title, .gettingStartedSlideDetails .category-description-container, .getting-started-step .step-title, .getting-started-step .step-description-container',
  setting:
    '[data-key^="dingtalkStorage."] .setting-item-description, [data-key^="dingtalkStorage."] .setting-item-validation-message',
  tab: '.tab.active .label-name',
};

export interface ShownText {
  readonly place: string;
  readonly text: string;
}

export interface ShownTexts {
  /** All texts so far. */
  all(): Promise<ShownText[]>;
}

/** Looks at the window from now on when it has changed, ten times a second at most, and at each call of `all`. */
export async function watchTexts(page: Page): Promise<ShownTexts> {
  await page.evaluate(`(${collect})(${JSON.stringify(places)})`);
  return {
    all: async () =>
      (await page.evaluate<[string, string][]>('shownTexts()')).map(([place, text]) => ({ place, text })),
  };
}

/** What is used here of a browser's element: the tests are compiled for Node.js. */
interface PageElement {
  readonly innerText: string;
  readonly ariaLabel: string | null;
  readonly title: string;
  readonly placeholder?: string;
  querySelectorAll(selector: '*'): Iterable<PageElement>;
}

/** All that a page in a webview shows now, or says to a screen reader. */
export async function textsIn(frame: FrameLocator): Promise<ShownText[]> {
  const texts = await frame
    .locator('body')
    .evaluate((body: PageElement) => [
      ...body.innerText.split('\n'),
      ...[...body.querySelectorAll('*')].flatMap(each => [each.ariaLabel, each.title, each.placeholder]),
    ]);
  return texts
    .map(text => ({ place: 'webview', text: text?.trim() ?? '' }))
    .filter(({ text }) => text !== '');
}

/** Runs in the window. Menus are in shadow trees. Neither the palette nor lists of files count. */
const collect = `places => {
  const seen = new Map();
  const isOfPalette = text => document.querySelector('.quick-input-box input')?.placeholder.startsWith('Type the name of a command');
  const isPath = () => document.querySelector('.quick-input-box input')?.value.startsWith('/');
  const look = () => {
    const roots = [document, ...[...document.querySelectorAll('.shadow-root-host')].map(host => host.shadowRoot)];
    for (const [place, selector] of Object.entries(places)) {
      if (/question|choice/.test(place) && isOfPalette()) continue;
      if (/^(question|choice)$/.test(place) && isPath()) continue;
      for (const element of roots.flatMap(root => [...root.querySelectorAll(selector)])) {
        if (element.offsetParent === null) continue;
        const isRead = /read out|button of a view/.test(place);
        const text = (isRead ? element.ariaLabel : element.placeholder ?? element.innerText) ?? '';
        const clean = text.replaceAll('\\u00a0', ' ').trim();
        if (clean !== '') seen.set(place + '\\n' + clean, [place, clean]);
      }
    }
  };
  let hasChanged = true;
  const note = () => { hasChanged = true; };
  new MutationObserver(note).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  setInterval(() => {
    // A document's observer sees nothing of a shadow tree.
    if (!hasChanged && document.querySelector('.shadow-root-host') === null) return;
    hasChanged = false;
    look();
  }, 100);
  globalThis.shownTexts = () => (look(), [...seen.values()]);
}`;
