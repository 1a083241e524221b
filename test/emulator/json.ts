import { stringify } from 'lossless-json';

/** Writes bigints as bare numbers: DingTalk's Longs are JSON numbers, exact to the last digit. */
export const writeJson = (value: object): string => stringify(value) ?? '';

/** The text as an object, if it is one. */
export function readJson(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
