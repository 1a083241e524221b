import * as v from 'valibot';
import type { PartitionWithQuota } from '../dingtalk/endpoints/storage.ts';
import { dayLength, localDay } from './localDay.ts';

/** A partition's usage at a point in time. */
export interface Reading extends PartitionWithQuota {
  /** Milliseconds since 1970, by the server's clock. */
  readonly at: number;
}

const long = v.pipe(
  v.string(),
  v.regex(/^-?\d{1,19}$/),
  v.transform(digits => BigInt(digits)),
);
const label = v.pipe(v.string(), v.maxLength(100));
const schema = v.object({
  // The largest time that a Date can hold.
  at: v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15)),
  partitionType: label,
  used: long,
  max: v.nullish(long),
  reserved: v.nullish(long),
  type: label,
});

/** A reading as a line of a file, without the line break. */
export function lineOf({ at, partitionType, quota: { used, max, reserved, type } }: Reading): string {
  // JSON omits what is undefined.
  return JSON.stringify({
    at,
    partitionType,
    used: String(used),
    max: max?.toString(),
    reserved: reserved?.toString(),
    type,
  });
}

/**
 * The readings in the text of a file. Skips lines that are torn or not ours.
 *
 * @param since milliseconds since 1970; most older lines are skipped unread
 */
export function readLines(text: string, since = 0): Reading[] {
  const lines = text.split('\n').filter(line => !(Number(/^\{"at":(\d+),/.exec(line)?.[1]) < since));
  return lines.flatMap(line => readLine(line) ?? []).filter(({ at }) => at >= since);
}

function readLine(line: string): Reading | undefined {
  try {
    const { at, partitionType, used, max, reserved, type } = v.parse(schema, JSON.parse(line));
    const limits = { ...(max == null ? {} : { max }), ...(reserved == null ? {} : { reserved }) };
    return { at, partitionType, quota: { used, ...limits, type } };
  } catch {
    return undefined;
  }
}

/** Sorts by time and removes duplicates, as files share readings while they are being merged. */
export function arrange(readings: readonly Reading[]): Reading[] {
  const unique = new Map(readings.map(each => [`${each.at} ${each.partitionType}`, each]));
  return [...unique.values()].toSorted((a, b) => a.at - b.at);
}

/** The readings of each partition, in their order. */
export function byPartition(readings: readonly Reading[]): Map<string, Reading[]> {
  const result = new Map<string, Reading[]>();
  for (const each of readings) {
    const others = result.get(each.partitionType);
    if (others === undefined) {
      result.set(each.partitionType, [each]);
    } else {
      others.push(each);
    }
  }
  return result;
}

/** Whether the capacity or its type differs. */
export function hasDifferentCapacity({ quota: a }: Reading, { quota: b }: Reading): boolean {
  return a.max !== b.max || a.type !== b.type;
}

const hourLength = 3_600_000;
const hourlyFor = 60 * dayLength;
const keptFor = 3 * 365 * dayLength;

/**
 * Thins readings that are in order: keeps, for each partition, the last of each hour for 60 days, then the last of each
 * local day for three years; and always those on both sides of a change in capacity.
 */
export function thin(readings: readonly Reading[], now: number): Reading[] {
  const bucket = ({ at }: Reading) =>
    at > now - hourlyFor ? `hour ${Math.floor(at / hourLength)}` : `day ${localDay(at)}`;
  const kept = [...byPartition(readings).values()].flatMap(all =>
    all.filter((each, index) => {
      const [before, after] = [all[index - 1], all[index + 1]];
      const isLast = after === undefined || bucket(after) !== bucket(each);
      const isChange = [before, after].some(
        other => other !== undefined && hasDifferentCapacity(other, each),
      );
      return each.at > now - keptFor && (isLast || isChange);
    }),
  );
  return kept.toSorted((a, b) => a.at - b.at);
}
