import { documentApis } from './documentApis.ts';
import { driveApis } from './driveApis.ts';
import { storageApis } from './storageApis.ts';
import { wikiApis } from './wikiApis.ts';

/** The APIs about files that the samples and the emulator answer, by name. */
export const sampleApis = { ...documentApis, ...driveApis, ...storageApis, ...wikiApis };

export type SampleApiName = keyof typeof sampleApis;
