import type { Page } from 'playwright-core';
import { type Entry, spaceOf } from '../../emulator/spaces.ts';
import type { Person } from './person.ts';
import { answer } from './workbench.ts';

export const spaceId = '26810061999';
export const link = `https://qr.dingtalk.com/page/yunpan?route=previewDentry&spaceId=${spaceId}&fileId=1&type=file`;
const uuid = (mark: string, number: number) => `space${mark}${String(number).padStart(26, '0')}`;
const folder = (mark: string, path: string): Entry => ({ uuid: uuid(mark, 0), path, type: 'FOLDER' });
const files = (mark: string, path: string, count: number): Entry[] =>
  Array.from({ length: count }, (_, index) => ({
    uuid: uuid(mark, index + 1),
    path: `${path}/File ${index + 1}.xlsx`,
  }));

/** Deeper than the test asks for. */
const deep = files('d', '/Finance/2026/Drafts', 20);
const wanted: Entry[] = [
  folder('a', '/Finance'),
  folder('b', '/Finance/2026'),
  folder('c', '/Finance/2026/Drafts'),
  ...files('a', '/Finance', 48),
  ...files('b', '/Finance/2026', 48),
];
const outside = files('o', '', 5);

/** What is in the folder `/Finance`, two levels deep. */
export const wantedFiles = wanted.length;
export const deeperFiles = deep.length;

/** Puts a space with about 120 entries into DingTalk; two are repeated on the next page, and one is deleted. */
export function addSpace({ emulator: { data } }: Person): void {
  const [first, second] = wanted;
  const entries: Entry[] = [
    ...wanted.slice(0, 60),
    ...outside,
    ...(first && second ? [first, second] : []),
    ...deep,
    ...wanted.slice(60),
    { uuid: uuid('x', 1), path: '/Finance/Gone.xlsx', status: 'DELETED' },
  ];
  const corpId = 'dingacme0001';
  data.spaces.push(spaceOf(corpId, spaceId, entries));
  data.dentries.push(
    ...wanted.map(({ uuid: dentryUuid, path: name, type }) => ({
      corpId,
      dentryUuid,
      name,
      inheritance: type === 'FOLDER' ? 'BREAK' : 'PASS_ON',
    })),
  );
}

/** Revokes a permission of the app. Returns a function that restores it. */
export function takeScope({ emulator }: Person, scope: string): () => void {
  const app = emulator.data.apps.find(({ clientId }) => clientId === 'dingfakeapp0001');
  const scopes = app?.scopes ?? [];
  const set = (given: string[]) => app && Object.assign(app, { scopes: given });
  set(scopes.filter(each => each !== scope));
  return () => set(scopes);
}

/** Answers the questions of *Audit a Space…*, up to the price of the list. */
export async function answerSpace(page: Page, space: string, folder = '', depth = '', limit = '1000') {
  await answer(page, /^Audit a Space · Acme · Space ID/, space);
  await answer(page, / · Folder/, folder);
  await answer(page, / · Depth/, depth);
  await answer(page, / · Limit/, limit);
  await page.locator('.monaco-dialog-box').getByText(`List the files in space ${spaceId} of Acme?`).waitFor();
}
