import * as l10n from '@vscode/l10n';
import { readDentryUuid } from '../../dingtalk/dentryUuid.ts';
import { DingTalkError } from '../../dingtalk/errors.ts';
import { mentionsIn } from '../../dingtalk/mentions.ts';
import { cleanText } from '../../text/cleanText.ts';
import { type AuditItem, maxAuditItems } from '../audit.ts';

/** The files that an input names. */
export interface FileList {
  /** Each dentryUuid once, in the order of the input. */
  readonly items: readonly AuditItem[];
  /** How often a file was named again. */
  readonly duplicates: number;
  /** Entries that should name a file and do not. */
  readonly skipped: { readonly count: number; readonly examples: readonly SkippedExample[] };
}

export interface SkippedExample {
  /** From 1; absent if the input has no lines of its own. */
  readonly line?: number;
  readonly text: string;
}

/** A file as it appears in an input, unchecked. */
export interface Labels {
  readonly name?: unknown;
  readonly path?: unknown;
}

const maxExamples = 3;
/** Maximum code points of a name or path. File systems allow fewer. */
const maxLabel = 4096;

/** An input that cannot be used. @param sentence for the user */
export function badInput(sentence: string): DingTalkError {
  return new DingTalkError('invalidParameter', { parameter: 'dentryUuids', sentence });
}

/** Collects the files that an input names. */
export class FileListBuilder {
  private readonly items = new Map<string, AuditItem>();
  private duplicates = 0;
  private skippedCount = 0;
  private readonly examples: SkippedExample[] = [];

  /** @throws DingTalkError `invalidParameter` if there are more files than one audit takes */
  add(dentryUuid: string, { name, path }: Labels = {}): void {
    if (this.items.has(dentryUuid)) {
      this.duplicates++;
      return;
    }
    if (this.items.size === maxAuditItems) {
      throw badInput(l10n.t('The input exceeds the limit of {0} files per audit.', maxAuditItems));
    }
    this.items.set(dentryUuid, { dentryUuid, ...label('name', name), ...label('path', path) });
  }

  /** Adds an ID or link that a person or program gave as such. */
  addGiven(text: string, labels: Labels = {}): void {
    const read = readDentryUuid(text);
    if ('dentryUuid' in read) {
      this.add(read.dentryUuid, labels);
    } else {
      this.skip(text);
    }
  }

  /** Adds the files named in any text. @returns whether there are any */
  addMentions(text: string): boolean {
    return this.addAll(new Set([...mentionsIn(text)].map(({ dentryUuid }) => dentryUuid)));
  }

  /** @returns whether there are any */
  addAll(dentryUuids: Iterable<string>, labels: Labels = {}): boolean {
    const all = [...dentryUuids];
    for (const dentryUuid of all) {
      this.add(dentryUuid, labels);
    }
    return all.length > 0;
  }

  /** Counts entries that name no file, and keeps the first ones to show them. */
  skip(text: string, line?: number): void {
    this.skippedCount++;
    if (this.examples.length < maxExamples) {
      const shown = [...cleanText(text.slice(0, 1000))].slice(0, 60).join('');
      this.examples.push({ text: shown, ...(line === undefined ? {} : { line }) });
    }
  }

  /** The number of files so far. */
  get size(): number {
    return this.items.size;
  }

  get list(): FileList {
    return {
      items: [...this.items.values()],
      duplicates: this.duplicates,
      skipped: { count: this.skippedCount, examples: this.examples },
    };
  }
}

/** A name or path as it was given. */
function label(key: 'name' | 'path', value: unknown): Partial<AuditItem> {
  const text = typeof value === 'string' ? value : '';
  const whole = text.length > maxLabel ? [...text.slice(0, 2 * maxLabel)].slice(0, maxLabel).join('') : text;
  return cleanText(text) === '' ? {} : { [key]: whole };
}
