import type { EmulatorData } from '../test/emulator/data.ts';
import { sampleData } from '../test/emulator/samples.ts';
import type { Questions } from './contenders.ts';

const corpId = 'dingharbor0005';

const dentryUuids = Array.from({ length: 200 }, (_, number) => `bench${String(number).padStart(27, '0')}`);

/** The emulator's data with 200 files of one organization to ask about. */
export const data: EmulatorData = {
  ...sampleData,
  dentries: dentryUuids.map(dentryUuid => ({ corpId, dentryUuid, name: dentryUuid, inheritance: 'PASS_ON' })),
};

export function questions(endpoint: string, ca?: string): Questions {
  return {
    endpoint,
    dentryUuids,
    unionId: 'cHtUYfake0005iE',
    accessToken: 'fake-access-token-0005',
    ...(ca === undefined ? {} : { ca }),
  };
}

/** For the emulator to let every call pass. */
export const unlimited = { callsPerSecond: Number.MAX_SAFE_INTEGER, monthlyCalls: Number.MAX_SAFE_INTEGER };
