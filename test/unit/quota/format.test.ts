import assert from 'node:assert/strict';
import { formatSize, type SizeUnits, sizeScale } from '../../../src/quota/format.ts';

const thresholds = { warning: 800n, error: 950n };

describe('the units of a scale', () => {
  it('are those that sizes are written in', () => {
    for (const units of ['jedec', 'iec', 'si'] satisfies SizeUnits[]) {
      for (const { size, text } of sizeScale({ units })) {
        const written = formatSize(BigInt(size), { language: 'en', units, thresholds });
        assert.equal(text.replace('{0}', '1'), written);
      }
    }
    assert.equal(sizeScale({ units: 'si' })[1]?.size, 1000);
    assert.equal(sizeScale({ units: 'iec' })[1]?.size, 1024);
  });
});
