import assert from 'node:assert/strict';
import { AuditModes } from '../../../../src/audit/result/auditModes.ts';
import { Audits } from '../../../../src/audit/store/auditStore.ts';
import { withFolder } from '../../../support/withFolder.ts';

describe('what audits know of files', () => {
  it('is the newest answer in any audit of the organization, and follows what is added', async () => {
    await withFolder(async folder => {
      const audits = new Audits(folder);
      const modes = new AuditModes(audits);
      assert.equal(await modes.find('c', 'a'), undefined);
      const audit = async (corpId: string, results: [string, string, number][]) => {
        const about = { corpId, organizationLabel: corpId, name: 'n' };
        const { id } = await audits.create(
          about,
          results.map(([dentryUuid]) => ({ dentryUuid })),
        );
        const open = await audits.open(id);
        for (const [dentryUuid, inheritance, answeredAt] of results) {
          const outcome = inheritance === 'failed' ? ({ kind: 'notFound' } as const) : { inheritance };
          await open.append({ dentryUuid, outcome, answeredAt });
        }
        await open.close(true);
      };
      await audit('c', [
        ['a', 'PASS_ON', 10],
        ['b', 'failed', 10],
      ]);
      await audit('c', [['a', 'BREAK', 20]]);
      await audit('other', [['a', 'PASS_ON', 30]]);
      assert.deepEqual(await modes.find('c', 'a'), { inheritance: 'BREAK', askedAt: 20 });
      assert.equal(await modes.find('c', 'b'), undefined);
      await audit('c', [['b', 'PASS_ON', 5]]);
      assert.deepEqual(await modes.find('c', 'b'), { inheritance: 'PASS_ON', askedAt: 5 });
      for (const { id } of await audits.list()) {
        await audits.delete(id);
      }
      assert.equal(await modes.find('c', 'a'), undefined);
    });
  });
});
