/** Writes readings in a separate process until it is killed; reports each one written. */

import { ReadingLog } from '../../../src/history/store/readingLog.ts';

const { folder, corpId, first } = JSON.parse(process.env.WRITER ?? '{}');
const log = new ReadingLog(folder);

for (let at: number = first; ; at++) {
  const failure = log.append(corpId, at, [
    { partitionType: 'P', quota: { used: BigInt(at), type: 'PRIVATE' } },
  ]);
  if (failure === undefined) process.stdout.write(`${at}\n`);
}
