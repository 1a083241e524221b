import assert from 'node:assert/strict';
import { layOut, maxWidth, minWidth, resize, widthByKey } from '../../../src/pages/grid/widths.ts';

const columns = [
  { id: 'name', width: 120, grow: 1 },
  { id: 'path', width: 200, grow: 2 },
];

describe('the widths of columns', () => {
  it('share the room until one is chosen', () => {
    assert.deepEqual(layOut(columns, {}), { template: 'minmax(120px, 1fr) minmax(200px, 2fr)', width: 320 });
    assert.deepEqual(layOut(columns, { name: 80 }), { template: '80px minmax(200px, 2fr)', width: 280 });
  });

  it('are changed one at a time, within bounds', () => {
    const shown = { name: 150, path: 300 };
    assert.deepEqual(resize(shown, 'name', 99.6), { name: 100, path: 300 });
    assert.deepEqual(resize(shown, 'path', 1), { name: 150, path: minWidth });
    assert.deepEqual(resize(shown, 'path', 1e6), { name: 150, path: maxWidth });
  });

  it('are changed by arrow keys, and by no other', () => {
    assert.equal(widthByKey('ArrowRight', false, 100), 116);
    assert.equal(widthByKey('ArrowLeft', true, 100), 20);
    assert.equal(widthByKey('Home', false, 100), minWidth);
    assert.equal(widthByKey('Tab', false, 100), undefined);
  });
});
