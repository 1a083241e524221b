import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import type { App } from '../emulator/data.ts';
import { times } from '../support/thorough.ts';
import { eventually } from './support/eventually.ts';
import { browserStorage } from './support/everywhere.ts';
import { leaveBox, typeChoice, typeCommand } from './support/keyboard.ts';
import {
  type Answers,
  addCommand,
  changed,
  closeSettingsFile,
  confirm,
  confirmAll,
  flowSteps,
  give,
  giveAll,
  goBack,
  holds,
  letSettle,
  nameStep,
  organizationsIn,
  settingsPath,
  startAdding,
  stepsFrom,
} from './support/organizationFlow.ts';
import { type Person, sitDown } from './support/person.ts';
import {
  clipboardText,
  notification,
  openContainer,
  pressNotificationButton,
  question,
  row,
  rowText,
} from './support/workbench.ts';

const editCommand = 'DingTalk Storage: Edit Organization…';
const removeCommand = 'DingTalk Storage: Remove Organization…';
const corpId = 'dingacme0001';
const setting = 'dingtalkStorage.organizations';

describe('organizations by keyboard', () => {
  let person: Person;
  before(async () => {
    person = await sitDown({ organizations: [], signedIn: false });
    await openContainer(person.page, 'DingTalk Storage');
  });
  after(() => person?.close());
  beforeEach(() => {
    person.emulator.requests.length = 0;
  });

  describe('Add Organization', () => {
    afterEach(async () => {
      person.emulator.faults.clear();
      // Left open by a failed test.
      await leaveBox(person.page);
    });

    /** The internal app, and its user, of one of the sample organizations. */
    const internalApp = (corpId: string): Answers => ({
      server: person.emulator.url,
      corpId,
      clientId: `dingfakeapp${corpId.slice(-4)}`,
      clientSecret: `fake-client-secret-${corpId.slice(-4)}`,
      unionId: `cHtUYfake${corpId.slice(-4)}iE`,
    });
    const appOf = (corpId: string): App => {
      const app = person.emulator.data.apps.find(({ clientId }) => clientId.endsWith(corpId.slice(-4)));
      assert.ok(app);
      return app;
    };
    const calls = () => person.emulator.requests.map(({ api }) => api);

    /** The row has the figures, and no calls were made except those that led to it. */
    async function assertAdded(label: string, description: string, expectedCalls: string[]): Promise<void> {
      await eventually(async () =>
        assert.deepEqual(await rowText(row(person.page, 'Organizations', label)), { label, description }),
      );
      await letSettle(person.page);
      assert.deepEqual(calls(), expectedCalls);
    }

    it('adds one that signs in by an internal app, with a userId', async () => {
      const { page, emulator } = person;
      const { unionId, ...answers } = internalApp('dingacme0001');
      await startAdding(page);
      await question(page, 'Add Organization (1/').waitFor();
      await giveAll(page, flowSteps({ ...answers, userId: 'manager0001' }));
      await question(page, '· Name (6/6)').waitFor();
      assert.deepEqual(await organizationsIn(person), []);
      await give(page, nameStep('Acme'));

      await assertAdded('Acme', '0.9% · 953.5 MB of 100 GB', ['getAccessToken', 'getUser', 'getOrg']);
      const { server: endpoint, corpId, clientId } = answers;
      assert.deepEqual(await organizationsIn(person), [
        { corpId, name: 'Acme', unionId, endpoint, signIn: 'internalApp', clientId },
      ]);
      assert.doesNotMatch(await readFile(settingsPath(person.server), 'utf8'), /secret/);
      assert.equal(emulator.requests[2]?.unionId, unionId);
    });

    it('adds one that signs in by an access token, without a name', async () => {
      const { page, emulator } = person;
      const corpId = 'dingharbor0005';
      const user = { server: emulator.url, corpId, unionId: 'cHtUYfake0005iE' };
      await startAdding(page);
      await giveAll(page, flowSteps({ ...user, accessToken: 'fake-access-token-0005' }));
      await give(page, nameStep(''));
      await assertAdded(corpId, '45 GB used, no limit set', ['getOrg']);
      assert.doesNotMatch(await readFile(settingsPath(person.server), 'utf8'), /fake-access-token/);
    });

    it('adds one that signs in by a third-party app', async () => {
      const { page } = person;
      await startAdding(page);
      const suite = { clientId: 'suitefake0013', suiteTicket: 'fake-suite-ticket-0013' };
      await giveAll(page, flowSteps({ ...internalApp('dingcopper0013'), ...suite }));
      await give(page, nameStep('Copper'));
      await assertAdded('Copper', '17% · 17 GB of 100 GB', ['getCorpAccessToken', 'getOrg']);
    });

    it('refuses an organization that is in the list already, in the box', async () => {
      const { page } = person;
      await startAdding(page);
      const steps = flowSteps(internalApp('dingacme0001'));
      await giveAll(page, steps.slice(0, 3));
      await question(page, 'This organization is already in the list.').waitFor();
      await page.keyboard.press('Enter');
      await question(page, '· corpId (').waitFor();
      await giveAll(page, changed(steps, 'corpId', 'dinglumen0007').slice(2, 3));
      await question(page, 'Select a sign-in method').waitFor();
    });

    it('leads a wrong secret back to its box, and goes on when it is mended', async () => {
      const { page } = person;
      const steps = flowSteps(internalApp('dingxinghe0002'));
      await startAdding(page);
      await giveAll(page, changed(steps, 'Client secret', 'wrong'));
      const sentence =
        'DingTalk rejected the Client ID or secret for dingxinghe0002. ' +
        `Check both, and make sure the app was created in the region of ${person.emulator.url}.`;
      await question(page, sentence).and(question(page, '· Client secret (')).waitFor();
      const mended = stepsFrom(steps, 'Client secret');
      await giveAll(page, mended.slice(0, 1));
      await confirmAll(page, mended.slice(1));
      await give(page, nameStep('Xinghe'));
      await assertAdded('Xinghe', '96.4% · 987.1 GB of 1 TB · almost full', [
        'getAccessToken',
        'getAccessToken',
        'getOrg',
      ]);
    });

    it('leads the keys of another region back to the question for the region', async () => {
      const { page, emulator } = person;
      const body = JSON.stringify({ code: 'invalid_client', message: 'no such client', requestid: 'R1' });
      emulator.faults.add({ kind: 'raw', status: 400, body }, { api: 'getAccessToken', times: 1 });
      const steps = flowSteps(internalApp('dingqingshan0004'));
      await startAdding(page);
      await giveAll(page, steps);
      await question(page, /^DingTalk rejected the Client ID or secret for .* the region/).waitFor();
      await typeChoice(page, 'Other server…');
      await confirmAll(page, steps.slice(1));
      await give(page, nameStep('Qingshan'));
      await assertAdded('Qingshan', '104.2% · 104.2 GB of 100 GB · over capacity', [
        'getAccessToken',
        'getAccessToken',
        'getOrg',
      ]);
    });

    it('leads an unknown userId back to its box', async () => {
      const { page } = person;
      const { unionId: _, ...answers } = internalApp('dingyunfan0006');
      const steps = flowSteps({ ...answers, userId: 'manager0006' });
      await startAdding(page);
      await giveAll(page, changed(steps, 'userId (', 'nobody'));
      await question(
        page,
        'This user does not exist in dingyunfan0006. Check the unionId or userId. (60121: 找不到该用户)',
      )
        .and(question(page, '· userId ('))
        .waitFor();
      await giveAll(page, stepsFrom(steps, 'userId ('));
      await give(page, nameStep('Yunfan'));
      await assertAdded('Yunfan', '31% · 62 GB of 200 GB', [
        ...['getAccessToken', 'getUser'],
        ...['getAccessToken', 'getUser', 'getOrg'],
      ]);
    });

    it('names a missing scope, offers the page to request it, and tries again', async () => {
      const { page } = person;
      const app = appOf('dinglumen0007');
      app.scopes = app.scopes.filter(scope => scope !== 'Storage.Org.Read');
      await startAdding(page);
      await giveAll(page, flowSteps(internalApp('dinglumen0007')));
      const refused = question(
        page,
        'The app for dinglumen0007 does not have the permission Storage.Org.Read.',
      );
      await refused.waitFor();

      await typeChoice(page, 'Request It');
      const dialog = page.getByRole('dialog').filter({ hasText: 'open the external website?' });
      await dialog.getByRole('button', { name: 'Copy' }).click();
      await dialog.waitFor({ state: 'hidden' });
      const scope = 'content=dingfakeapp0007%23Storage.Org.Read';
      assert.equal(await clipboardText(page), `https://open-dev.dingtalk.com/appscope/apply?${scope}`);

      await refused.waitFor();
      await typeChoice(page, 'Retry');
      await eventually(() => assert.equal(calls().filter(api => api === 'getOrg').length, 2));
      await refused.waitFor();
      app.scopes.push('Storage.Org.Read');
      await typeChoice(page, 'Retry');
      await give(page, nameStep('Lumen'));
      await assertAdded('Lumen', '83.7% · 6.7 TB of 8 TB · filling up', [
        ...['getAccessToken', 'getOrg'],
        ...['getAccessToken', 'getOrg'],
        ...['getAccessToken', 'getOrg'],
      ]);
    });

    it('keeps what was typed on the way back, and on the way forth again', async () => {
      const { page } = person;
      const steps = flowSteps(internalApp('dinghaitang0008'));
      const before = await organizationsIn(person);
      await startAdding(page);
      await giveAll(page, steps);
      for (const step of steps.toReversed()) {
        await question(page, step === steps.at(-1) ? '· Name (6/6)' : 'Organization').waitFor();
        await goBack(page);
        await holds(page, step);
      }
      assert.equal(await page.getByRole('button', { name: /^Back/ }).count(), 0);
      await confirmAll(page, steps);
      await question(page, '· Name (6/6)').waitFor();
      // At the name, Escape would mean that there is none.
      await goBack(page);
      await question(page, '· unionId (').waitFor();
      await leaveBox(page);
      await letSettle(page);
      assert.deepEqual(calls(), ['getAccessToken', 'getOrg', 'getAccessToken', 'getOrg']);
      assert.deepEqual(await organizationsIn(person), before);
    });

    it('stores nothing and calls nobody when it is left midway, and starts over empty the next time', async () => {
      const { page, emulator } = person;
      const { unionId: _, ...answers } = internalApp('dinghaitang0008');
      const steps = flowSteps({ ...answers, userId: 'manager0008' });
      const before = await organizationsIn(person);
      const [corpId, secret, user] = ['corpId (', 'Client secret (', 'userId ('];
      for (const asked of [user, secret, corpId, "Select the organization's region"].slice(0, times(4, 2))) {
        await startAdding(page);
        await giveAll(page, steps.slice(0, -stepsFrom(steps, asked).length));
        await question(page, asked).waitFor();
        await leaveBox(page);
      }
      assert.deepEqual(calls(), []);

      for (const api of (['getUser', 'getAccessToken', 'getOrg'] as const).slice(0, times(3, 1))) {
        emulator.requests.length = 0;
        const mend = emulator.faults.add({ kind: 'hang' }, { api });
        await startAdding(page);
        await giveAll(page, steps);
        await question(page, 'Verifying with DingTalk…').waitFor();
        const request = await emulator.request(seen => seen.api === api);
        await leaveBox(page);
        assert.equal(await request.settled, 'cutOff');
        mend();
      }

      await startAdding(page);
      emulator.requests.length = 0;
      for (const step of steps) {
        if (!step.isChoice) await holds(page, { ...step, answer: '' });
        assert.equal(await page.getByPlaceholder('Leave empty to keep the stored value').count(), 0);
        await give(page, step);
      }
      await question(page, '· Name (6/6)').waitFor();
      await goBack(page);
      await question(page, '· userId (').waitFor();
      await leaveBox(page);
      await letSettle(page);
      assert.deepEqual(calls(), ['getAccessToken', 'getUser', 'getOrg']);
      assert.deepEqual(await organizationsIn(person), before);
    });
  });

  /** Each test continues with the organizations as the previous one left them. */
  describe('Edit and Remove Organization', () => {
    /** Acme, as in the sample data. */
    let acme: Answers;
    before(async () => {
      await person.changeSettings({ [setting]: [] });
      const { emulator, page } = person;
      const user = { server: emulator.url, corpId, unionId: 'cHtUYfake0001iE' };
      acme = { ...user, clientId: 'dingfakeapp0001', clientSecret: 'fake-client-secret-0001' };
      await startAdding(page);
      await giveAll(page, [...flowSteps(acme), nameStep('Acme')]);
      await assertRow('Acme', /^0\.9% · 953\.5 MB of 100 GB$/);
    });

    const calls = () => person.emulator.requests.map(({ api }) => api);
    const entry = (fields: Record<string, string>) => ({
      corpId,
      name: 'Acme',
      unionId: acme.unionId,
      endpoint: acme.server,
      signIn: 'internalApp',
      clientId: acme.clientId,
      ...fields,
    });

    const assertRow = (label: string, description: RegExp) =>
      eventually(async () =>
        assert.match((await rowText(row(person.page, 'Organizations', label))).description, description),
      );

    /** Waits for the box of the stored secret and leaves it empty. */
    async function keepSecret(): Promise<void> {
      await question(person.page, 'Leave empty to keep the stored value').waitFor();
      await confirm(person.page, { asked: '· Client secret (', answer: '', isChoice: false });
    }

    it('is filled in, and keeps the stored secret where its box is left empty', async () => {
      const { page } = person;
      const steps = flowSteps(acme);
      await typeCommand(page, editCommand);
      await question(page, 'Edit Organization (1/6)').waitFor();
      await confirmAll(page, steps.slice(0, 5));
      await keepSecret();
      await confirmAll(page, steps.slice(6));
      await confirm(page, nameStep('Acme'));
      await letSettle(page);
      assert.deepEqual(calls(), ['getAccessToken', 'getOrg']);
      assert.deepEqual(await organizationsIn(person), [entry({})]);
      await assertRow('Acme', /^0\.9% · 953\.5 MB of 100 GB$/);
    });

    it('signs in anew with another client id, and forgets the token of the one before', async () => {
      const { page, emulator } = person;
      const app = emulator.data.apps.find(({ clientId }) => clientId === acme.clientId);
      assert.ok(app);
      emulator.data.apps.push({ ...app, clientId: 'dingotherapp', clientSecret: 'other-client-secret' });
      const steps = flowSteps({ ...acme, clientId: 'dingotherapp', clientSecret: 'other-client-secret' });
      await typeCommand(page, editCommand);
      await confirmAll(page, steps.slice(0, 4));
      await giveAll(page, steps.slice(4, 6));
      await confirmAll(page, steps.slice(6));
      await give(page, nameStep('Acme & Co'));
      await assertRow('Acme & Co', /^0\.9% · 953\.5 MB of 100 GB$/);
      assert.deepEqual(calls(), ['getAccessToken', 'getOrg']);
      assert.deepEqual(await organizationsIn(person), [
        entry({ name: 'Acme & Co', clientId: 'dingotherapp' }),
      ]);

      await typeCommand(page, 'DingTalk Storage: Refresh');
      const asked = await emulator.request(
        ({ api }) => api === 'getOrg' && calls().filter(other => other === 'getOrg').length === 2,
      );
      const token = emulator.tokens.all().find(({ clientId }) => clientId === 'dingotherapp');
      assert.equal(asked.headers['x-acs-dingtalk-access-token'], token?.accessToken);
      assert.deepEqual(calls(), ['getAccessToken', 'getOrg', 'getOrg']);
    });

    it('has forgotten the token of the client id before', async () => {
      // If it were still there, it would be used, without the secret, which belongs to the other client id.
      await person.changeSettings({ [setting]: [entry({})] });
      await assertRow('Acme', /^Sign-in failed · 0\.9% · 953\.5 MB /);
      assert.deepEqual(calls(), ['getAccessToken']);
    });

    it('asks before it removes', async () => {
      const { page } = person;
      const dialog = page.getByRole('dialog').filter({ hasText: 'Remove Acme from the list?' });
      await typeCommand(page, removeCommand);
      await dialog.getByText('This also deletes its stored access token or app secret.').waitFor();
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
      await letSettle(page);
      assert.deepEqual(await organizationsIn(person), [entry({})]);

      await typeCommand(page, removeCommand);
      await dialog.getByRole('button', { name: 'Remove' }).and(page.locator(':focus')).waitFor();
      await page.keyboard.press('Enter');
      await row(page, 'Organizations', 'Acme').waitFor({ state: 'hidden' });
      await eventually(async () => assert.deepEqual(await organizationsIn(person), []));
      assert.deepEqual(calls(), []);
    });

    it('does not overwrite a setting that is no list, and says so before it asks anything', async () => {
      const { page } = person;
      const noList = { mine: 'typed by hand' };
      await person.changeSettings({ [setting]: noList });
      await typeCommand(page, addCommand);
      await notification(page, 'not an array; fix it in your settings first').waitFor();
      await pressNotificationButton(page, setting, 'Open Settings (JSON)');
      await closeSettingsFile(page, 'typed by hand');
      assert.deepEqual(await organizationsIn(person), noList);
      assert.deepEqual(calls(), []);
    });

    it('stores nothing where settings.json cannot be written', async () => {
      const { page, server } = person;
      await person.changeSettings({ [setting]: [] });
      await typeCommand(page, addCommand);
      await giveAll(page, flowSteps(acme));
      await question(page, '· Name (').waitFor();
      const broken = '{ "typed.by.hand": 1, oops';
      await writeFile(settingsPath(server), broken);
      await give(page, nameStep('Acme'));
      await notification(page, 'could not write to settings.json; fix or save it first').waitFor();
      assert.equal(await readFile(settingsPath(server), 'utf8'), broken);
      assert.equal(await row(page, 'Organizations', 'Acme').count(), 0);
      // The figures that came with the check are forgotten too; the browser writes that a moment later.
      await eventually(async () => assert.ok(!(await browserStorage(page)).includes('999817216'), 'figures'));
    });

    it('has no secret left of what was removed, or could not be added', async () => {
      await person.reload({ [setting]: [entry({})] });
      await openContainer(person.page, 'DingTalk Storage');
      await assertRow('Acme', /^Signed out$/);
      assert.deepEqual(calls(), []);
    });
  });
});
