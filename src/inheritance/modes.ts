import type { AskInheritance } from './askInheritance.ts';
import type { ChosenFile } from './chosen/chosenFile.ts';
import type { Lookups } from './lookups.ts';

/** Milliseconds for which an answer needs no new call, where it is only one of several facts. */
const recent = 600_000;

/** Whether files inherit, for what shows it beside something else. */
export class Modes {
  constructor(
    private readonly lookups: Pick<Lookups, 'find'>,
    private readonly ask: AskInheritance,
    private readonly now: () => number = Date.now,
  ) {}

  isKnown({ organization, dentryUuid }: ChosenFile): boolean {
    const { askedAt = Number.NEGATIVE_INFINITY } = this.lookups.find(organization.corpId, dentryUuid) ?? {};
    return this.now() - askedAt < recent;
  }

  /** The mode, asked for if it is not known. @throws DingTalkError */
  async of(file: ChosenFile, signal: AbortSignal): Promise<string> {
    const { organization, dentryUuid } = file;
    const known = this.isKnown(file) ? this.lookups.find(organization.corpId, dentryUuid) : undefined;
    return (known ?? (await this.ask(organization, dentryUuid, signal))).inheritance;
  }
}
