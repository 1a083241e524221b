import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import { describeWithTime } from '../support/thorough.ts';
import { eventually } from './support/eventually.ts';
import { typeCommand } from './support/keyboard.ts';
import { pageFrame } from './support/pageFrame.ts';
import { type Person, sitDown } from './support/person.ts';
import { resizeSidebar, screenshot, themeShown } from './support/workbench.ts';

const readmeOf = (person: Person): FrameLocator => pageFrame(person.page);

/** Follows a link within the page, and waits until its heading is at the top. */
async function follow(readme: FrameLocator, id: string): Promise<void> {
  await readme.locator(`a[href="#${encodeURIComponent(id)}"]`).click();
  await eventually(async () => {
    const top = await readme.locator(`[id="${id}"]`).evaluate(heading => heading.getBoundingClientRect().top);
    assert.ok(Math.abs(top) < 50, `${id} is at ${top}`);
  });
}

describeWithTime('the Details page', () => {
  let person: Person;
  before(async () => {
    person = await sitDown({ organizations: [] });
    const { page } = person;
    await typeCommand(page, 'Extensions: Show Installed Extensions');
    await page.locator('.extension-list-item').filter({ hasText: 'DingTalk Storage' }).first().click();
    await readmeOf(person).getByRole('heading', { name: 'DingTalk Storage' }).waitFor();
  });
  after(() => person?.close());

  it('has no broken picture', async () => {
    const broken = await readmeOf(person)
      .locator('img')
      .evaluateAll(pictures => pictures.filter(picture => Reflect.get(picture, 'naturalWidth') === 0).length);
    assert.equal(broken, 0);
  });

  it('has tables in place of pictures', async () => {
    const readme = readmeOf(person);
    await readme.getByRole('row', { name: /Nordwind Logistics 83% · 24\.9 GB of 30 GB/ }).waitFor();
    await readme.getByRole('row', { name: /Broken here \(BREAK\) Lease\.pdf/ }).waitFor();
    await screenshot(person.page, 'details-dark');
  });

  it('has no dead link', async () => {
    const dead = await readmeOf(person)
      // The editor's own button scrolls to the top.
      .locator('a:not(#scroll-to-top)')
      .evaluateAll(links =>
        links
          .map(link => [link, link.getAttribute('href') ?? ''] as const)
          .filter(([link, href]) =>
            href.startsWith('#')
              ? link.ownerDocument.getElementById(decodeURIComponent(href.slice(1))) === null
              : !href.startsWith('https:'),
          )
          .map(([link, href]) => `${link.textContent}: ${href}`),
      );
    assert.deepEqual(dead, []);
  });

  it('leads to its Chinese part and back', async () => {
    await follow(readmeOf(person), '简体中文');
    await screenshot(person.page, 'details-zh-cn');
    await follow(readmeOf(person), 'dingtalk-storage');
    await follow(readmeOf(person), 'audit-permission-inheritance');
    await readmeOf(person)
      .getByRole('row', { name: /Suppliers/ })
      .first()
      .scrollIntoViewIfNeeded();
    await screenshot(person.page, 'details-audit');
  });

  it('fits a narrow editor in a light theme', async () => {
    const { page } = person;
    await resizeSidebar(page, 800);
    await person.changeSettings({ 'workbench.colorTheme': 'Default Light Modern' });
    await themeShown(page, 'vs');
    await readmeOf(person).getByRole('heading', { name: 'DingTalk Storage' }).waitFor();
    await follow(readmeOf(person), 'dingtalk-storage');
    await screenshot(page, 'details-light-narrow');
  });
});
