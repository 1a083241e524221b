import { DingTalkError } from '../dingtalk/errors.ts';
import { Emitter } from '../signal.ts';
import { type BadEntry, type Organization, readOrganizations } from './organization.ts';

/** The configured organizations before and after a change of the setting, without samples. */
export interface OrganizationsChange {
  readonly before: readonly Organization[];
  readonly now: readonly Organization[];
}

/** The configured organizations, in the order of the setting, and the sample ones if they are shown. */
export class Organizations {
  private listed: readonly (Organization | BadEntry)[];
  private readonly changed = new Emitter<OrganizationsChange>();
  readonly onDidChange = this.changed.event;

  /** @param readSamples returns the same objects each time */
  constructor(
    private readonly readSetting: () => unknown,
    private readonly readSamples: () => readonly Organization[] = () => [],
  ) {
    this.listed = readOrganizations(readSetting());
  }

  get entries(): readonly (Organization | BadEntry)[] {
    return this.listed;
  }

  /** The configured organizations that are valid. */
  get usable(): readonly Organization[] {
    return this.entries.filter(entry => entry.kind === 'organization');
  }

  /** Invented, not the user's: for exploring only, and never where organizations are counted or changed. */
  get samples(): readonly Organization[] {
    return this.readSamples();
  }

  get withSamples(): readonly Organization[] {
    return [...this.usable, ...this.samples];
  }

  find(corpId: string | undefined): Organization | undefined {
    return this.withSamples.find(organization => organization.corpId === corpId);
  }

  /** @throws DingTalkError if none of `among` has this corpId */
  get(corpId: string, among = this.withSamples): Organization {
    const organization = among.find(organization => organization.corpId === corpId);
    if (organization === undefined) {
      throw new DingTalkError('invalidParameter', {
        parameter: 'corpId',
        reason: 'not a configured organization',
      });
    }
    return organization;
  }

  /** Reads the setting and the samples again. */
  reload(): void {
    const before = this.usable;
    this.listed = readOrganizations(this.readSetting());
    this.changed.fire({ before, now: this.usable });
  }
}
