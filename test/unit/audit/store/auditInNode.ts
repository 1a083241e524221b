/** Works on an audit in a process of its own, which may be killed at any time. */

import { runAudit } from '../../../../src/audit/run/runAudit.ts';
import { Audits } from '../../../../src/audit/store/auditStore.ts';
import { UsageLog } from '../../../../src/budget/usageLog.ts';
import { clientOf } from '../../../support/rawServer.ts';
import { corpId, unionId, unpaced } from '../world.ts';

const { endpoint, folder, usageFolder, auditId, token } = JSON.parse(process.env.AUDIT ?? '{}');

async function work(): Promise<void> {
  const usage = new UsageLog(usageFolder, console);
  const options = {
    pacers: unpaced(),
    meter: usage.count.bind(usage),
    charge: { corpId, purpose: 'audit', calls: 1 },
  } as const;
  const client = clientOf(endpoint, options, token);
  const { audit, append, close } = await new Audits(folder).open(auditId);
  const { state } = await runAudit(audit, {
    ask: (dentryUuid, signal) => client.getPermissionInheritance(dentryUuid, unionId, signal),
    append,
    now: Date.now,
  });
  await close(state === 'finished');
  // Connections are kept alive, and would keep the process.
  process.exit(state === 'finished' ? 0 : 1);
}

void work();
