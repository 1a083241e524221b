import assert from 'node:assert/strict';
import type { Client } from '../../../src/dingtalk/client.ts';
import { DingTalkError } from '../../../src/dingtalk/errors.ts';
import { Finder } from '../../../src/files/finder.ts';
import { readQuery } from '../../../src/files/query.ts';
import { sampleOrganizations } from '../../../src/samples/organizations.ts';

const [organization, other] = sampleOrganizations;
assert.ok(organization && other);
const uuid = 'Qnp9zOoBVBDEydnQU1rPR3vZ81DK0g6l';
const { signal } = new AbortController();
const share = readQuery('https://alidocs.dingtalk.com/i/p/Y7kmb');

/** A finder on answers given in turn, and what was asked for which purpose. */
function finding(answers: readonly unknown[]) {
  const asked: string[] = [];
  const client = {
    ask: async ({ api, query, body }: { api: string; query: object; body?: object }) => {
      asked.push(`${api} ${JSON.stringify(body ?? query)}`);
      const answer = answers[asked.length - 1];
      if (answer instanceof Error) {
        throw answer;
      }
      return answer;
    },
  } as unknown as Client;
  const purposes = new Set<string>();
  const finder = new Finder({
    for: (_, purpose) => {
      purposes.add(purpose);
      return client;
    },
  });
  return { asked, purposes, finder };
}

describe('finder', () => {
  it('reads a uuid off, without a call', async () => {
    const { finder, asked } = finding([]);
    const query = readQuery(`https://alidocs.dingtalk.com/i/nodes/${uuid}`);
    assert.equal(finder.priceOf(organization, query), 0);
    assert.deepEqual((await finder.find(organization, query, signal)).files, [{ dentryUuid: uuid }]);
    assert.deepEqual(asked, []);
  });

  it('asks once what a link stands for, and once for each organization', async () => {
    const { finder, asked, purposes } = finding(['a', 'b']);
    const query = readQuery('https://alidocs.dingtalk.com/document/edit?docKey=1');
    assert.equal(finder.priceOf(organization, query), 1);
    for (let time = 0; time < 2; time++) {
      assert.deepEqual((await finder.find(organization, query, signal)).files, [{ dentryUuid: 'a' }]);
    }
    assert.equal(finder.priceOf(organization, query), 0);
    assert.equal(finder.priceOf(other, query), 1);
    assert.deepEqual((await finder.find(other, query, signal)).files, [{ dentryUuid: 'b' }]);
    assert.equal(asked.length, 2);
    assert.deepEqual([...purposes], ['find']);
  });

  it('does not remember a failure', async () => {
    const { finder, asked } = finding([new DingTalkError('throttled'), 'a']);
    const query = readQuery('26810061928 190000000001');
    await assert.rejects(finder.find(organization, query, signal), { kind: 'throttled' });
    assert.equal((await finder.find(organization, query, signal)).files[0]?.dentryUuid, 'a');
    assert.equal(asked.length, 2);
  });

  it('explains a share link that DingTalk does not know, and no other failure', async () => {
    const missing = new DingTalkError('notFound', { code: 'documentNotExist', requestId: 'r' });
    const { finder, asked } = finding([new DingTalkError('offline'), missing, missing]);
    await assert.rejects(finder.find(organization, share, signal), { kind: 'offline' });
    assert.equal(finder.priceOf(organization, share), 1);
    await assert.rejects(finder.find(organization, share, signal), ({ details }: DingTalkError) => {
      assert.match(details.sentence ?? '', /share link/);
      assert.equal(details.requestId, 'r');
      return true;
    });
    // It is tried once.
    assert.equal(finder.priceOf(organization, share), 0);
    await assert.rejects(finder.find(organization, share, signal), { kind: 'notFound' });
    assert.equal(asked.length, 2);
    const plain = readQuery('https://alidocs.dingtalk.com/document/edit?docKey=1');
    await assert.rejects(finder.find(organization, plain, signal), ({ details }: DingTalkError) => {
      assert.equal(details.sentence, undefined);
      return true;
    });
  });

  it('searches page by page, each file once, and leaves out what has no uuid', async () => {
    const page = (items: object[], nextToken?: string) => ({ items, nextToken });
    const { finder, asked } = finding([
      page([{ dentryUuid: 'a', name: 'A', creator: 'C' }, { name: 'none' }], 't'),
      page(
        [
          { dentryUuid: 'a', name: 'changed' },
          { dentryUuid: 'b', path: '/b' },
        ],
        'u',
      ),
      page([], 'u'),
    ]);
    let found = await finder.find(organization, readQuery('x'), signal);
    assert.deepEqual(found, {
      organization,
      keyword: 'x',
      files: [{ dentryUuid: 'a', name: 'A', creator: 'C' }],
      withoutUuid: 1,
      nextToken: 't',
    });
    found = await finder.more(found, signal);
    assert.deepEqual(found.files.at(-1), { dentryUuid: 'b', path: '/b' });
    assert.equal(found.files.length, 2);
    // A token that comes again would lead in a circle.
    assert.equal((await finder.more(found, signal)).nextToken, undefined);
    assert.deepEqual(
      asked.map(call => /"nextToken":"(.)"/.exec(call)?.[1]),
      [undefined, 't', 'u'],
    );
  });

  it('refuses what names nothing, with the sentence that the box shows', async () => {
    const { finder, asked } = finding([]);
    await assert.rejects(finder.find(organization, readQuery('https://example.com/x'), signal), {
      kind: 'invalidParameter',
    });
    assert.deepEqual(asked, []);
  });
});
