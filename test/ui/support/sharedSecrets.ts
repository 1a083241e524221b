import assert from 'node:assert/strict';
import type { BrowserContext } from 'playwright-core';
import type { Server } from '../../editor-host/server.ts';

/**
 * Makes the windows that are opened or reloaded from now on see each other's secrets at once, and be told of each change,
 * as those of a desktop editor are. A workbench in a browser keeps a copy of its own until it is reloaded. For the newest
 * editor, in whose code the names can be found.
 */
export async function shareSecrets(context: BrowserContext, server: Server): Promise<void> {
  await context.route('**/workbench/workbench.js', async route => {
    // Only the browser knows the server by the other host.
    const { pathname } = new URL(route.request().url());
    const response = await route.fetch({ url: new URL(pathname, server.url).href });
    let body = await response.text();
    for (const [place, instead] of places) {
      assert.equal(body.match(place)?.length, 1, String(place));
      body = body.replace(place, instead);
    }
    await route.fulfill({ response, body });
  });
}

/** Reads again what another window has stored, and names the secrets that have changed. */
const follow = `addEventListener("storage", async ({ key }) => {
  if (key !== this.storageKey) return;
  const before = await this.secretsPromise;
  this.secretsPromise = this.load();
  const now = await this.secretsPromise;
  for (const each of Object.keys({ ...before, ...now })) if (before[each] !== now[each]) globalThis.tellSecret(each);
})`;

const places: readonly (readonly [RegExp, string])[] = [
  [/(?<=this\.secretsPromise=this\.load\(\))(?=\})/g, `;${follow}`],
  [
    /(?<=this\._embedderSequencer=new \w+)(?=\)\})/g,
    ',globalThis.tellSecret=key=>this.onDidChangeSecretEmitter.fire(key)',
  ],
];
