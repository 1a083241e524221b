import * as l10n from '@vscode/l10n';
import { readField } from '../dingtalk/dentryUuid.ts';
import { mentionsIn, withoutInvisible } from '../dingtalk/mentions.ts';

/** What a text names, as a person types or pastes it. */
export type FileQuery =
  /** A file, without a call. */
  | { readonly kind: 'uuid'; readonly dentryUuid: string }
  /** A file in a space: DingTalk tells its dentryUuid. */
  | { readonly kind: 'ids'; readonly spaceId: string; readonly dentryId: string }
  /** A link that only DingTalk can read. */
  | { readonly kind: 'link'; readonly link: string; readonly isShared: boolean }
  /** Anything else: to search for. */
  | { readonly kind: 'name'; readonly keyword: string }
  | { readonly kind: 'problem'; readonly sentence: string };

const maxText = 4000;
const maxKeyword = 200;

export function readQuery(input: string): FileQuery {
  const text = withoutInvisible(input).trim();
  if (text.length > maxText) {
    return problem(l10n.t('Enter only one name, ID, or link.'));
  }
  const link = linkIn(text);
  const ids = idsIn(text, link);
  if (ids !== undefined) {
    return ids;
  }
  const named = new Set([...mentionsIn(text)].map(({ dentryUuid }) => dentryUuid));
  // A link may hold other ids besides the one that it leads to: only DingTalk can tell them apart.
  const uuids = named.size > 0 || link !== undefined ? [...named] : uuidIn(text);
  if (uuids.length > 1) {
    return problem(l10n.t('Enter only one name, ID, or link.'));
  }
  const [dentryUuid] = uuids;
  if (dentryUuid !== undefined) {
    return { kind: 'uuid', dentryUuid };
  }
  return link === undefined ? readName(text) : readLink(link);
}

function problem(sentence: string): FileQuery {
  return { kind: 'problem', sentence };
}

/** 32 letters and digits are an id, whatever they look like; so is a longer text of an id's shape. */
function uuidIn(text: string): readonly string[] {
  return /^[a-z\d]{32}$/i.test(text) ? [text] : readField(text);
}

/** A link alone in the text; its scheme may be missing. */
function linkIn(text: string): URL | undefined {
  const link = /^[\w-]+(?:\.[\w-]+)*\.dingtalk\.(?:com|io)\//i.test(text) ? `https://${text}` : text;
  if (!/^[a-z][a-z\d+.-]*:\/\/\S+$/i.test(link) || !URL.canParse(link)) {
    return undefined;
  }
  const url = new URL(link);
  // The app's own links wrap the one of the page.
  const inner = url.protocol === 'dingtalk:' ? url.searchParams.get('url') : null;
  return inner === null ? url : linkIn(inner);
}

/** A spaceId with a dentryId: in a link of Drive, as JSON or a table has them, or side by side. */
function idsIn(text: string, link: URL | undefined): FileQuery | undefined {
  if (link !== undefined) {
    const { searchParams: query } = link;
    const spaceId = digits(query.get('spaceId'));
    const dentryId = digits(query.get('fileId') ?? query.get('dentryId'));
    return isDingTalk(link) && spaceId !== undefined && dentryId !== undefined
      ? { kind: 'ids', spaceId, dentryId }
      : undefined;
  }
  const spaceId = keyed(text, 'spaceId');
  const dentryId = keyed(text, 'dentryId') ?? keyed(text, 'fileId');
  if (spaceId !== undefined && dentryId !== undefined) {
    return { kind: 'ids', spaceId, dentryId };
  }
  // Shorter numbers are rather a name, such as a year and a month.
  const [, first, second] = /^(\d{6,20})[\s/,;:，；、|]+(\d{6,20})$/.exec(text) ?? [];
  return first === undefined || second === undefined
    ? undefined
    : { kind: 'ids', spaceId: first, dentryId: second };
}

function digits(value: string | null): string | undefined {
  return value !== null && /^\d{1,20}$/.test(value) ? value : undefined;
}

function keyed(text: string, key: string): string | undefined {
  return new RegExp(`(?<!\\w)${key}["'\\s]*[:=：][\\s"']*(\\d{1,20})(?!\\w)`, 'i').exec(text)?.[1];
}

function isDingTalk({ protocol, hostname }: URL): boolean {
  return protocol === 'dingtalk:' || /(?:^|\.)dingtalk\.(?:com|io)$/i.test(hostname);
}

function readLink(link: URL): FileQuery {
  if (!isDingTalk(link) || link.username !== '' || link.password !== '') {
    return problem(l10n.t('This is not a DingTalk link. Enter the name of the file instead.'));
  }
  return { kind: 'link', link: link.href, isShared: /^\/i\/p\//.test(link.pathname) };
}

function readName(text: string): FileQuery {
  if (text === '') {
    return problem(l10n.t('Enter a name, an ID, or a link.'));
  }
  if (text.length > maxKeyword) {
    return problem(l10n.t('This is too long for a name. Enter up to {0} characters.', maxKeyword));
  }
  return { kind: 'name', keyword: text.replace(/\s+/g, ' ') };
}

/** A text that is read as this query: for a box to begin with. */
export function textOf(query: FileQuery): string {
  switch (query.kind) {
    case 'uuid':
      return query.dentryUuid;
    case 'ids':
      return `${query.spaceId} ${query.dentryId}`;
    case 'link':
      return query.link;
    case 'name':
      return query.keyword;
    case 'problem':
      return '';
  }
}

/** Whether a keyword is rather an id that lacks its space. */
export function mayBeDentryId(keyword: string): boolean {
  return /^\d{9,20}$/.test(keyword);
}
