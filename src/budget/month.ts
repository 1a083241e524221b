/** DingTalk counts by the month in China, which has one time zone and no daylight saving time. */
const chinaOffset = 8 * 60 * 60_000;
const dayLength = 24 * 60 * 60_000;

/** The calendar month in China, `2026-11`, of a time in milliseconds since 1970. Sorts as text. */
export function monthOf(time: number): string {
  return new Date(time + chinaOffset).toISOString().slice(0, 7);
}

/** When the day in China began that contains a time; both in milliseconds since 1970. */
export function dayStart(time: number): number {
  return Math.floor((time + chinaOffset) / dayLength) * dayLength - chinaOffset;
}

/** The month `count` months before that of `time`. */
export function monthBefore(time: number, count: number): string {
  const china = new Date(time + chinaOffset);
  return new Date(Date.UTC(china.getUTCFullYear(), china.getUTCMonth() - count)).toISOString().slice(0, 7);
}
