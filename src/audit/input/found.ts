import * as l10n from '@vscode/l10n';
import { offeredDentryUuid, readDentryUuid } from '../../dingtalk/dentryUuid.ts';
import { DingTalkError } from '../../dingtalk/errors.ts';
import { cleanText } from '../../text/cleanText.ts';
import { type AuditItem, maxAuditItems } from '../audit.ts';

/** What an input has to offer for an audit. */
export interface Found {
  /** Each dentryUuid once, in the order in which they came. */
  readonly items: readonly AuditItem[];
  /** How often a file was named again. */
  readonly duplicates: number;
  /** What should name a file, and does not. */
  readonly junk: { readonly count: number; readonly examples: readonly JunkExample[] };
}

export interface JunkExample {
  /** From 1; absent where the input has no lines to speak of. */
  readonly line?: number;
  readonly text: string;
}

const maxExamples = 3;

/** An input that cannot be used. @param sentence for the user */
export function badInput(sentence: string): DingTalkError {
  return new DingTalkError('invalidParameter', { parameter: 'dentryUuids', sentence });
}

/** Gathers what an input names. */
export class Gathering {
  private readonly items = new Map<string, AuditItem>();
  private duplicates = 0;
  private junkCount = 0;
  private readonly examples: JunkExample[] = [];

  /** @throws DingTalkError `invalidParameter` where there are more files than one audit takes */
  add(dentryUuid: string, { name, path }: { name?: unknown; path?: unknown } = {}): void {
    if (this.items.has(dentryUuid)) {
      this.duplicates++;
      return;
    }
    if (this.items.size === maxAuditItems) {
      throw badInput(l10n.t('The input exceeds the limit of {0} files per audit.', maxAuditItems));
    }
    this.items.set(dentryUuid, { dentryUuid, ...label('name', name), ...label('path', path) });
  }

  /** Takes a text that stands where a file should be named: a uuid or a link, or else junk. */
  addField(text: string, labels: { name?: unknown; path?: unknown }, line?: number): void {
    const read = readDentryUuid(text.slice(0, maxField));
    if ('dentryUuid' in read) {
      this.add(read.dentryUuid, labels);
    } else {
      this.addJunk(text, line);
    }
  }

  addJunk(text: string, line?: number): void {
    this.junkCount++;
    if (this.examples.length < maxExamples) {
      const shown = cleanText(text.slice(0, maxField)).slice(0, 60);
      this.examples.push({ text: shown, ...(line === undefined ? {} : { line }) });
    }
  }

  /** Of the files so far. */
  get size(): number {
    return this.items.size;
  }

  get found(): Found {
    return {
      items: [...this.items.values()],
      duplicates: this.duplicates,
      junk: { count: this.junkCount, examples: this.examples },
    };
  }
}

const maxField = 1000;

function label(key: 'name' | 'path', value: unknown): Partial<AuditItem> {
  const text = typeof value === 'string' ? cleanText(value) : '';
  return text === '' ? {} : { [key]: text };
}

/** The dentryUuid in a text that is without doubt a uuid or a link; a mere word is not. */
export function certainUuid(text: string): string | undefined {
  const offered = text.length > maxField ? undefined : offeredDentryUuid(text);
  if (offered !== undefined || !/^\s*https?:/i.test(text)) {
    return offered;
  }
  const read = readDentryUuid(text.slice(0, maxField));
  return 'dentryUuid' in read ? read.dentryUuid : undefined;
}
