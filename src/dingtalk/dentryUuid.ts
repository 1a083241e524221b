import * as l10n from '@vscode/l10n';
import { documentHosts, isDriveLink, uuidInLink } from './documentLink.ts';
import { mentionsIn, withoutInvisible } from './mentions.ts';

const maxLength = 128;
/** Anything longer is not a single id or link. */
const maxInput = 4000;

export type DentryUuidInput = { readonly dentryUuid: string } | { readonly problem: string };

/**
 * Reads a dentryUuid as a person types or pastes it: the id itself, or a document link that ends in it
 * (`https://alidocs.dingtalk.com/i/nodes/<dentryUuid>`), with any text around it. An id on its own may have a shape
 * that we do not know yet.
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
  if (dentryUuid === undefined && isDriveLink(text)) {
    return {
      problem: l10n.t(
        'A DingTalk Drive link does not contain a dentryUuid. Use Find File to resolve it, or check the whole space with Audit a Space.',
      ),
    };
  }
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
 * The files named in a field meant for them, such as a cell in a dentryUuid column. An id with dashes or underscores
 * counts only if it fills the field; a UUID in the usual form is never one of DingTalk's.
 */
export function readField(field: string): readonly string[] {
  const named = [...new Set([...mentionsIn(field)].map(({ dentryUuid }) => dentryUuid))];
  if (named.length > 0) {
    return named;
  }
  const text = withoutQuotes(withoutInvisible(field.slice(0, maxInput)).trim());
  return idOfUnknownShape(/^https?:/i.test(text) ? (uuidInLink(text) ?? '') : text);
}

/** The id in a cell of our own CSV, where an apostrophe keeps spreadsheets from reading a leading dash as a formula. */
export function readGuarded(cell: string): string | undefined {
  return /^'(-(?=[\w-]*[a-z\d])[\w-]{1,127})$/i.exec(cell)?.[1];
}

function idOfUnknownShape(word: string): string[] {
  const hasShape =
    /^(?=.*[-_])[\w-]{20,128}$/.test(word) &&
    /(?=[a-z]*\d)(?=\d*[a-z])[a-z\d]{12}/i.test(word) &&
    !/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(word);
  return hasShape ? [word] : [];
}

const quoting = /^(?:=|=?["'`“”‘’「『《〈<([{（【]+)|["'`“”‘’」』》〉>)\]}）】.,;:!?。，、；：！？…]+$/g;

/** Strips surrounding quotes and brackets, a spreadsheet's leading apostrophe or `=`, and final punctuation. */
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

/** Whether a text only fills an empty field, like `n/a`. */
export function isPlaceholder(text: string): boolean {
  if (text.length > maxPlaceholder) {
    return false;
  }
  const bare = withoutQuotes(withoutInvisible(text).trim());
  return !/[\p{L}\d]/u.test(bare) || /^0{1,20}$/.test(bare) || placeholder.test(bare);
}

/**
 * The file to suggest for a lookup, if the selection clearly names exactly one. A plain word does not; neither do 32
 * hexadecimal digits, the form of DingTalk's access tokens, which must never end up in a URL or a file.
 */
export function suggestedDentryUuid(selection: string): string | undefined {
  const mentions = selection.length > maxInput ? [] : [...mentionsIn(selection)];
  const [first] = mentions;
  const isClear =
    mentions.every(({ dentryUuid }) => dentryUuid === first?.dentryUuid) &&
    mentions.filter(({ isLink }) => !isLink).length < 2;
  return isClear && first !== undefined && !/^[\da-f]{32}$/i.test(first.dentryUuid)
    ? first.dentryUuid
    : undefined;
}

const maxNamed = 50;

/** The files named in a text to choose from, in its order, 50 at most, without what could be an access token. */
export function dentryUuidsNamed(text: string): readonly string[] {
  const named = new Set<string>();
  for (const { dentryUuid } of mentionsIn(text.slice(0, 50 * maxInput))) {
    if (named.size < maxNamed && !/^[\da-f]{32}$/i.test(dentryUuid)) {
      named.add(dentryUuid);
    }
  }
  return [...named];
}
