import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { eventually } from './support/eventually.ts';
import { browserStorage } from './support/everywhere.ts';
import { typeCommand } from './support/keyboard.ts';
import {
  type Answers,
  addCommand,
  closeSettingsFile,
  confirm,
  confirmAll,
  flowSteps,
  give,
  giveAll,
  letSettle,
  nameStep,
  organizationsIn,
  settingsPath,
} from './support/organizationFlow.ts';
import { type Person, sitDown } from './support/person.ts';
import {
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

/** Each test continues with the organizations as the previous one left them. */
describe('Edit and Remove Organization by keyboard', () => {
  let person: Person;
  /** Acme, as in the sample data. */
  let acme: Answers;
  before(async () => {
    person = await sitDown({ organizations: [], signedIn: false });
    const { emulator, page } = person;
    const user = { server: emulator.url, corpId, unionId: 'cHtUYfake0001iE' };
    acme = { ...user, clientId: 'dingfakeapp0001', clientSecret: 'fake-client-secret-0001' };
    await openContainer(page, 'DingTalk Storage');
    await typeCommand(page, addCommand);
    await giveAll(page, [...flowSteps(acme), nameStep('Acme')]);
    await assertRow('Acme', /^0\.9% · 953\.5 MB of 100 GB$/);
  });
  after(() => person?.close());
  beforeEach(() => {
    person.emulator.requests.length = 0;
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
    assert.deepEqual(await organizationsIn(person), [entry({ name: 'Acme & Co', clientId: 'dingotherapp' })]);

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
