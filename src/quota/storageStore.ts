import pLimit from 'p-limit';
import { getOrganizationStorage, type Partition } from '../dingtalk/endpoints/storage.ts';
import { asDingTalkError, type DingTalkError } from '../dingtalk/errors.ts';
import { stateKeys } from '../ids.ts';
import type { OpenApi, Purpose } from '../organizations/openApi.ts';
import { callerOf, isSample, type Organization } from '../organizations/organization.ts';
import type { State } from '../organizations/state.ts';
import { Emitter } from '../signal.ts';
import { fromKept, type OrganizationStorage, toKept } from './organizationStorage.ts';

/** What is known of one organization's storage. A change makes a new value. */
export interface StorageState {
  /** The last good answer, which a failure does not take away. */
  readonly storage?: OrganizationStorage;
  /** Whether the last question since the start was answered, or why not. */
  readonly outcome?: 'answered' | DingTalkError;
  /** The question under way. */
  readonly question?: Promise<OrganizationStorage>;
  /** In whose name the last question was asked. */
  readonly caller?: string;
}

const questionsAtOnce = 6;

/** The storage of all organizations: asks, keeps the last good answers across restarts, and says what changed. */
export class StorageStore {
  private readonly changed = new Emitter<string>();
  /** Fired with the corpId of the organization whose state is replaced. */
  readonly onDidChange = this.changed.event;
  private readonly states = new Map<string, StorageState>();
  private readonly limit = pLimit(questionsAtOnce);

  constructor(
    private readonly api: Pick<OpenApi, 'for'>,
    private readonly kept: State,
    private readonly now: () => number = Date.now,
  ) {
    for (const storage of fromKept(kept.get(stateKeys.storage))) {
      this.states.set(storage.corpId, { storage });
    }
  }

  get(corpId: string): StorageState {
    return this.states.get(corpId) ?? {};
  }

  /**
   * Asks how full `organization` is, or joins the question under way: a call is metered. The answer, or the
   * failure, is in the state before the promise settles.
   *
   * @throws DingTalkError
   */
  refresh(organization: Organization, purpose: Purpose = 'quota'): Promise<OrganizationStorage> {
    const { corpId } = organization;
    const before = this.get(corpId);
    if (before.question !== undefined) {
      return before.question;
    }
    const question = this.limit(() => this.ask(organization, purpose)).then(
      storage => {
        this.settle(corpId, question, { storage, outcome: 'answered' });
        return storage;
      },
      (error: unknown) => {
        const failure = asDingTalkError(error);
        this.settle(corpId, question, { outcome: failure });
        throw failure;
      },
    );
    this.replace(corpId, { ...before, question, caller: callerOf(organization) });
    return question;
  }

  /** Those of `organizations` that nobody has asked about since the start. */
  unasked(organizations: readonly Organization[]): Organization[] {
    return organizations.filter(({ corpId }) => {
      const { outcome, question } = this.get(corpId);
      return outcome === undefined && question === undefined;
    });
  }

  /** Whether a question about any organization is under way. */
  get isAsking(): boolean {
    return [...this.states.values()].some(({ question }) => question !== undefined);
  }

  /**
   * Takes an answer that was got elsewhere, so that it is not asked for again. It is kept across restarts once the
   * organization is in the setting: see `retain`.
   */
  accept(organization: Organization, partitions: readonly Partition[]): void {
    const { corpId } = organization;
    const storage = { corpId, fetchedAt: this.now(), partitions };
    this.replace(corpId, { storage, outcome: 'answered', caller: callerOf(organization) });
  }

  /** Call when a credential changed: what was asked with the old one no longer counts. */
  reset(corpId: string): void {
    const { storage } = this.get(corpId);
    this.replace(corpId, storage === undefined ? {} : { storage });
  }

  /** Call when the setting changed: forgets the organizations that are gone, and resets those that changed. */
  retain(organizations: readonly Organization[]): void {
    const callers = new Map(organizations.map(organization => [organization.corpId, callerOf(organization)]));
    const configured = [...this.states].filter(([corpId]) => !isSample({ corpId }));
    for (const [corpId, { caller }] of configured) {
      if (!callers.has(corpId)) {
        this.states.delete(corpId);
      } else if (caller !== undefined && caller !== callers.get(corpId)) {
        this.reset(corpId);
      }
    }
    this.save();
  }

  private async ask(organization: Organization, purpose: Purpose): Promise<OrganizationStorage> {
    const { corpId, unionId } = organization;
    const partitions = await getOrganizationStorage(this.api.for(organization, purpose), { corpId, unionId });
    return { corpId, partitions, fetchedAt: this.now() };
  }

  private settle(corpId: string, question: Promise<OrganizationStorage>, change: StorageState): void {
    const { question: latest, ...before } = this.get(corpId);
    if (latest !== question) {
      return;
    }
    this.replace(corpId, { ...before, ...change });
    // With a thousand organizations, writing the whole list after each would cost more than asking.
    if (this.limit.pendingCount === 0) {
      this.save();
    }
  }

  private replace(corpId: string, state: StorageState): void {
    this.states.set(corpId, state);
    this.changed.fire(corpId);
  }

  private save(): void {
    const storages = [...this.states.values()].flatMap(({ storage }) =>
      storage === undefined || isSample(storage) ? [] : [storage],
    );
    void this.kept.update(stateKeys.storage, storages.map(toKept));
  }
}
