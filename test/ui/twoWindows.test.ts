import assert from 'node:assert/strict';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { describeWithTime } from '../support/thorough.ts';
import { typeCommand } from './support/keyboard.ts';
import { type Person, sitDown } from './support/person.ts';
import { notification } from './support/workbench.ts';

/** How long the file is looked up. */
const seconds = Number(process.env.TWO_WINDOWS_SECONDS ?? 12);
const tokenSeconds = 3;
const windows = 2;

describeWithTime(`two windows whose access token expires after ${tokenSeconds} s, for ${seconds} s`, () => {
  let person: Person;
  before(async () => {
    const question = { corpId: 'dingacme0001', dentryUuid: 'Qnp9zOoBVBDEydnQU1rPR3vZ81DK0g6l' };
    person = await sitDown({
      extensions: [path.resolve(import.meta.dirname, 'looper')],
      settings: { looper: { seconds, question } },
    });
    const { settings } = person.emulator;
    settings.tokenSeconds = tokenSeconds;
    // Each window respects the limits separately; here only the tokens matter.
    settings.callsPerSecond = 1000;
    settings.monthlyCalls = 1_000_000;
  });
  after(() => person?.close());

  it('look up without a failure, and mint no more tokens than expire', async () => {
    const { page, emulator } = person;
    const pages = [page, await person.openWindow()];
    emulator.requests.length = 0;
    const results = await Promise.all(pages.map(lookUpForAWhile));

    const calls = emulator.requests.filter(({ api }) => api === 'getPermissionInheritance');
    const minted = emulator.requests.filter(({ api }) => api === 'getAccessToken');
    const refused = calls.filter(({ answer }) => answer?.code === 'InvalidAuthentication');
    const answered = results.map(result => result.answered);
    console.log(
      `      ${answered.join(' + ')} answers, ${minted.length} tokens minted, ${refused.length} calls refused and renewed`,
    );
    for (const [index, result] of results.entries()) {
      assert.deepEqual(result.failures, [], `window ${index + 1}`);
      assert.ok(result.answered > seconds, `${result.answered} answers in window ${index + 1}`);
      assert.equal(await notification(pages[index] ?? page, 'Show Log').count(), 0);
    }
    assert.ok(minted.every(({ answer }) => answer?.status === 200));

    // A window renews at eleven twelfths of a token's life at the earliest, or when a call was refused, which is later;
    // the windows of this editor do not see each other's secrets until a reload, so each renews separately.
    const tokenLives = Math.ceil(seconds / (tokenSeconds * (11 / 12)));
    assert.ok(minted.length <= windows * (tokenLives + 1), `${minted.length} tokens minted`);
    // DingTalk extends a token requested while it is valid. If nobody had asked, it would have expired.
    assert.ok(minted.length >= Math.floor(seconds / tokenSeconds), `${minted.length} tokens minted`);
  }).timeout(120_000 + seconds * 1000);
});

interface Result {
  readonly answered: number;
  readonly failures: readonly string[];
}

/** Runs the loop of the extension in `looper/`, and returns its results. */
async function lookUpForAWhile(page: Page): Promise<Result> {
  const printed = page.waitForEvent('console', {
    predicate: message => message.text().includes('Looked up: '),
    timeout: 180_000 + seconds * 1000,
  });
  await page.bringToFront();
  await typeCommand(page, 'Test: Look Up for a While');
  return JSON.parse(
    (await printed)
      .text()
      .replace(/^.*?Looked up: /s, '')
      .replace(/\}[^}]*$/s, '}'),
  );
}
