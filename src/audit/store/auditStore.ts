import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { DingTalkError } from '../../dingtalk/errors.ts';
import { writeWhole } from '../../editor/documents/writeWhole.ts';
import { Emitter } from '../../signal.ts';
import { readJson } from '../../text/readJson.ts';
import { type Audit, type AuditItem, countAll, countOutcomes, recount } from '../audit.ts';
import { atMostEvery } from './atMostEvery.ts';
import { Journal, journalFile } from './journal.ts';
import { countLeftovers, type Lock, lock } from './lock.ts';
import { readItems, readResults, writeItems } from './recordFiles.ts';
import { auditOf, type Header, header, optionalIn } from './records.ts';
import type { AuditSummary, OpenAudit } from './stored.ts';

/** Milliseconds between two reports of new results. */
const tellEvery = 1000;

const files = { header: 'audit.json', items: 'items.jsonl', journal: journalFile, lock: 'lock' } as const;

/** Where the audits are kept. @param folder that of the extension, which all windows share */
export const auditsFolder = (folder: string): string => path.join(folder, 'audits');

/** All audits, each in a folder of its own. They contain no secrets. */
export class Audits {
  private readonly changed = new Emitter<void>();
  /** Fired when the list of audits changes, though not for every answer. */
  readonly onDidChange = this.changed.event;
  private readonly progressed = new Emitter<string>();
  /** Fired with the id of an audit that has new results, once a second at most. */
  readonly onDidProgress = this.progressed.event;

  /** Counts, with the size that the journal had when they were made. */
  private readonly counted = new Map<string, { size: number; counts: ReadonlyMap<string, number> }>();
  /** The audits that this window is working on, with their counts so far. */
  private readonly opened = new Map<string, ReadonlyMap<string, number>>();

  /** @param folder need not exist */
  constructor(
    private readonly folder: string,
    private readonly now: () => number = Date.now,
  ) {}

  /** Creates an audit, ready to be opened. @throws what `fs` throws */
  async create(
    about: Pick<Audit, 'corpId' | 'organizationLabel' | 'about' | 'endpoint' | 'name'>,
    items: readonly AuditItem[],
  ): Promise<Audit> {
    const { corpId, organizationLabel, name } = about;
    const id = randomUUID();
    const created = { id, corpId, organizationLabel, ...optionalIn(about), name, startedAt: this.now() };
    await mkdir(this.file(id), { recursive: true });
    await writeItems(this.file(id, files.items), items);
    // Written last: a folder without it is not an audit.
    await this.writeHeader({ version: 1, ...created, total: items.length });
    this.changed.fire();
    return { ...created, items, results: new Map() };
  }

  /** @throws DingTalkError `invalidParameter` if there is no such audit */
  async nameOf(id: string): Promise<string> {
    return (await this.readHeader(id)).name;
  }

  /** @throws DingTalkError `invalidParameter` if there is no such audit */
  async endpointOf(id: string): Promise<string | undefined> {
    return (await this.readHeader(id)).endpoint;
  }

  /** @throws DingTalkError `invalidParameter` if there is no such audit */
  async read(id: string): Promise<Audit> {
    const about = await this.readHeader(id);
    const items = await readItems(this.file(id, files.items));
    const results = await readResults(this.file(id, files.journal));
    return auditOf(about, items, results);
  }

  /**
   * The first files of a long audit, and how many there are; `undefined` if it is short. A result may be one that was
   * replaced later.
   *
   * @throws DingTalkError `invalidParameter` if there is no such audit
   */
  async readFirst(id: string): Promise<{ readonly audit: Audit; readonly total: number } | undefined> {
    const about = await this.readHeader(id);
    const { total } = about;
    if (total < longAudit || about.about === 'grants') {
      return undefined;
    }
    const items = await readItems(this.file(id, files.items), aScreen);
    const results = await readResults(this.file(id, files.journal), items);
    return { audit: auditOf(about, items, results), total };
  }

  /** Newest first. Audits that cannot be read are left out. */
  async list(): Promise<AuditSummary[]> {
    const names = await readdir(this.folder).catch(() => []);
    const summaries = await Promise.all(names.map(id => this.summary(id).catch(() => undefined)));
    return summaries.filter(summary => summary !== undefined).toSorted((a, b) => b.startedAt - a.startedAt);
  }

  /** How many audits are still locked by a window that is gone. */
  async leftoverLocks(): Promise<number> {
    const names = await readdir(this.folder).catch(() => []);
    return countLeftovers(names.map(id => this.file(id, files.lock)));
  }

  /** @throws DingTalkError `invalidParameter` if there is no such audit */
  async summary(id: string): Promise<AuditSummary> {
    const { corpId, organizationLabel, about, name, startedAt, total, finishedAt, counts } =
      await this.readHeader(id);
    const isFinished = finishedAt !== undefined;
    const counted = counts === undefined ? await this.count(id) : new Map(counts);
    return this.upToDate({
      id,
      corpId,
      organizationLabel,
      ...(about === undefined ? {} : { about }),
      name,
      startedAt,
      total,
      answered: isFinished ? total : Math.min(total, countAll(counted)),
      isFinished,
      isOpen: this.opened.has(id),
      counts: counted,
    });
  }

  /** A summary with the results that came in since, if this window is working on the audit. */
  upToDate(summary: AuditSummary): AuditSummary {
    const counts = this.opened.get(summary.id);
    return counts === undefined ? summary : { ...summary, counts, answered: countAll(counts) };
  }

  /**
   * Opens an audit to add results.
   *
   * @throws DingTalkError `invalidParameter` if there is none, or another window has it open; what `fs` throws
   */
  async open(id: string): Promise<OpenAudit> {
    await this.readHeader(id);
    const held = await this.lock(id);
    try {
      await this.forgetCounts(id);
      // Read only now, with what another window has added in the meantime.
      const audit = await this.read(id);
      const journal = await Journal.open(this.file(id, files.journal));
      const counts = countOutcomes(audit.results.values());
      const tell = atMostEvery(tellEvery, () => this.progressed.fire(id));
      this.opened.set(id, counts);
      this.changed.fire();
      return {
        audit,
        counts,
        append: async result => {
          await journal.append(result);
          recount(counts, result, 1);
          recount(counts, audit.results.get(result.dentryUuid), -1);
          tell();
        },
        close: async isFinished => {
          try {
            await journal.close();
            await this.finish(id, isFinished, counts);
          } finally {
            this.opened.delete(id);
            await held.release();
            this.changed.fire();
          }
        },
      };
    } catch (error) {
      await held.release();
      throw error;
    }
  }

  /** @throws DingTalkError `invalidParameter` if there is no such audit */
  async rename(id: string, name: string): Promise<void> {
    await this.writeHeader({ ...(await this.readHeader(id)), name });
    this.changed.fire();
  }

  /** @throws DingTalkError `invalidParameter` if there is none, or it is running */
  async delete(id: string): Promise<void> {
    await this.readHeader(id);
    const held = await this.lock(id);
    // Removed first: should the rest fail, a folder without it is not an audit.
    await rm(this.file(id, files.header));
    await held.release();
    await rm(this.file(id), { recursive: true, force: true });
    this.changed.fire();
  }

  /** Removes the counts from the header of a finished audit: if the window is killed, they would be out of date. */
  private async forgetCounts(id: string): Promise<void> {
    const { counts, ...about } = await this.readHeader(id);
    if (counts !== undefined) {
      await this.writeHeader(about);
    }
  }

  private async finish(id: string, isFinished: boolean, counts: ReadonlyMap<string, number>): Promise<void> {
    const about = await this.readHeader(id);
    if (isFinished) {
      await this.writeHeader({ ...about, finishedAt: this.now(), counts: [...counts] });
    }
  }

  private async lock(id: string): Promise<Lock> {
    const held = await lock(this.file(id, files.lock));
    if (held === undefined) {
      throw badAudit(l10n.t('This audit is already running, possibly in another window.'));
    }
    return held;
  }

  /** Counts the results; again only if there are more of them, as a long audit has many. */
  private async count(id: string): Promise<ReadonlyMap<string, number>> {
    const size = await stat(this.file(id, files.journal)).then(
      found => found.size,
      () => 0,
    );
    const known = this.counted.get(id);
    if (known?.size === size) {
      return known.counts;
    }
    const counts = countOutcomes((await readResults(this.file(id, files.journal))).values());
    this.counted.set(id, { size, counts });
    return counts;
  }

  private async readHeader(id: string): Promise<Header> {
    const text = isId(id) ? await readFile(this.file(id, files.header), 'utf8').catch(() => '') : '';
    const about = readJson(header, text);
    if (about === undefined) {
      throw badAudit(l10n.t('This audit does not exist.'));
    }
    return about;
  }

  private writeHeader(about: Header): Promise<void> {
    return writeWhole(this.file(about.id, files.header), JSON.stringify(about));
  }

  private file(id: string, name = ''): string {
    return path.join(this.folder, id, name);
  }
}

/** Files from which on an audit is long, and how many of them fill a screen. */
const longAudit = 1000;
const aScreen = 100;

/** Whether it is an id of ours: one that is handed in must not lead to another folder. */
function isId(id: string): boolean {
  return /^[\da-f-]{36}$/.test(id);
}

function badAudit(sentence: string): DingTalkError {
  return new DingTalkError('invalidParameter', { parameter: 'auditId', sentence });
}
