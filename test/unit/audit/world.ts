import { type AuditItem, type AuditResult, outcomeKey } from '../../../src/audit/audit.ts';
import { Pacer, Pacers } from '../../../src/dingtalk/wire/pacer.ts';
import type { EmulatorData } from '../../emulator/data.ts';
import { sampleData } from '../../emulator/samples.ts';

export const corpId = 'dingacme0001';
export const unionId = 'cHtUYfake0001iE';
export const about = { corpId, organizationLabel: 'Acme', name: 'files.csv' };

/** Pacers in whose time nobody waits. */
export function unpaced(): Pacers {
  let time = 0;
  const wait = async (milliseconds: number) => {
    time += milliseconds;
  };
  return new Pacers(() => new Pacer(() => time, wait));
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
  return 'kind' in outcome ? `${outcome.kind} ${outcome.code}` : outcomeKey(outcome);
}
