import pLimit from 'p-limit';
import { getOrganizationStorage, type Partition } from '../dingtalk/endpoints/storage.ts';
import { asDingTalkError, type DingTalkError } from '../dingtalk/errors.ts';
import { stateKeys } from '../ids.ts';
import type { OpenApi, Purpose } from '../organizations/openApi.ts';
import { callerOf, isSample, type Organization } from '../organizations/organization.ts';
import type { State } from '../organizations/state.ts';
import { Emitter } from '../signal.ts';
import { fromKept, type OrganizationStorage, toKept } from './organizationStorage.ts';

/** How often a call was made again, and how often it will be at most. */
export interface Retry {
  readonly number: number;
  readonly of: number;
}

/** What is known about one organization's storage. Replaced as a whole at every change. */
export interface StorageState {
  /** The last good answer; a failure keeps it. */
  readonly storage?: OrganizationStorage;
  /** How the last question since startup ended; absent if there was none. */
  readonly outcome?: 'answered' | DingTalkError;
  /** The question in progress. */
  readonly question?: Promise<OrganizationStorage>;
  /** The retry that the question is waiting for, and how many there are at most; absent for the first try. */
  readonly retry?: Retry;
  /** The caller that the last question was asked for. */
  readonly caller?: string;
}

/** The figures in one of DingTalk's answers, new from the server. */
export interface Answer {
  readonly organization: Organization;
  readonly partitions: readonly Partition[];
}

/** Why the last question was not answered; `undefined` if it was, or if none has been answered yet. */
export function failureOf({ outcome }: StorageState): DingTalkError | undefined {
  return outcome === 'answered' ? undefined : outcome;
}

const questionsAtOnce = 6;

/** The storage of all organizations: asks, keeps the last good answers across restarts, and reports changes. */
export class StorageStore {
  private readonly changed = new Emitter<string>();
  /** Fires with the corpId of the organization whose state was replaced. */
  readonly onDidChange = this.changed.event;
  private readonly answered = new Emitter<Answer>();
  /** Fires for every answer, wherever it was asked for. */
  readonly onDidAnswer = this.answered.event;
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
   * Asks how full `organization` is, or joins the question in progress, because each call is metered. The answer or
   * failure is in the state before the promise settles.
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

  /** Those of `organizations` that have not been asked about since startup. */
  unasked(organizations: readonly Organization[]): Organization[] {
    return organizations.filter(({ corpId }) => {
      const { outcome, question } = this.get(corpId);
      return outcome === undefined && question === undefined;
    });
  }

  /** Whether a question about any organization is in progress. */
  get isAsking(): boolean {
    return [...this.states.values()].some(({ question }) => question !== undefined);
  }

  /**
   * Takes an answer that was fetched elsewhere, so that it need not be fetched again. It is kept across restarts once
   * the organization is in the setting: see `retain`.
   */
  accept(organization: Organization, partitions: readonly Partition[]): void {
    const { corpId } = organization;
    const storage = { corpId, fetchedAt: this.now(), partitions };
    this.replace(corpId, { storage, outcome: 'answered', caller: callerOf(organization) });
    this.answered.fire({ organization, partitions });
  }

  /** Call when a credential has changed: answers to the old one no longer count. */
  reset(corpId: string): void {
    const { storage } = this.get(corpId);
    this.replace(corpId, storage === undefined ? {} : { storage });
  }

  /** Call when the setting has changed: forgets removed organizations and resets changed ones. */
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
    const { question } = this.get(corpId);
    const client = this.api.for(organization, purpose, (number, of) => {
      const state = this.get(corpId);
      if (question !== undefined && state.question === question) {
        this.replace(corpId, { ...state, retry: { number, of } });
      }
    });
    const partitions = await getOrganizationStorage(client, { corpId, unionId });
    this.answered.fire({ organization, partitions });
    return { corpId, partitions, fetchedAt: this.now() };
  }

  private settle(corpId: string, question: Promise<OrganizationStorage>, change: StorageState): void {
    const { question: latest, retry: _, ...before } = this.get(corpId);
    if (latest !== question) {
      return;
    }
    this.replace(corpId, { ...before, ...change });
    // With a thousand organizations, writing the whole list after each answer would cost more than asking.
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
