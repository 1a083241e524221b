import type { Audits } from '../store/auditStore.ts';
import type { AuditSummary } from '../store/stored.ts';

interface Mode {
  readonly inheritance: string;
  /** Milliseconds since 1970. */
  readonly askedAt: number;
}

/** What audits know about the inheritance of files. Their journals are read when somebody first asks. */
export class AuditModes {
  /** By audit; read again when it has more answers. */
  private readonly read = new Map<string, { answered: number; modes: Promise<ReadonlyMap<string, Mode>> }>();
  private listed: Promise<readonly AuditSummary[]> | undefined;
  readonly onDidChange: Audits['onDidChange'];

  constructor(private readonly audits: Pick<Audits, 'list' | 'read' | 'onDidChange'>) {
    this.onDidChange = audits.onDidChange;
    audits.onDidChange(() => {
      this.listed = undefined;
    });
  }

  /** The newest answer about a file in any audit. */
  async find(corpId: string, dentryUuid: string): Promise<Mode | undefined> {
    this.listed ??= this.audits.list();
    let newest: Mode | undefined;
    for (const audit of await this.listed) {
      const mode = audit.corpId === corpId ? (await this.modesOf(audit)).get(dentryUuid) : undefined;
      if (mode !== undefined && mode.askedAt > (newest?.askedAt ?? 0)) {
        newest = mode;
      }
    }
    return newest;
  }

  private modesOf({ id, answered }: AuditSummary): Promise<ReadonlyMap<string, Mode>> {
    const known = this.read.get(id);
    if (known?.answered === answered) {
      return known.modes;
    }
    const modes = this.readModes(id);
    this.read.set(id, { answered, modes });
    return modes;
  }

  private async readModes(id: string): Promise<ReadonlyMap<string, Mode>> {
    const modes = new Map<string, Mode>();
    const audit = await this.audits.read(id).catch(() => undefined);
    for (const { dentryUuid, outcome, answeredAt } of audit?.results.values() ?? []) {
      if ('inheritance' in outcome) {
        modes.set(dentryUuid, { inheritance: outcome.inheritance, askedAt: answeredAt });
      }
    }
    return modes;
  }
}
