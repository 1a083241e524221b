import assert from 'node:assert/strict';
import type { FolderEntry } from '../../../src/dingtalk/endpoints/storageFiles.ts';
import { DingTalkError } from '../../../src/dingtalk/errors.ts';
import { type Place, type TraceCalls, type Traced, trace } from '../../../src/inheritance/trace/trace.ts';
import { stepText, traceNotes, traceSentence } from '../../../src/inheritance/trace/traceWords.ts';

const levels = 12;
/** The file is level 0; its folders have higher numbers. */
const uuidAt = (level: number) => `uuid${level}`;
const nameAt = (level: number) => (level === 0 ? 'Budget.xlsx' : `Folder ${level}`);
const pathAt = (level: number) =>
  `/${Array.from({ length: levels - level }, (_, index) => nameAt(levels - 1 - index)).join('/')}`;

interface Chain extends TraceCalls {
  /** What was called, in order. */
  readonly made: string[];
  /** How many more calls the user was told of. */
  readonly prices: (number | undefined)[];
}

/** A file twelve levels deep. @param broken the level where inheritance is broken */
function chain(broken?: number, changes: Partial<TraceCalls> = {}): Chain {
  const made: string[] = [];
  const prices: (number | undefined)[] = [];
  const told = <A, T>(name: string, answer: (about: A) => Promise<T>) => {
    return (about: A) => {
      made.push(name);
      return answer(about);
    };
  };
  const calls: TraceCalls = {
    inheritance: async uuid => (uuid === uuidAt(broken ?? -1) ? 'BREAK' : 'PASS_ON'),
    place: async () => ({ spaceId: '9', dentryId: '100' }),
    entry: async place => entryAt(Number(place.dentryId) - 100),
    confirm: async () => true,
    ...changes,
  };
  return {
    made,
    prices,
    inheritance: told('inheritance', calls.inheritance),
    place: told('place', calls.place),
    entry: told('entry', calls.entry),
    confirm: async (price, name) => {
      prices.push(price);
      return calls.confirm(price, name);
    },
  };
}

const entryAt = (level: number): FolderEntry => ({
  id: String(100 + level),
  uuid: uuidAt(level),
  parentId: level === levels - 1 ? '0' : String(101 + level),
  name: nameAt(level),
  path: pathAt(level),
});
const levelOf = ({ dentryId }: Place) => Number(dentryId) - 100;
const failure = new DingTalkError('userNotPermitted', { code: 'permissionDenied' });
const modes = (traced: Traced | undefined) => traced?.steps.map(({ inheritance }) => inheritance);
const explain = ({ kind }: DingTalkError) => `because of ${kind}`;

describe('a trace of inheritance', () => {
  it('goes up to where it is broken, in one call and two for each level, whose number is said before', async () => {
    for (let broken = 0; broken < levels; broken++) {
      const calls = chain(broken);
      const traced = await trace(uuidAt(0), calls);
      assert.equal(traced?.end, 'broken');
      assert.deepEqual(
        traced.steps.map(({ dentryUuid, name, inheritance }) => [dentryUuid, name, inheritance]),
        Array.from({ length: broken + 1 }, (_, level) => [
          uuidAt(level),
          nameAt(level),
          level === broken ? 'BREAK' : 'PASS_ON',
        ]),
      );
      assert.equal(calls.made.length, 1 + 2 * (broken + 1));
      assert.deepEqual(calls.prices, broken === 0 ? [] : [2 * (levels - 1)], String(broken));
    }
  });

  it('goes up to the root of the space', async () => {
    const calls = chain();
    const traced = await trace(uuidAt(0), calls);
    assert.deepEqual([traced?.end, traced?.steps.length], ['root', levels]);
    assert.equal(calls.made.length, 1 + 2 * levels);
    assert.equal(calls.made.length - 3, calls.prices[0]);
  });

  it('keeps what was answered when any call about a parent fails', async () => {
    for (let failing = 1; failing < levels; failing++) {
      for (const failed of ['entry', 'inheritance'] as const) {
        const base = chain();
        const calls = chain(undefined, {
          entry: async place => {
            if (failed === 'entry' && levelOf(place) === failing) throw failure;
            return base.entry(place);
          },
          inheritance: async uuid => {
            if (failed === 'inheritance' && uuid === uuidAt(failing)) throw failure;
            return 'PASS_ON';
          },
        });
        const traced = (await trace(uuidAt(0), calls)) ?? assert.fail();
        assert.deepEqual([traced.end, traced.why], ['failed', failure]);
        assert.deepEqual(modes(traced), [...Array(failing).fill('PASS_ON'), undefined]);
        const last = traced.steps.at(-1);
        // Its name is in the path, even if it could not be read.
        assert.equal(last?.name, nameAt(failing));
        assert.equal(last.dentryUuid, failed === 'entry' ? '' : uuidAt(failing));
        assert.equal(calls.made.length, 1 + 2 * failing + (failed === 'entry' ? 1 : 2));
        assert.ok(calls.made.length <= 1 + 2 * (failing + 1));
        assert.match(
          traceSentence(traced),
          failing === 1 ? /could not be read/ : /at least from “\/Folder 11/,
        );
        assert.deepEqual(traceNotes(traced, explain), ['because of userNotPermitted']);
      }
    }
  });

  it('keeps the mode of a file whose place cannot be told', async () => {
    for (const changes of [
      { place: () => Promise.reject(failure) },
      { entry: () => Promise.reject(failure) },
    ]) {
      const inherits = await trace(uuidAt(0), chain(undefined, changes));
      assert.deepEqual([inherits?.end, modes(inherits)], ['failed', ['PASS_ON', undefined]]);
      const broken = await trace(uuidAt(0), chain(0, changes));
      assert.deepEqual([broken?.end, broken?.why, modes(broken)], ['broken', undefined, ['BREAK']]);
    }
  });

  it('fails where there is no answer about the file itself', async () => {
    const calls = chain(undefined, { inheritance: () => Promise.reject(failure) });
    await assert.rejects(trace(uuidAt(0), calls), failure);
    assert.deepEqual(calls.made, ['inheritance']);
  });

  it('ends in a circle, without a parent, and where there are too many levels', async () => {
    const ends: [TraceCalls['entry'], Traced['why']][] = [
      [
        async place => ({ ...entryAt(levelOf(place)), ...(levelOf(place) === 4 ? { parentId: '102' } : {}) }),
        'circle',
      ],
      [
        async place => ({ ...entryAt(levelOf(place)), ...(levelOf(place) === 4 ? { parentId: '104' } : {}) }),
        'circle',
      ],
      [
        async place => ({
          ...entryAt(levelOf(place)),
          ...(levelOf(place) === 4 ? { parentId: undefined } : {}),
        }),
        'noParent',
      ],
      [
        async place => ({ ...entryAt(levelOf(place)), ...(levelOf(place) === 5 ? { uuid: undefined } : {}) }),
        'noParent',
      ],
    ];
    for (const [entry, why] of ends) {
      const traced = await trace(uuidAt(0), chain(undefined, { entry }));
      assert.deepEqual([traced?.end, traced?.why], ['failed', why]);
      assert.deepEqual(modes(traced), [...Array(5).fill('PASS_ON'), undefined]);
    }
    const endless = chain(undefined, {
      entry: async ({ dentryId }) => ({ uuid: `u${dentryId}`, parentId: String(Number(dentryId) + 1) }),
    });
    const traced = await trace(uuidAt(0), endless);
    assert.deepEqual([traced?.why, traced?.steps.length], ['limit', 101]);
    // Without a path, the number of levels is not known.
    assert.deepEqual(endless.prices, [undefined]);
    const limited = chain();
    assert.equal((await trace(uuidAt(0), limited, 4))?.why, 'limit');
    assert.equal(limited.made.length, 1 + 2 * 4);
  });

  it('says the price again where the chain is longer than its path', async () => {
    const calls = chain(undefined, {
      entry: async place => ({ ...entryAt(levelOf(place)), path: '/a/b/Budget.xlsx' }),
    });
    assert.equal((await trace(uuidAt(0), calls))?.end, 'root');
    assert.deepEqual(calls.prices, [4, undefined]);
  });

  it('ends without more calls where the user does not want to pay, or cancels', async () => {
    const declined = chain(undefined, { confirm: async () => false });
    assert.equal(await trace(uuidAt(0), declined), undefined);
    assert.equal(declined.made.length, 3);
    const cancelled = Object.assign(new Error('cancelled'), { name: 'AbortError' });
    const calls = chain(undefined, { entry: () => Promise.reject(cancelled) });
    await assert.rejects(trace(uuidAt(0), calls), cancelled);
  });

  it('takes the folder that cannot have a mode for the root, and a knowledge base for one', async () => {
    const noMode = new DingTalkError('notSupported', {
      code: 'permissionInheritanceUnsupportedForRootDentry',
    });
    const calls = chain(undefined, {
      inheritance: async uuid => {
        if (uuid === uuidAt(2)) throw noMode;
        return 'PASS_ON';
      },
    });
    const traced = await trace(uuidAt(0), calls);
    assert.deepEqual([traced?.end, modes(traced)], ['root', ['PASS_ON', 'PASS_ON']]);
    const knowledgeBase = chain(undefined, { place: async () => ({ spaceId: '9', dentryId: '0' }) });
    assert.equal((await trace(uuidAt(0), knowledgeBase))?.end, 'root');
    assert.deepEqual(knowledgeBase.made, ['inheritance', 'place']);
  });

  it('says that a shortcut is one', async () => {
    const calls = chain(0, { entry: async place => ({ ...entryAt(levelOf(place)), extension: 'dlink' }) });
    const traced = (await trace(uuidAt(0), calls)) ?? assert.fail();
    assert.match(traceNotes(traced, explain).join(), /This is a shortcut/);
  });
});

describe('the sentence about a trace', () => {
  const path = '/Finance/2026/Budget.xlsx';
  const file = { dentryUuid: 'a', name: 'Budget.xlsx', inheritance: 'PASS_ON' };
  const folder = { dentryUuid: 'b', name: '2026' };

  it('says where the permissions come from', () => {
    const broken = { steps: [file, { ...folder, inheritance: 'BREAK' }], end: 'broken', path } as const;
    assert.equal(
      traceSentence(broken),
      '“Budget.xlsx” takes its permissions from “/Finance/2026” on; above that, inheritance is broken.',
    );
    assert.equal(
      traceSentence({ steps: [{ ...file, inheritance: 'BREAK' }], end: 'broken', path }),
      '“Budget.xlsx” does not inherit: inheritance is broken at this item itself.',
    );
    assert.match(traceSentence({ steps: [file], end: 'root', path }), /all the way from the root/);
  });

  it('claims nothing of a mode that is unknown', () => {
    const steps = [file, { ...folder, inheritance: 'PASS_ON_READ_ONLY' }];
    for (const sentence of [
      traceSentence({ steps, end: 'broken', path }),
      traceSentence({ steps: steps.slice(1), end: 'broken', path: '/Finance/2026' }),
    ]) {
      assert.match(sentence, /PASS_ON_READ_ONLY.*not known/);
      assert.doesNotMatch(sentence, /broken/);
    }
    const notes = traceNotes({ steps, end: 'broken', isShortcut: false }, explain);
    assert.deepEqual(notes, []);
  });

  it('prefers what DingTalk calls a folder to a path with another name, and is clean', () => {
    const renamed = { steps: [file, { ...folder, name: 'Renamed\u202e', inheritance: 'BREAK' }], path };
    assert.equal(stepText(renamed, 1), 'Renamed');
    assert.equal(stepText({ steps: [file, { dentryUuid: 'b' }], path }, 1), '/Finance/2026');
    assert.equal(stepText({ steps: [file, { dentryUuid: 'b' }] }, 1), 'b');
  });
});
