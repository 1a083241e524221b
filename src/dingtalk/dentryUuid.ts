import * as l10n from '@vscode/l10n';
import { mentionsIn, withoutInvisible } from './mentions.ts';
import { regionNames, regionOf, regions } from './regions.ts';

const documentHosts: readonly string[] = regionNames.flatMap(name => regions[name].documentHosts);
const maxLength = 128;
/** More than this is no single id or link. */
const maxInput = 4000;

export type DentryUuidInput = { readonly dentryUuid: string } | { readonly problem: string };

/**
 * Reads a dentryUuid as a person types or pastes it: the id itself, or the link of a document, in which it is the last
 * part of the path (`https://alidocs.dingtalk.com/i/nodes/<dentryUuid>`), with whatever stands around it. By itself, an
 * id may have another shape than those that are known.
 */
export function readDentryUuid(input: string): DentryUuidInput {
  const text = withoutInvisible(input.slice(0, maxInput)).trim();
  const named = new Set([...mentionsIn(text)].map(({ dentryUuid }) => dentryUuid));
  if (named.size > 1) {
    return { problem: l10n.t('Enter only one dentryUuid or document link.') };
  }
  const [only] = named;
  return only === undefined || /^-[\w-]+$/.test(text) ? readAlone(withoutQuotes(text)) : { dentryUuid: only };
}

function readAlone(text: string): DentryUuidInput {
  if (isPlaceholder(text)) {
    return { problem: l10n.t('Enter a dentryUuid or paste a document link.') };
  }
  const dentryUuid = /^https?:/i.test(text) ? uuidInLink(text) : text;
  if (dentryUuid === undefined) {
    return {
      problem: l10n.t(
        'This link does not contain a dentryUuid. Use a link such as {0}.',
        `https://${documentHosts[0]}/i/nodes/…`,
      ),
    };
  }
  if (!/^[\w-]+$/.test(dentryUuid) || dentryUuid.length > maxLength) {
    return {
      problem: l10n.t(
        'A dentryUuid can contain only letters, digits, “-”, and “_”, up to {0} characters.',
        maxLength,
      ),
    };
  }
  if (/^\d{1,20}$/.test(dentryUuid)) {
    return { problem: l10n.t('This is a number, possibly a dentryId. A dentryUuid also contains letters.') };
  }
  return { dentryUuid };
}

/**
 * The files that a field for one names, such as a cell of a column of dentryUuids. An id with dashes or underscores is
 * one only if it is all that is there; a UUID of the usual form is none of DingTalk's.
 */
export function readField(field: string): readonly string[] {
  const named = [...new Set([...mentionsIn(field)].map(({ dentryUuid }) => dentryUuid))];
  if (named.length > 0) {
    return named;
  }
  const text = withoutQuotes(withoutInvisible(field.slice(0, maxInput)).trim());
  return ofAnotherShape(/^https?:/i.test(text) ? (uuidInLink(text) ?? '') : text);
}

/** The id in a cell of our own CSV, where an apostrophe keeps a spreadsheet from computing what begins with a dash. */
export function readGuarded(cell: string): string | undefined {
  return /^'(-(?=[\w-]*[a-z\d])[\w-]{1,127})$/i.exec(cell)?.[1];
}

function ofAnotherShape(word: string): string[] {
  const hasShape =
    /^(?=.*[-_])[\w-]{20,128}$/.test(word) &&
    /(?=[a-z]*\d)(?=\d*[a-z])[a-z\d]{12}/i.test(word) &&
    !/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(word);
  return hasShape ? [word] : [];
}

const quoting = /^(?:=|=?["'`“”‘’「『《〈<([{（【]+)|["'`“”‘’」』》〉>)\]}）】.,;:!?。，、；：！？…]+$/g;

/** A text without the quotes and brackets around it, an apostrophe or `=` for a spreadsheet, and a full stop. */
function withoutQuotes(text: string): string {
  for (let [before, after] = ['', text]; ; [before, after] = [after, after.replace(quoting, '').trim()]) {
    if (before === after) {
      return after;
    }
  }
}

const placeholder =
  /^(?:null|none|nil|undefined|nan|#?n\/a|n\.a|na|tbd|todo|deleted|removed|unknown|missing|empty|void|false|true|#(?:ref|value|name)|无|空|暂无|未知|已删除|待定|没有|无权限)$/i;
const maxPlaceholder = 200;

/** Whether a text stands where there is nothing to be named. */
export function isPlaceholder(text: string): boolean {
  if (text.length > maxPlaceholder) {
    return false;
  }
  const bare = withoutQuotes(withoutInvisible(text).trim());
  return !/[\p{L}\d]/u.test(bare) || /^0{1,20}$/.test(bare) || placeholder.test(bare);
}

/**
 * The page on which DingTalk shows a file or folder.
 *
 * @param endpoint of the organization's Open API, as each region has its own pages; default: the mainland's
 */
export function linkOf(dentryUuid: string, endpoint?: string): string {
  const [host] = regionOf(endpoint ?? regions.mainland.endpoint).documentHosts;
  return `https://${host}/i/nodes/${encodeURIComponent(dentryUuid.toWellFormed()).replace(/[()!'*]/g, escaped)}`;
}

/** As `encodeURIComponent` does it, for the characters that it leaves and that end a link in Markdown. */
function escaped(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/**
 * What a selection offers to look up, if it names one file without doubt. A mere word does not; nor does what has the form
 * of DingTalk's access tokens, 32 hexadecimal digits, as a token must never get into an address or a file.
 */
export function offeredDentryUuid(selection: string): string | undefined {
  const mentions = selection.length > maxInput ? [] : [...mentionsIn(selection)];
  const [first] = mentions;
  const isClear =
    mentions.every(({ dentryUuid }) => dentryUuid === first?.dentryUuid) &&
    mentions.filter(({ isLink }) => !isLink).length < 2;
  return isClear && first !== undefined && !/^[\da-f]{32}$/i.test(first.dentryUuid)
    ? first.dentryUuid
    : undefined;
}

function uuidInLink(link: string): string | undefined {
  if (!URL.canParse(link)) {
    return undefined;
  }
  const { hostname, pathname } = new URL(link);
  const id = /^(?:\/[\w-]+){0,3}\/nodes\/([^/]+)(?:\/|$)/i.exec(pathname)?.[1];
  // Letters and digits that are more or fewer than 32 are what is left of a link that was cut off, or run into a word.
  return documentHosts.includes(hostname) && !/^[a-z\d]*$/i.test(id ?? '') ? id : undefined;
}
