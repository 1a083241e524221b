/** What the texts say where there is one of something. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { folderPriceText } from '../../src/audit/words.ts';
import { priceOf, rejectionReason } from '../../src/budget/background/refreshInterval.ts';
import { budgetOf } from '../../src/budget/budget.ts';
import { Fact } from '../../src/doctor/checks/fact.ts';
import { askText } from '../../src/doctor/result/doctorPage.ts';
import { forecastInDays, forecastWithRange } from '../../src/history/trendWords.ts';
import type { KeptFiles } from '../../src/spaces/biggest/bigFile.ts';
import { filesSentences } from '../../src/spaces/biggest/filesWords.ts';
import { callsText } from '../../src/spaces/words.ts';
import { words } from './spaces/spaces.ts';

/** Never said of one, each with the reason. */
const neverOne: Readonly<Record<string, string>> = {
  '{0} bytes': 'as units are, whatever the number',
  '{0} smaller spaces': 'one would be shown by itself',
  '{0} rows selected': 'announced from two on',
  'The list is incomplete after {0} calls. There may be bigger files among the others.': 'at least two pages',
  'Stopped after {0} calls before the end of the list. The space may contain more files.':
    'at least two pages',
  'full in about {0} weeks': 'up to two weeks are days',
  'full in about {0} months': 'up to four months are weeks',
  'full in about {0} weeks ({1} to {2})': 'up to two weeks are days',
  'full in about {0} months ({1} to {2})': 'up to four months are weeks',
  'Not enough readings yet: {0} of {1} days.': 'of eight',
  'after {0} days without a reading': 'from a week on',
  'None is expected to become full within {0} days.': 'ninety',
  'Expected to become full within {0} days: {1}.': 'ninety',
  '{0} of {1} organizations could not be refreshed.': 'one failure is told in full',
  'Open {0} pages in the browser?': 'asked from six on',
  'Remove {0} organizations from the list?': 'one is called by its name',
  '{0} organizations removed.': 'one is called by its name',
  'Signed in to {0} organizations.': 'one is called by its name',
  'Signed out of {0} organizations.': 'one is called by its name',
  'Sign out of {0} organizations?': 'one is called by its name',
  '{0} organizations': 'one is called by its name',
  '{0} organizations are low on storage: {1}': 'one is called by its name',
  'Delete {0} audits?': 'one is called by its name',
  'Background refresh is on, every {0} minutes. It makes no calls until an organization is added.':
    'at least sixty',
  'Background refresh every {0} minutes.': 'at least sixty',
  'Refreshing 1 organization every {0} minutes uses up to {1} of its {2} metered calls per month.':
    'at least sixty minutes; the monthly allowance',
  'Keeping one reading a day uses up to {0} of the {1} metered calls that each organization has per month.':
    'the monthly allowance',
  '{0} of {1} metered calls this month, counted by this extension': 'the monthly allowance',
  'Metered calls by month (China time), counted by this extension on this machine. Each organization has {0} calls per month, shared by all of its apps. Throttled calls, calls that never reached DingTalk, and calls for access tokens are not metered.':
    'the monthly allowance',
  'A dentryUuid can contain only letters, digits, “-”, and “_”, up to {0} characters.': 'a limit of ours',
  'name must be a string of at most {0} characters.': 'a limit of ours',
  'This is too long for a name. Enter up to {0} characters.': 'a limit of ours',
  'Use 1 to {0} characters.': 'a limit of ours',
  'The input exceeds the limit of {0} files per audit.': 'a limit of ours',
  "Refreshing {1} organizations every {0} minutes uses up to {2} of each organization's {3} metered calls per month, {4} in total.":
    'one organization has a text of its own',
  'The app needs the permissions {0} to list files and {1} to check inheritance.': 'names, not a number',
  'This calls DingTalk on behalf of the organization and uses up to {0} of its metered API calls for this month.':
    'of many',
};

/** A placeholder, and up to three words on something that ends like a plural. */
const noPlural = '(?!(?:is|uses|has|was|does|this|less|ms|address|inherits|matches)\\b)';
const countsMany = new RegExp(
  `(?<!IPv)\\{\\d\\} (?:(?:of|metered|broken|\\{\\d\\}|[a-z]+) ){0,2}?${noPlural}[a-z]+s\\b`,
);

/** What a text and its singular have in common. */
function gist(text: string): string {
  return text
    .replace(/\{\d\}|\b1\b|\ba(?= day)/g, '#')
    .toLowerCase()
    .replace(/\b(are|have)\b/g, each => (each === 'are' ? 'is' : 'has'))
    .replace(/\bthey has\b/g, 'it has')
    .replace(/([a-z]{2})s\b/g, '$1');
}

const saysManyOfOne = new RegExp(`(?<![\\d.,:])\\b1 (?:[a-z]+ ){0,2}?${noPlural}[a-z]+s\\b`, 'i');

describe('a count', () => {
  const bundle: string[] = Object.keys(
    JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../l10n/bundle.l10n.json'), 'utf8')),
  );
  const many = bundle.filter(text => countsMany.test(text) && !text.startsWith('Check whether'));

  it('has a text for one of its own, where there can be one', () => {
    const singular = new Set(bundle.filter(text => /\b1 [a-z]|\ba day\b/.test(text)).map(gist));
    const left = many.filter(text => !(text in neverOne) && !singular.has(gist(text)));
    assert.deepEqual(left, []);
    const unknown = Object.keys(neverOne).filter(text => !many.includes(text));
    assert.deepEqual(unknown, []);
  });

  it('reads well where it is one', () => {
    const totals = { files: 1, entries: 1, size: 1n, untold: 0, byKind: new Map(), byAge: new Map() };
    const kept = {
      files: [{}],
      totals,
      corpId: 'dingacme',
      organization: 'Acme',
      askedAt: 0,
      calls: 1,
    } as unknown as KeptFiles;
    const endings = [undefined, 'cancelled', 'failed', 'complete'] as const;
    const texts = [
      ...endings.flatMap(ending =>
        (['all', 'top'] as const).flatMap(scope =>
          filesSentences({ ...kept, scope, ending } as KeptFiles, words),
        ),
      ),
      callsText(1, 'en'),
      askText(1),
      folderPriceText('Storage.File.Read', 1, callsText(1, 'en')),
      rejectionReason(1) ?? '',
      priceOf(60, 1, 5000, 'en'),
      budgetOf(undefined, 1, { allowance: 5000, auditSharePercent: 80 }, 'en').sentence,
      Fact.secretsKept(1, 1).text,
      forecastInDays(1),
      forecastWithRange({
        partitionType: 'P',
        readings: [],
        steps: [],
        days: 60,
        verdict: 'growing',
        fullInDays: { expected: 1, earliest: 0.4, latest: 1 },
      }) ?? '',
    ];
    assert.ok(texts.length > 25 && texts.every(text => text !== ''), `${texts.length} texts`);
    assert.deepEqual(
      texts.filter(text => saysManyOfOne.test(text)),
      [],
    );
  });

  it('would be found', () => {
    for (const text of ['0 of 1 files', 'The 1 biggest files', '1 metered calls; 2 left', 'after 1 days']) {
      assert.match(text, saysManyOfOne);
    }
    assert.match('stopped after {1} of {2} files', countsMany);
    assert.match('{0} grants so far', countsMany);
    assert.match('The {0} biggest files', countsMany);
  });
});
