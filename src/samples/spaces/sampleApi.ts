import type { DentryAnswer } from '../dentries.ts';
import { type Refusal, refuse, sampleRefusals } from '../refusals.ts';
import type { Recycled, Space } from './spaces.ts';
import type { Entry, Grant } from './tree.ts';

/** All that answers about files are made of. */
export interface SampleWorld {
  spaces: readonly Space[];
  dentries: readonly DentryAnswer[];
  grants: ReadonlyMap<string, readonly Grant[]>;
  recycled: readonly Recycled[];
}

/** A call whose sender has been recognized. */
export interface SampleCall {
  /** The named groups of the path, decoded. */
  readonly parts: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Of a POST. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The organization of the token. */
  readonly corpId: string;
}

/** One of DingTalk's APIs about files, as documented. The samples and the emulator share it. */
export interface SampleApi {
  readonly method: 'GET' | 'POST';
  readonly path: RegExp;
  /** The app permission that it needs. */
  readonly scope: string;
  /** How it names the user on whose behalf it is called. */
  readonly asker: 'unionId' | 'operatorId';
  readonly isForInternalApps?: true;
  /** @throws Refused */
  readonly answer: (call: SampleCall, world: SampleWorld) => object;
}

export type Outcome = { readonly body: object } | { readonly refusal: Refusal };

/** Thrown for an answer that is a refusal. */
class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}

export function refused(refusal: Refusal): never {
  throw new Refused(refusal);
}

export function answerOf(api: SampleApi, call: SampleCall, world: SampleWorld): Outcome {
  try {
    return { body: api.answer(call, world) };
  } catch (error) {
    if (error instanceof Refused) {
      return { refusal: error.refusal };
    }
    throw error;
  }
}

export const paramError = (parameter: string, code = 'paramError'): Refusal =>
  refuse(400, code, `parameter error: ${parameter}`);

/** The parameter of that name. @throws Refused if it is missing */
export function required({ query }: SampleCall, name: string): string {
  return query.get(name) || refused(paramError(name));
}

/** `option` of a body. @throws Refused if it, or a field of it that is not `known`, is no option */
export function optionOf({ body }: SampleCall, known: readonly string[]): Record<string, unknown> {
  const { option = {} } = body;
  if (typeof option !== 'object' || option === null) {
    refused(paramError('option'));
  }
  const unknown = Object.keys(option).filter(name => !known.includes(name));
  return unknown.length > 0 ? refused(paramError(unknown.join())) : { ...option };
}

export interface PageQuery {
  readonly nextToken: unknown;
  readonly maxResults: unknown;
  /** The most that a page may have. */
  readonly most: number;
  /** What the API calls a parameter of the wrong value. */
  readonly error?: (parameter: string) => Refusal;
}

/** A page of `items`, and the token of the next one if there is one. @throws Refused */
export function pageOf<T>(
  items: readonly T[],
  { nextToken, maxResults, most, error = paramError }: PageQuery,
): { page: readonly T[]; nextToken: string | undefined } {
  const size = maxResults === undefined || maxResults === null ? most : Number(maxResults);
  if (!Number.isInteger(size) || size < 1 || size > most) {
    refused(error('maxResults'));
  }
  const start = nextToken === undefined || nextToken === null || nextToken === '' ? 0 : startOf(nextToken);
  if (start === undefined) {
    refused(error('nextToken'));
  }
  const end = start + size;
  return { page: items.slice(start, end), nextToken: end < items.length ? tokenOf(end) : undefined };
}

/** The page that the query asks for. */
export function queriedPage<T>({ query }: SampleCall, items: readonly T[], most: number, error = paramError) {
  return pageOf(items, {
    nextToken: query.get('nextToken'),
    maxResults: query.get('maxResults'),
    most,
    error,
  });
}

/** An opaque text, like DingTalk's. */
const tokenOf = (start: number) => Buffer.from(`page from ${start}`).toString('base64url');

function startOf(token: unknown): number | undefined {
  const start = Number(/^page from (\d+)$/.exec(Buffer.from(String(token), 'base64url').toString())?.[1]);
  return Number.isInteger(start) ? start : undefined;
}

export interface Place {
  readonly space: Space;
  /** None for the root of a space. */
  readonly entry?: Entry;
}

/** Where a uuid is, in the caller's organization. @throws Refused `missing` if nowhere */
export function placeOf(
  uuid: string,
  { corpId }: SampleCall,
  { spaces }: SampleWorld,
  missing: Refusal = sampleRefusals.documentNotExist,
): Place {
  for (const space of spaces) {
    const isRoot = space.workspace?.rootNodeId === uuid;
    const entry = space.dentries.find(each => each.uuid === uuid);
    if (isRoot || entry !== undefined) {
      return space.corpId === corpId
        ? { space, ...(entry === undefined ? {} : { entry }) }
        : refused(sampleRefusals.dentryAcrossOrg);
    }
  }
  return refused(missing);
}

/** A space of the caller's organization. @throws Refused */
export function spaceOf(call: SampleCall, spaceId: string | undefined, { spaces }: SampleWorld): Space {
  const space = spaces.find(each => each.spaceId === spaceId) ?? refused(sampleRefusals.spaceNotExist);
  return space.corpId === call.corpId ? space : refused(sampleRefusals.acrossOrgAccessForbidden);
}
