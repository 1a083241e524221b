import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { EmulatorData } from '../emulator/data.ts';
import type { Fault } from '../emulator/faults.ts';
import { sampleData } from '../emulator/samples.ts';
import { describeWithTime } from '../support/thorough.ts';
import { eventually } from './support/eventually.ts';
import { type Watch, watch } from './support/everywhere.ts';
import { clearNotifications, confirmDialog, typeCommand, typePick } from './support/keyboard.ts';
import {
  addCommand,
  changed,
  confirm,
  confirmAll,
  flowSteps,
  give,
  giveAll,
  nameStep,
  stepsFrom,
} from './support/organizationFlow.ts';
import { type Person, sitDown } from './support/person.ts';
import { notification, openContainer, question, row, rowText } from './support/workbench.ts';

/** A secret with characters that URLs, JSON and Markdown escape; each half of it is recognizable on its own. */
function canary() {
  const marks = [randomBytes(8).toString('hex'), randomBytes(8).toString('hex')] as const;
  return { secret: `${marks[0]}"\\+/=_*${marks[1]}`, marks };
}

const canaries = {
  accessToken: canary(),
  clientSecret: canary(),
  suiteSecret: canary(),
  suiteTicket: canary(),
  wrongSecret: canary(),
  wrongTicket: canary(),
};

/** The sample data, with canaries in place of its secrets. */
const data: EmulatorData = {
  ...sampleData,
  apps: sampleData.apps.map(app =>
    app.kind === 'thirdPartyApp'
      ? { ...app, clientSecret: canaries.suiteSecret.secret, suiteTicket: canaries.suiteTicket.secret }
      : { ...app, clientSecret: canaries.clientSecret.secret },
  ),
  pastedTokens: [
    { accessToken: canaries.accessToken.secret, clientId: 'dingfakeapp0005', corpId: 'dingharbor0005' },
  ],
};

const figures = {
  Acme: /^0\.9% · 953\.5 MB of 100 GB/,
  Harbor: /^45 GB used/,
  Copper: /^17% · 17 GB of 100 GB/,
};
type Name = keyof typeof figures;

describeWithTime('secrets, over a long session with faults and everything logged', () => {
  let person: Person;
  let watched: Watch;
  before(async () => {
    person = await sitDown({ organizations: [], signedIn: false, data });
    watched = await watch(person);
    await openContainer(person.page, 'DingTalk Storage');
    await logEverything();
  });
  after(() => person?.close());

  const logEverything = async () => {
    await typeCommand(person.page, 'Developer: Set Log Level...');
    await typePick(person.page, 'Set Log Level', 'Trace');
  };
  const answersOf = () => {
    const server = person.emulator.url;
    return {
      Acme: flowSteps({
        ...{ server, corpId: 'dingacme0001', clientId: 'dingfakeapp0001', userId: 'manager0001' },
        clientSecret: canaries.clientSecret.secret,
      }),
      Harbor: flowSteps({
        ...{ server, corpId: 'dingharbor0005', userId: 'manager0005' },
        accessToken: canaries.accessToken.secret,
      }),
      Copper: flowSteps({
        ...{ server, corpId: 'dingcopper0013', clientId: 'suitefake0013', unionId: 'cHtUYfake0013iE' },
        clientSecret: canaries.suiteSecret.secret,
        suiteTicket: canaries.suiteTicket.secret,
      }),
    };
  };
  const description = async (name: Name) =>
    (await rowText(row(person.page, 'Organizations', name))).description;
  const assertRow = (name: Name, expected: RegExp) =>
    eventually(async () => assert.match(await description(name), expected), 120_000);
  const refresh = () => typeCommand(person.page, 'DingTalk Storage: Refresh');
  const logLevelQuestion = /^At log level Trace or Debug/;
  const byUnionId = flowSteps({ server: '', corpId: '', unionId: 'cHtUYfake0005iE' }).slice(-2);
  /** What an echo is mistaken for, as it names scopes. */
  const echoed = /does not have the permission/;
  const lookUp = async () => {
    await typeCommand(person.page, 'DingTalk Storage: Query Permission Inheritance…');
    await typePick(person.page, 'Select an organization', 'Acme');
    await question(person.page, 'Query Permission Inheritance · Acme').waitFor();
    await person.page.keyboard.type('Qnp9zOoBVBDEydnQU1rPR3vZ81DK0g6l');
    await person.page.keyboard.press('Enter');
  };

  it('adds an organization of each kind, with wrong secrets and echoes on the way', async () => {
    const { page, emulator } = person;
    const { Acme, Harbor, Copper } = answersOf();
    await typeCommand(page, addCommand);
    await giveAll(page, changed(Acme, 'Client secret', canaries.wrongSecret.secret));
    // The editor logs full URLs at this level, and the legacy API takes the access token only in the URL.
    await typePick(page, logLevelQuestion, 'Set Log Level…');
    await typePick(page, 'Set Log Level', 'Info');
    await question(page, /^DingTalk rejected the Client ID or secret/).waitFor();
    // Distinguished by what they are mistaken for.
    const echoes = [
      ['getAccessToken', undefined, echoed],
      ['getUser', 'x.IpNotInWhiteList', /^DingTalk does not allow calls/],
      ['getOrg', 'x.ApiCountLimitForOrg', /has used all of its API calls/],
    ] as const;
    for (const [api, code] of echoes) {
      emulator.faults.add({ kind: 'echo', ...(code && { code }) }, { api, times: 1 });
    }
    const [secret, ...rest] = stepsFrom(Acme, 'Client secret');
    assert.ok(secret);
    await give(page, secret);
    await confirmAll(page, rest);
    for (const [, , sentence] of echoes) await typePick(page, sentence, 'Retry');
    await give(page, nameStep('Acme'));
    await assertRow('Acme', figures.Acme);

    await logEverything();
    await typeCommand(page, addCommand);
    emulator.faults.add({ kind: 'echo' }, { api: 'getOrg', times: 1 });
    await giveAll(page, Harbor);
    await typePick(page, logLevelQuestion, 'Use unionId Instead');
    await giveAll(page, byUnionId);
    await typePick(page, echoed, 'Retry');
    await give(page, nameStep('Harbor'));
    await assertRow('Harbor', figures.Harbor);

    await typeCommand(page, addCommand);
    await giveAll(page, changed(Copper, 'Suite ticket', canaries.wrongTicket.secret));
    await question(page, /^The suite ticket for dingcopper0013 has expired/).waitFor();
    const [ticket, ...others] = stepsFrom(Copper, 'Suite ticket');
    assert.ok(ticket);
    await give(page, ticket);
    await confirmAll(page, others);
    await give(page, nameStep('Copper'));
    await assertRow('Copper', figures.Copper);
  });

  it('meets faults, in the tree and in look-ups', async () => {
    const { page, emulator } = person;
    // A row with a percentage says it in fewer words.
    const faults: [Fault, RegExp][] = [
      [{ kind: 'echo' }, /^(App lacks|No) permission · /],
      [{ kind: 'echo', code: 'orgNotExist' }, /^Not found · /],
      [{ kind: 'echo', code: 'x.IpNotInWhiteList', status: 403 }, /^IP (address )?not allowed · /],
      [{ kind: 'html' }, /^(Web page instead of a response|Got a web page) · /],
      [{ kind: 'giantBody' }, /^(Unexpected|Bad) response · /],
      [{ kind: 'redirect', to: `${emulator.url}/elsewhere` }, /^(Unexpected|Bad) response · /],
    ];
    for (const [fault, shown] of faults) {
      const mend = emulator.faults.add(fault);
      await refresh();
      await lookUp();
      await notification(page, 'Show Log').waitFor();
      for (const name of ['Acme', 'Harbor', 'Copper'] as const) await assertRow(name, shown);
      const copy = notification(page, '').getByRole('button', { name: 'Copy Request ID' });
      if ((await copy.count()) > 0) await copy.click();
      await clearNotifications(page);
      mend();
    }
    for (const kind of ['reset', 'halfBody'] as const) emulator.faults.add({ kind }, { times: 1 });
    await refresh();
    for (const name of ['Acme', 'Harbor', 'Copper'] as const) await assertRow(name, / of | used/);
  });

  it('renews tokens, is refused, signs out and in, edits and removes', async () => {
    const { page, emulator } = person;
    emulator.tokens.expire();
    for (const api of ['getAccessToken', 'getCorpAccessToken'] as const)
      emulator.faults.add({ kind: 'echo' }, { api });
    await refresh();
    for (const name of ['Acme', 'Copper'] as const) await assertRow(name, /^(App lacks|No) permission · /);
    emulator.faults.clear();
    await refresh();
    await assertRow('Acme', figures.Acme);
    await assertRow('Harbor', /^(Access token|Token) expired · /);

    await typeCommand(page, 'DingTalk Storage: Sign Out of Organization…');
    await typePick(page, 'Select an organization', 'Acme');
    await confirmDialog(page, 'Sign out of Acme?');
    await assertRow('Acme', /^Signed out · /);
    await typeCommand(page, 'DingTalk Storage: Set Access Token or App Secret…');
    await typePick(page, 'Select an organization', 'Acme');
    await question(page, '· Client secret (').waitFor();
    await page.keyboard.type(canaries.wrongSecret.secret);
    await page.keyboard.press('Enter');
    await question(page, /^DingTalk rejected the Client ID or secret for Acme/).waitFor();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type(canaries.clientSecret.secret);
    await page.keyboard.press('Enter');
    await assertRow('Acme', figures.Acme);

    const steps = answersOf().Acme.slice(0, 5);
    await typeCommand(page, 'DingTalk Storage: Edit Organization…');
    await typePick(page, 'Select an organization', 'Acme');
    await confirmAll(page, steps);
    await confirm(page, { asked: '· Client secret (', answer: '', isChoice: false });
    emulator.faults.add({ kind: 'echo' }, { api: 'getAccessToken', times: 1 });
    await typePick(page, 'Select how to identify the user who makes the calls', 'unionId');
    await confirm(page, { asked: '· unionId (', answer: 'cHtUYfake0001iE', isChoice: false });
    await typePick(page, echoed, 'Retry');
    await give(page, nameStep('Acme & Co'));
    await row(page, 'Organizations', 'Acme & Co').waitFor();

    await typeCommand(page, 'DingTalk Storage: Remove Organization…');
    await typePick(page, 'Select an organization', 'Copper');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: 'Remove', exact: true })
      .and(page.locator(':focus'))
      .waitFor();
    await page.keyboard.press('Enter');
    await row(page, 'Organizations', 'Copper').waitFor({ state: 'hidden' });

    await typeCommand(page, 'DingTalk Storage: Show Log');
    // Written only at level `debug`: the level that was set is in effect.
    const lines = page
      .locator('.part.panel .view-lines')
      .filter({ hasText: '/v1.0/storage/orgs/dingacme0001' });
    await lines.waitFor();
  });

  it('are in no file, log, message, state or setting', async () => {
    const { emulator } = person;
    const minted = emulator.tokens.all().filter(({ accessToken }) => /^[\da-f]{32}$/.test(accessToken));
    assert.ok(minted.length >= 4, `${minted.length} tokens were minted`);
    const marks = [
      ...Object.entries(canaries).flatMap(([kind, { marks }]) => marks.map(mark => [kind, mark] as const)),
      ...minted.flatMap(({ accessToken }) =>
        [accessToken.slice(0, 16), accessToken.slice(16)].map(half => ['minted token', half] as const),
      ),
    ];
    const sent = emulator.requests
      .map(({ url, headers, body }) => JSON.stringify([url, headers, body]))
      .join();
    for (const [kind, mark] of marks) {
      assert.ok(sent.includes(mark), `the ${kind} was never sent`);
      assert.deepEqual(await watched.placesOf(mark), [], kind);
    }
  });

  it('would have been found', async () => {
    const { page, server } = person;
    // What the session did is where we searched: in the log on disk, the window, the state, the settings.
    const traces: [string, string][] = [
      ['redirect not allowed', 'window'],
      ['dingtalkStorage.storage', 'browser storage'],
      ['dingharbor0005', 'settings.json'],
    ];
    for (const [trace, place] of traces) assert.ok((await watched.placesOf(trace)).includes(place), trace);
    assert.match((await watched.placesOf('redirect not allowed')).join(), /DingTalk Storage\.log/);

    const planted = canary().marks[0];
    await writeFile(path.join(server.serverDataDir, 'data/planted'), `\0${planted}`);
    await page.evaluate(`(async () => {
      console.log(${JSON.stringify(planted)});
      document.body.appendChild(document.createElement('p')).title = ${JSON.stringify(planted)};
      localStorage.planted = ${JSON.stringify(planted)};
      await navigator.clipboard.writeText(${JSON.stringify(planted)});
    })()`);
    assert.deepEqual(await watched.placesOf(planted), [
      ...['window', 'console', 'browser storage', 'clipboard'],
      'planted',
    ]);
  });
});
