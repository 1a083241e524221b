import { stringify } from 'lossless-json';

/** Bare numbers for bigints: DingTalk's Longs are JSON numbers, exact to the last digit. */
export const writeJson = (value: object): string => stringify(value) ?? '';

/** The object that the text is, if it is one. */
export function readJson(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
