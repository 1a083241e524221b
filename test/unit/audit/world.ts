import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AuditItem, AuditResult } from '../../../src/audit/audit.ts';
import { Pacer, Pacers } from '../../../src/dingtalk/wire/pacer.ts';
import type { EmulatorData } from '../../emulator/data.ts';
import { sampleData } from '../../emulator/samples.ts';

export const corpId = 'dingacme0001';
export const unionId = 'cHtUYfake0001iE';
export const about = { corpId, organizationLabel: 'Acme', name: 'files.csv' };

/** A folder that is gone after `use`. */
export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'dingtalk-storage-audit-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Pacers in whose time nobody waits. */
export function unpaced(): Pacers {
  let time = 0;
  const wait = async (milliseconds: number) => {
    time += milliseconds;
  };
  return new Pacers(() => new Pacer(() => time, wait));
}

/** Random numbers from 0 to 1 that a seed tells (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The seed of a test: printed, and taken from the environment to run it again. */
export function chooseSeed(): number {
  const seed = Number(process.env.AUDIT_SEED ?? Math.floor(Math.random() * 2 ** 31));
  console.log(`      AUDIT_SEED=${seed}`);
  return seed;
}

/** A dentryUuid of the usual shape. */
export const uuidOf = (number: number) => `audit${String(number).padStart(27, '0')}`;

/** Every seventh is broken, every eleventh does not exist, and every thirteenth is another organization's. */
export function truthOf(number: number): string {
  if (number % 11 === 0) return 'notFound dentryNotExist';
  if (number % 13 === 0) return 'otherOrganization forbidden.acrossOrg';
  return number % 7 === 0 ? 'BREAK' : 'PASS_ON';
}

export const itemsOf = (count: number): AuditItem[] =>
  Array.from({ length: count }, (_, number) => ({ dentryUuid: uuidOf(number) }));

/** What DingTalk knows of so many files. */
export function dataOf(count: number): EmulatorData {
  const dentries = Array.from({ length: count }, (_, number) => ({
    corpId: number % 13 === 0 ? 'dingxinghe0002' : corpId,
    dentryUuid: uuidOf(number),
    name: `File ${number}`,
    inheritance: number % 7 === 0 ? 'BREAK' : 'PASS_ON',
  }));
  return { ...sampleData, dentries: dentries.filter((_, number) => number % 11 !== 0) };
}

/** A result in words, to compare. */
export function wordsOf(result: AuditResult | undefined): string {
  if (result === undefined) return 'none';
  const { outcome } = result;
  return 'inheritance' in outcome ? outcome.inheritance : `${outcome.kind} ${outcome.code}`;
}
