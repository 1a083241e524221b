/** Where something secret could have been left: everything that a window showed, kept or wrote. */
import type { ConsoleMessage, Page } from 'playwright-core';
import { filesWith } from './findText.ts';
import type { Person } from './person.ts';
import { clipboardText } from './workbench.ts';

export interface Watch {
  /** The names of the places that contain a text, or ever showed it. */
  placesOf(text: string): Promise<string[]>;
}

/** Records everything that the window shows, reads out or prints from now on. */
export async function watch({ page, server }: Person): Promise<Watch> {
  const printed: string[] = [];
  page.on('console', (message: ConsoleMessage) => printed.push(message.text()));
  await page.evaluate(rememberWindow);
  return {
    async placesOf(text) {
      const [shown, stored, clipboard] = await Promise.all([
        page.evaluate<boolean>(`everShown.some(text => text.includes(${JSON.stringify(text)}))`),
        browserStorage(page),
        clipboardText(page),
      ]);
      const places: [string, boolean][] = [
        ['window', shown],
        ['console', printed.some(line => line.includes(text))],
        ['browser storage', stored.includes(text)],
        ['clipboard', clipboard.includes(text)],
        ['output of the server', server.output().includes(text)],
      ];
      const found = places.filter(([, isThere]) => isThere).map(([place]) => place);
      return [...found, ...(await filesWith(server.serverDataDir, text))];
    },
  };
}

/** Every text and attribute added to the document, even for a moment. Text typed into a box is neither. */
const rememberWindow = `
  globalThis.everShown = [document.documentElement.outerHTML];
  new MutationObserver(changes => {
    for (const { type, target, attributeName, addedNodes } of changes) {
      if (type === 'characterData') everShown.push(target.data);
      else if (type === 'attributes') everShown.push(target.getAttribute(attributeName) ?? '');
      else for (const node of addedNodes) everShown.push(node.outerHTML ?? node.data ?? '');
    }
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
`;

/**
 * Everything that the browser stores for the page, as text: `globalState` and the editor's own state. Includes the
 * secret storage, but encrypted.
 */
export function browserStorage(page: Page): Promise<string> {
  return page.evaluate<string>(`(async () => {
    const settled = request => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const asText = value => JSON.stringify(value, (_, part) =>
      part instanceof Uint8Array ? new TextDecoder().decode(part) : part);
    const texts = [asText({ ...localStorage }), asText({ ...sessionStorage })];
    for (const { name } of await indexedDB.databases()) {
      const database = await settled(indexedDB.open(name));
      for (const name of database.objectStoreNames) {
        const store = database.transaction(name).objectStore(name);
        texts.push(asText(await Promise.all([settled(store.getAllKeys()), settled(store.getAll())])));
      }
      database.close();
    }
    return texts.join('\\n');
  })()`);
}
