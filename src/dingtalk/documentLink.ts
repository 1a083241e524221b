import { regionNames, regionOf, regions } from './regions.ts';

/** Where documents are shown: hosts of the links below. */
export const documentHosts: readonly string[] = regionNames.flatMap(name => regions[name].documentHosts);

/** How logs, URLs and HTML escape a character: `%2F`, `%252F`, `\u002F`, `\x2F`, `\n`, `&#47;`. */
export const encoded = String.raw`%(?:25)*[\da-f]{2}|\\{1,8}(?:u[\da-f]{4}|x[\da-f]{2}|[nrtbfv])|&(?:#\w{1,8}|[a-z]{2,8});`;
const slash = String.raw`(?:\\{0,8}\/|%(?:25)*2f|\\{1,8}(?:u00|x)2f|&#(?:47|x2f);|&sol;)`;
const hosts = documentHosts.join('|').replaceAll('.', String.raw`(?:\.|%(?:25)*2e)`);
/** The id must not go on; a dash or underscore for emphasis may follow, and so may the next link. */
const idEnds = String.raw`(?:(?=https?(?::|%))|(?![a-z\d]|[-_]+[a-z\d]))`;
const start = String.raw`(?:(?<![\w.@-])|(?<=${encoded}))`;
const port = String.raw`\.?(?:(?::|%(?:25)*3a)\d{1,5})?`;

/**
 * A document link anywhere in a text, from the host on, with slashes in any escaping and an id in the shape of all
 * known ids, which is the only group. `uuidInLink` reads other ids, from a link that stands alone.
 */
export const linkPattern = String.raw`(?=alidocs|docs)${start}(?:${hosts})${port}(?:${slash}+[\w#!-]{1,40}){0,3}${slash}+nodes${slash}+([a-z\d]{32})${idEnds}`;

/** The id in a document link that stands alone, in a shape that we do not know yet; see also `linkPattern`. */
export function uuidInLink(link: string): string | undefined {
  if (!URL.canParse(link)) {
    return undefined;
  }
  const { hostname, pathname } = new URL(link);
  const id = /^(?:\/[\w-]+){0,3}\/nodes\/([^/]+)(?:\/|$)/i.exec(pathname)?.[1];
  // Just letters and digits, but not 32 of them: the rest of a link that was cut off, or that ran into a word.
  return documentHosts.includes(hostname) && !/^[a-z\d]*$/i.test(id ?? '') ? id : undefined;
}

/** Whether a link names a file of DingTalk Drive by its space and number, which is no dentryUuid. */
export function isDriveLink(link: string): boolean {
  if (!URL.canParse(link)) {
    return false;
  }
  const { hostname, search, hash } = new URL(link);
  return /(^|\.)dingtalk\.(com|io)$/.test(hostname) && /spaceId(=|%3d)\d/i.test(search + hash);
}

/**
 * The page where DingTalk shows a file or folder.
 *
 * @param endpoint the organization's Open API, as each region has its own pages; default: the mainland's
 */
export function linkOf(dentryUuid: string, endpoint?: string): string {
  const [host] = regionOf(endpoint ?? regions.mainland.endpoint).documentHosts;
  return `https://${host}/i/nodes/${encodeURIComponent(dentryUuid.toWellFormed()).replace(/[()!'*]/g, escaped)}`;
}

/** Encodes a character that `encodeURIComponent` leaves alone but that ends a link in Markdown. */
function escaped(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
