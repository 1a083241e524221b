import assert from 'node:assert/strict';
import * as v from 'valibot';
import { byPerson, readInvocation } from '../../../src/editor/command.ts';

const schema = v.object({ corpId: v.exactOptional(v.string()) });
const [first, second] = [{ kind: 'organization' }, { kind: 'partition' }];

describe('how a command was called', () => {
  it('from the palette, or by a key that passes nothing: with what is selected, apart from rows', () => {
    const call = readInvocation(schema, undefined, [first, second, 'no row']);
    assert.deepEqual(call, { given: {}, rows: [], selected: [first, second], isByPerson: true });
  });

  it('by a button of a view: without the selection', () => {
    assert.deepEqual(readInvocation(schema, null, [first]), {
      given: {},
      rows: [],
      selected: [],
      isByPerson: true,
    });
  });

  it('on rows: with those, and nothing else that is selected', () => {
    const call = readInvocation(schema, first, [first, second]);
    assert.deepEqual([call.row, call.rows, call.selected], [first, [first, second], []]);
  });

  it('by a caller: with the argument alone', () => {
    const call = readInvocation(schema, { corpId: 'ding1' }, [first]);
    assert.deepEqual(call, { given: { corpId: 'ding1' }, rows: [], selected: [], isByPerson: false });
    assert.equal(readInvocation(schema, { ...byPerson }, undefined).isByPerson, true);
  });
});
