import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { ErrorKind } from '../../src/dingtalk/errors.ts';
import { describeWithTime, isEverythingTested } from '../support/thorough.ts';
import {
  arrange,
  type ErrorCase,
  inWords,
  type Language,
  type LookupCase,
  lookupCases,
  treeCases,
} from './support/errorCases.ts';
import { eventually } from './support/eventually.ts';
import {
  clearNotifications,
  confirmDialog,
  enterText,
  leaveBox,
  showNotifications,
  typeCommand,
  typePick,
} from './support/keyboard.ts';
import { type Person, sitDown } from './support/person.ts';
import { treeText } from './support/treeText.ts';
import {
  clipboardText,
  expand,
  notification,
  openContainer,
  pressNotificationButton,
  question,
  row,
  rows,
} from './support/workbench.ts';

const words = {
  en: {
    view: 'Organizations',
    signOut: 'DingTalk Storage: Sign Out of Organization…',
    query: 'DingTalk Storage: Query Permission Inheritance…',
  },
  'zh-cn': {
    view: '组织',
    signOut: 'DingTalk Storage: 退出组织登录…',
    query: 'DingTalk Storage: 查询权限继承…',
  },
};

/** A person whose organizations fail, each in its own way, and who has opened their view. */
async function meetErrors(locale: Language): Promise<Person> {
  const person = await sitDown({
    locale,
    settings: { 'dingtalkStorage.requestTimeoutSeconds': 1 },
    // High enough for the rows of all organizations and their problems: rows off the screen are not drawn.
    viewport: { width: 1280, height: 1500 },
  });
  arrange(person.emulator);
  await typeCommand(person.page, words[locale].signOut);
  await typePick(person.page, inWords(['Select an organization'], locale), 'Acme');
  await confirmDialog(person.page, inWords(['Sign out of {0}?', 'Acme'], locale));
  await openContainer(person.page, 'DingTalk Storage');
  return person;
}

function sentenceOf({ sentence, facts }: ErrorCase, language: Language): string {
  const shown = typeof facts === 'string' ? facts : facts && inWords(facts, language);
  return inWords(sentence, language) + (shown === undefined ? '' : ` (${shown})`);
}

/** What the row of a problem shows. */
function problemLine(error: ErrorCase, language: Language): string {
  const sentence = sentenceOf(error, language);
  return error.signIn === undefined ? sentence : `${inWords([error.signIn], language)}… | ${sentence}`;
}

async function assertRows(page: Page, cases: readonly ErrorCase[], language: Language): Promise<void> {
  const { view } = words[language];
  for (const { organization } of cases) {
    // A row can be expanded once it has a problem.
    const summary = inWords([cases.find(one => one.organization === organization)?.summary ?? ''], language);
    await row(page, view, organization).getByText(summary).waitFor({ timeout: 120_000 });
    await expand(row(page, view, organization));
  }
  await eventually(async () => {
    const lines = await treeText(page, view);
    const expected = cases.flatMap(one => [
      `${one.organization} | ${inWords([one.summary], language)}`,
      `  ${problemLine(one, language)}`,
    ]);
    assert.deepEqual(lines.toSorted(), expected.toSorted());
  });
}

/** Asks about a file from the palette. */
async function lookUp(
  page: Page,
  { organization, dentryUuid }: LookupCase,
  language: Language,
): Promise<void> {
  await typeCommand(page, words[language].query);
  await typePick(page, inWords(['Select an organization'], language), organization);
  await question(page, `${inWords(['Query Permission Inheritance'], language)} · ${organization}`).waitFor();
  await enterText(page, dentryUuid);
}

async function assertMessage(page: Page, failing: LookupCase, language: Language): Promise<void> {
  const message = notification(page, sentenceOf(failing, language));
  const buttons = failing.buttons.map(button => inWords([button], language));
  await message.waitFor();
  await eventually(async () =>
    assert.deepEqual(await message.locator('.monaco-text-button').allInnerTexts(), buttons, failing.kind),
  );
}

describe('errors, as a person meets them', () => {
  let person: Person;
  before(async () => {
    person = await meetErrors('en');
  });
  after(() => person?.close());

  const box = (title: string) => async (page: Page) => {
    await question(page, title).waitFor();
    await leaveBox(page);
  };
  const log = async (page: Page) => {
    const panel = page.locator('.part.panel');
    await panel.locator('.view-lines').getByText('dingtalkStorage.queryInheritance:').first().waitFor();
    await typeCommand(page, 'View: Hide Panel');
    await panel.waitFor({ state: 'hidden' });
  };
  /** What a button in a message leads to. */
  const buttonHelp: Partial<Record<ErrorKind, [button: string, (page: Page) => Promise<void>]>> = {
    userNotPermitted: ['Edit Organization', box('Edit Organization (1/')],
    badAnswer: [
      'Report Issue…',
      page => notification(page, 'Diagnostics copied to the clipboard.').waitFor(),
    ],
    notSupported: ['Show Log', log],
  };

  it('a look-up fails with its sentence, its buttons and a request id to copy', async () => {
    const { page, emulator } = person;
    const cases = lookupCases(emulator.url);
    assert.ok(new Set(cases.map(({ kind }) => kind)).size >= 12);
    // Otherwise one for each kind of help: the unit tests have the words of all.
    const isTried = ({ kind }: LookupCase) =>
      isEverythingTested || kind in buttonHelp || kind === 'signedOut' || kind === 'missingScope';
    for (const failing of cases.filter(isTried)) {
      await lookUp(page, failing, 'en');
      await assertMessage(page, failing, 'en');
      const [button, help] = buttonHelp[failing.kind] ?? [];
      if (button !== undefined) {
        await pressNotificationButton(page, sentenceOf(failing, 'en'), button);
        await help?.(page);
      } else if (failing.buttons.includes('Copy Request ID')) {
        // A refused credential is tried once, for the tree: the lookup then shows the same.
        const asked = emulator.requests.findLast(({ api, answer }) =>
          failing.kind === 'badCredential'
            ? answer?.code === 'invalidClientIdOrSecret'
            : api === 'getPermissionInheritance',
        );
        // The emulator does not know the content of its faults.
        const requestId = asked?.answer?.requestId ?? 'REQUEST-1';
        await pressNotificationButton(page, sentenceOf(failing, 'en'), 'Copy Request ID');
        await eventually(async () => assert.equal(await clipboardText(page), requestId, failing.kind));
      }
      await clearNotifications(page);
    }
  });

  it('a row has the summary, and below it the sentence', async () => {
    await assertRows(person.page, treeCases(person.emulator.url), 'en');
  });

  it('Retry asks the same again, without a question', async () => {
    const { page, emulator } = person;
    const failing = lookupCases(emulator.url).find(({ kind }) => kind === 'ipNotAllowed') ?? assert.fail();
    await lookUp(page, failing, 'en');
    await assertMessage(page, failing, 'en');
    delete emulator.settings.clientIp;
    for (const app of emulator.data.apps) delete app.allowedIps;
    emulator.requests.length = 0;
    // After three messages within 800 ms, including progress, the editor shows further ones only here.
    await showNotifications(page);
    await pressNotificationButton(page, sentenceOf(failing, 'en'), 'Retry');
    // The file belongs to another organization.
    await notification(
      page,
      `This item belongs to an organization other than ${failing.organization}.`,
    ).waitFor();
    const asked = emulator.requests.filter(({ api }) => api === 'getPermissionInheritance');
    assert.deepEqual(
      asked.map(({ dentryUuid }) => dentryUuid),
      [failing.dentryUuid],
    );
    await clearNotifications(page);
  });

  const askedAgain = (corpId: string) => async () => {
    await person.emulator.request(request => request.corpId === corpId);
  };
  /** What a click on a problem's row leads to. */
  const remedies: Partial<Record<ErrorKind, (page: Page) => Promise<void>>> = {
    signedOut: box('Set Access Token or App Secret · Acme'),
    badCredential: box('Edit Organization (1/'),
    async missingScope(page) {
      const dialog = page.getByRole('dialog').filter({ hasText: 'open the external website?' });
      await dialog.getByRole('button', { name: 'Copy' }).click();
      await dialog.waitFor({ state: 'hidden' });
      const scope = 'content=dingfakeapp0004%23Storage.Org.Read';
      assert.equal(await clipboardText(page), `https://open-dev.dingtalk.com/appscope/apply?${scope}`);
    },
    invalidParameter: box('Edit Organization (1/'),
    userNotPermitted: box('Edit Organization (1/'),
    tokenExpired: box('Set Access Token or App Secret · 江南纺织'),
    ipBlocked: askedAgain('dingnordwind0003'),
    monthlyQuotaUsed: log,
    badAnswer: log,
    ipNotAllowed: askedAgain('dingyunfan0006'),
    timeout: askedAgain('dingharbor0005'),
    serverError: askedAgain('dinghaitang0008'),
  };
  for (const [kind, remedy] of Object.entries(remedies)) {
    it(`a click on the problem helps: ${kind}`, async () => {
      const { page, emulator } = person;
      const failing = treeCases(emulator.url).find(one => one.kind === kind) ?? assert.fail();
      emulator.requests.length = 0;
      await rows(page, 'Organizations')
        .filter({ hasText: sentenceOf(failing, 'en') })
        .locator('.label-name')
        .click();
      await remedy(page);
    });
  }
});

describeWithTime('errors, as a person meets them in Chinese', () => {
  let person: Person;
  before(async () => {
    person = await meetErrors('zh-cn');
  });
  after(() => person?.close());

  it('a look-up fails with its sentence and its buttons', async () => {
    const { page, emulator } = person;
    for (const failing of lookupCases(emulator.url)) {
      if (['notFound', 'notSupported', 'badCredential'].includes(failing.kind)) {
        await lookUp(page, failing, 'zh-cn');
        await assertMessage(page, failing, 'zh-cn');
        await clearNotifications(page);
      }
    }
  });

  it('a row has the summary, and below it the sentence', async () => {
    await assertRows(person.page, treeCases(person.emulator.url), 'zh-cn');
  });
});
