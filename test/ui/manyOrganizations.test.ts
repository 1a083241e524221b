/** Forty organizations of one app, with long names, as an administrator has them. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { EmulatorData, ThirdPartyApp, User } from '../emulator/data.ts';
import { sampleData } from '../emulator/samples.ts';
import { describeWithTime } from '../support/thorough.ts';
import { eventually } from './support/eventually.ts';
import { typeCommand } from './support/keyboard.ts';
import { type Person, sitDown } from './support/person.ts';
import {
  clipboardText,
  containerTab,
  openContainer,
  pick,
  question,
  quickInput,
  rows,
  screenshot,
  view,
  viewAction,
} from './support/workbench.ts';

const GB = 1024n ** 3n;
const count = 40;
const names = [
  '北京星河智能科技发展有限公司上海第一分公司',
  'Northern Lights Logistics and Warehousing Group, Rotterdam',
  '青山绿水环境设计研究院（集团）股份有限公司',
  'Harbor, Finch & Daughters Certified Public Accountants',
  '云帆教育',
];

/** The first six are low on storage, however they are called. */
const longNamed = Array.from({ length: count }, (_, index) => ({
  corpId: `dingmany${String(index).padStart(4, '0')}`,
  name: `${names[index % names.length]} ${index + 1}`,
  partitions: [
    {
      partitionType: 'PUBLIC_OSS_PARTITION',
      quota: { used: (index < 6 ? 99n : BigInt(index)) * GB, max: 100n * GB, type: 'PRIVATE' },
    },
  ],
}));

const suite: ThirdPartyApp = {
  kind: 'thirdPartyApp',
  clientId: 'suitemany',
  clientSecret: 'fake-client-secret-many',
  suiteTicket: 'fake-suite-ticket-many',
  enabledBy: longNamed.map(({ corpId }) => corpId),
  scopes: ['Storage.Org.Read'],
};

const data: EmulatorData = {
  ...sampleData,
  organizations: [...sampleData.organizations, ...longNamed],
  apps: [...sampleData.apps, suite],
  users: [
    ...sampleData.users,
    ...longNamed.map(
      ({ corpId, name }): User => ({ corpId, unionId: 'u', userId: 'm', name, permitted: true }),
    ),
  ],
};

const languages = {
  en: {
    view: 'Organizations',
    refresh: 'DingTalk Storage: Refresh',
    problem: /IP (address )?not allowed/,
    signIn: 'DingTalk Storage: Set Access Token or App Secret…',
    secret: '· Client secret (',
    ticket: '· Suite ticket (',
    low: 'DingTalk Storage: Show Organizations Low on Storage',
    copy: 'DingTalk Storage: Copy CorpId',
    clear: 'Clear Filter',
    lowOnly: 'low on storage: 6 of 40',
  },
  'zh-cn': {
    view: '组织',
    refresh: 'DingTalk Storage: 刷新',
    problem: /IP (受限|不在白名单)/,
    signIn: 'DingTalk Storage: 设置访问凭证或应用密钥…',
    secret: '· Client Secret',
    ticket: '· Suite Ticket',
    low: 'DingTalk Storage: 只显示空间紧张的组织',
    copy: 'DingTalk Storage: 复制 CorpId',
    clear: '清除筛选',
    lowOnly: '空间紧张：匹配 6 / 40',
  },
} as const;

interface RowSeen {
  readonly index: string;
  readonly text: string;
  /** Whether it shows its buttons. */
  readonly hasButtons: boolean;
  /** Whether its percentage is seen in full; `undefined` if it has none. */
  readonly isSeen?: boolean;
}

/** The rows on the screen. */
function rowsSeen(page: Page): Promise<RowSeen[]> {
  return page.evaluate<
    RowSeen[]
  >(`[...document.querySelectorAll('.part.sidebar [role=treeitem]')].map(row => {
    const description = row.querySelector('.label-description');
    const end = (description?.textContent ?? '').indexOf('%') + 1;
    const seen = {
      index: row.dataset.index,
      text: row.textContent,
      hasButtons: row.matches('.focused, .selected'),
    };
    if (end === 0) return seen;
    const text = document.createTreeWalker(description, NodeFilter.SHOW_TEXT).nextNode();
    const range = document.createRange();
    range.setStart(text, 0);
    range.setEnd(text, end);
    const whole = document.createRange();
    whole.selectNodeContents(description);
    const edge = row.querySelector('.monaco-icon-label-container').getBoundingClientRect().right;
    // The ellipsis of what is cut off takes the place of what is there.
    const context = document.createElement('canvas').getContext('2d');
    context.font = getComputedStyle(description).font;
    const ellipsis = whole.getBoundingClientRect().right > edge ? context.measureText('…').width : 0;
    return { ...seen, isSeen: range.getBoundingClientRect().right <= edge - ellipsis };
  })`);
}

/** The rows on the screen whose percentage is not seen in full. */
async function rowsWithHiddenPercentage(page: Page): Promise<string[]> {
  return (await rowsSeen(page)).filter(({ isSeen }) => isSeen === false).map(({ text }) => text);
}

/** Goes through all rows, page by page, from the first one on; gives those whose percentage is not seen. */
async function allHidden(page: Page, what: string): Promise<RowSeen[]> {
  const all = new Map<string, RowSeen>();
  await page.keyboard.press('Home');
  await eventually(async () => {
    for (const each of await rowsSeen(page)) all.set(each.index, each);
    if (all.size < count) await page.keyboard.press('PageDown');
    assert.equal(all.size, count);
  });
  await page.keyboard.press('Home');
  const hidden = [...all.values()].filter(({ isSeen }) => isSeen !== true);
  console.log(`      ${what}: ${count - hidden.length} of ${count} rows show their percentage`);
  return hidden;
}

function organizationsIn(locale: 'en' | 'zh-cn'): void {
  let person: Person;
  const words = languages[locale];
  before(async () => {
    person = await sitDown({
      locale,
      data,
      signedIn: false,
      organizations: samples =>
        longNamed.map(({ corpId, name }) => ({
          corpId,
          name,
          unionId: 'u',
          endpoint: samples[0]?.endpoint,
          signIn: 'thirdPartyApp',
          clientId: suite.clientId,
        })),
    });
    await openContainer(person.page, 'DingTalk Storage');
    await rows(person.page, words.view).first().waitFor();
  });
  after(() => person?.close());

  const focusFirst = async () => {
    await view(person.page, words.view).locator('.monaco-list').first().focus();
    await person.page.keyboard.press('Home');
  };
  const type = async (asked: string, text: string) => {
    await question(person.page, asked).waitFor();
    await quickInput(person.page).fill(text);
    await person.page.keyboard.press('Enter');
  };

  it('are signed in at once', async () => {
    const { page, emulator } = person;
    await focusFirst();
    await page.keyboard.press('ControlOrMeta+A');
    await typeCommand(page, words.signIn);
    await type(words.secret, suite.clientSecret);
    await type(words.ticket, suite.suiteTicket);
    await rows(page, words.view).filter({ hasText: '99%' }).first().waitFor();
    await eventually(() =>
      assert.equal(emulator.requests.filter(({ api }) => api === 'getOrg').length, count),
    );
  });

  it('show their percentage in a side bar of ordinary width, whatever their names', async () => {
    const { page } = person;
    await eventually(async () => {
      const shown = rows(page, words.view).filter({ hasText: '%' });
      assert.ok((await shown.count()) > 10);
    });
    await page.keyboard.press('Home');
    await screenshot(page, `many-${locale}`);
    assert.deepEqual(await allHidden(page, 'at the default width'), []);
  });

  it('show it behind a problem, too', async () => {
    const { page, emulator } = person;
    const body = JSON.stringify({ code: 'Forbidden.AccessDenied.IpNotInWhiteList' });
    const mend = emulator.faults.add({ kind: 'raw', status: 403, body }, { api: 'getOrg' });
    const withProblem = rows(page, words.view).filter({ hasText: words.problem });
    // All are still selected, with their buttons.
    await page.keyboard.press('Escape');
    try {
      await typeCommand(page, words.refresh);
      await eventually(async () => {
        assert.equal(emulator.requests.filter(({ api }) => api === 'getOrg').length, 2 * count);
        assert.equal(await withProblem.count(), await rows(page, words.view).count());
      });
      await focusFirst();
      await screenshot(page, `many-problem-${locale}`);
      const hidden = await allHidden(page, 'behind a problem');
      // With its buttons, only the words in Chinese are short enough for both.
      assert.deepEqual(locale === 'en' ? hidden.filter(({ hasButtons }) => !hasButtons) : hidden, []);
    } finally {
      mend();
    }
    await typeCommand(page, words.refresh);
    await eventually(async () => assert.equal(await withProblem.count(), 0));
    await focusFirst();
  });

  it('are what a command of the palette means, where several are selected', async () => {
    const { page } = person;
    await focusFirst();
    await page.keyboard.press('Escape');
    await focusFirst();
    for (let row = 0; row < 3; row++) await page.keyboard.press('Shift+ArrowDown');
    await typeCommand(page, words.copy);
    await eventually(async () =>
      assert.equal(await clipboardText(page), 'dingmany0001\ndingmany0002\ndingmany0003'),
    );
  });

  it('are shown alone where they are low on storage, as the badge counts them', async () => {
    const { page } = person;
    await eventually(async () =>
      assert.equal(await containerTab(page, 'DingTalk Storage').locator('.badge-content').innerText(), '6'),
    );
    const shown = async () => {
      await eventually(async () => assert.equal(await rows(page, words.view).count(), 6));
      assert.equal(
        await view(page, words.view).locator('.pane-header .description').innerText(),
        words.lowOnly,
      );
    };
    await viewAction(page, words.view, words.low.replace('DingTalk Storage: ', ''));
    await shown();
    await screenshot(page, `many-low-${locale}`);
    await viewAction(page, words.view, words.clear);
    await eventually(async () => assert.ok((await rows(page, words.view).count()) > 6));
    await typeCommand(page, words.low);
    await shown();
    await typeCommand(page, `DingTalk Storage: ${words.clear}`);
    assert.equal(await pick(page, words.low).count(), 0);
  });

  it('can be told apart at 200 % zoom', async () => {
    const { page } = person;
    await page.setViewportSize({ width: 640, height: 400 });
    await rows(page, words.view).first().waitFor();
    await focusFirst();
    await screenshot(page, `many-zoom-${locale}`);
    const hidden = await allHidden(page, 'at 200 % zoom');
    assert.deepEqual(hidden, []);
  });
}

describeWithTime('forty organizations with long names', () => organizationsIn('en'));
describeWithTime('forty organizations with long names in Chinese', () => organizationsIn('zh-cn'));

for (const locale of ['en', 'zh-cn'] as const) {
  for (const width of [1280, 640]) {
    describeWithTime(`the sample organizations in a window of ${width} pixels, ${locale}`, () => {
      let person: Person;
      before(async () => {
        person = await sitDown({ locale, viewport: { width, height: 800 } });
      });
      after(() => person?.close());

      it('show their percentage', async () => {
        const { page } = person;
        await openContainer(page, 'DingTalk Storage');
        await rows(page, languages[locale].view).filter({ hasText: '104.2%' }).waitFor();
        await screenshot(page, `samples-${width}-${locale}`);
        const hidden = await rowsWithHiddenPercentage(page);
        console.log(`      hidden at ${width} pixels: ${JSON.stringify(hidden)}`);
        if (width === 1280) assert.deepEqual(hidden, []);
      });
    });
  }
}
