import * as l10n from '@vscode/l10n';

const linkHost = 'alidocs.dingtalk.com';
const maxLength = 128;

export type DentryUuidInput = { readonly dentryUuid: string } | { readonly problem: string };

/**
 * Reads a dentryUuid as a person types or pastes it: the id itself, or the link of a document, in which it is the
 * last part of the path (`https://alidocs.dingtalk.com/i/nodes/<dentryUuid>`).
 */
export function readDentryUuid(input: string): DentryUuidInput {
  const text = input.trim();
  if (text === '') {
    return { problem: l10n.t('Enter a dentryUuid or paste a document link.') };
  }
  const dentryUuid = /^https?:/i.test(text) ? uuidInLink(text) : text;
  if (dentryUuid === undefined) {
    return {
      problem: l10n.t(
        'This link does not contain a dentryUuid. Use a link such as {0}.',
        `https://${linkHost}/i/nodes/…`,
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
  if (/^\d+$/.test(dentryUuid)) {
    return { problem: l10n.t('This is a number, possibly a dentryId. A dentryUuid also contains letters.') };
  }
  return { dentryUuid };
}

/** The page on which DingTalk shows a file or folder. */
export function linkOf(dentryUuid: string): string {
  return `https://${linkHost}/i/nodes/${encodeURIComponent(dentryUuid.toWellFormed()).replace(/[()!'*]/g, escaped)}`;
}

/** As `encodeURIComponent` does it, for the characters that it leaves and that end a link in Markdown. */
function escaped(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/**
 * What a selection offers to look up, if it is without doubt a link or an id. A mere word is not; nor is what has the
 * form of DingTalk's access tokens, 32 hexadecimal digits, as a token must never get into an address or a file.
 */
export function offeredDentryUuid(selection: string): string | undefined {
  const result = readDentryUuid(selection.slice(0, 1000));
  return 'dentryUuid' in result &&
    /^(?=.*\d)(?=.*[a-z])(?![\da-f]{32}$)[a-z0-9]{20,}$/i.test(result.dentryUuid)
    ? result.dentryUuid
    : undefined;
}

function uuidInLink(link: string): string | undefined {
  if (!URL.canParse(link)) {
    return undefined;
  }
  const { hostname, pathname } = new URL(link);
  return hostname === linkHost ? /^\/i\/nodes\/([^/]+)\/?$/.exec(pathname)?.[1] : undefined;
}
