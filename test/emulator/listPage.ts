import type { Outcome } from './apis.ts';
import type { ListedDentry } from './data.ts';
import { readJson } from './json.ts';
import { refusals } from './refusals.ts';
import type { Call } from './routes.ts';

const maxResults = 50;

interface Option {
  /** Where the page starts. */
  start: number;
  size: number;
  order: 'ASC' | 'DESC';
}

/** The body of `listAll`: `option` and everything in it may be absent, but nothing may be invalid. */
export function readListBody({
  headers,
  body,
}: Call): { option: Option } | { refusal: ReturnType<typeof refusals.paramError> } {
  const wrong = (parameter: string) => ({ refusal: refusals.paramError(parameter) });
  const parsed = readJson(body);
  if (!parsed || !/^application\/json\b/.test(headers['content-type'] ?? '')) {
    return { refusal: refusals.missingBody };
  }
  const { option = {}, ...others } = parsed;
  if (typeof option !== 'object' || option === null || Object.keys(others).length > 0) return wrong('option');
  const {
    nextToken,
    maxResults: size = maxResults,
    order = 'ASC',
    withThumbnail = false,
    ...unknown
  } = option as Record<string, unknown>;
  if (typeof withThumbnail !== 'boolean') return wrong('withThumbnail');
  if (Object.keys(unknown).length > 0) return wrong(Object.keys(unknown).join());
  if (typeof size !== 'number' || !Number.isInteger(size) || size < 1 || size > maxResults) {
    return wrong('maxResults');
  }
  if (order !== 'ASC' && order !== 'DESC') return wrong('order');
  const start = nextToken === undefined ? 0 : startOf(nextToken);
  return start === undefined ? wrong('nextToken') : { option: { start, size, order } };
}

/** A page, and the token of the next one if there is one. */
export function listPage(dentries: readonly ListedDentry[], { start, size, order }: Option): Outcome {
  const sorted = order === 'ASC' ? dentries : dentries.toReversed();
  const end = start + size;
  return {
    body: { dentries: sorted.slice(start, end), ...(end < sorted.length && { nextToken: tokenOf(end) }) },
  };
}

/** An opaque text, like DingTalk's. */
const tokenOf = (start: number) => Buffer.from(`listAll ${start}`).toString('base64url');

function startOf(token: unknown): number | undefined {
  const start = Number(/^listAll (\d+)$/.exec(Buffer.from(String(token), 'base64url').toString())?.[1]);
  return Number.isInteger(start) ? start : undefined;
}
