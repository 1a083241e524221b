import type { Organizations } from '../organizations.ts';
import { credentialParts } from '../signIn/credentials.ts';
import type { Draft } from './draft.ts';

/** A draft that was left, and the step to go on with. */
export interface KeptDraft {
  readonly draft: Draft & { readonly corpId: string };
  readonly from: string;
}

const stepsBeforeSecrets = ['region', 'endpoint', 'corpId', 'signIn', 'clientId'];

/** Keeps what was typed into a flow that was left, until the window closes. Never a secret. */
export class DraftKeeper {
  private kept: KeptDraft | undefined;

  constructor(private readonly organizations: Pick<Organizations, 'find'>) {}

  /** The draft, unless its organization has been added in another way. */
  get(): KeptDraft | undefined {
    return this.kept !== undefined && this.organizations.find(this.kept.draft.corpId) === undefined
      ? this.kept
      : undefined;
  }

  /** Keeps a draft that has at least a corpId. @param left the id of the step that was left */
  keep({ accessToken, clientSecret, suiteTicket, ...draft }: Draft, left: string): void {
    const { corpId, signIn } = draft;
    if (corpId === undefined) {
      return;
    }
    // The secrets have to be typed again, so the flow goes on no later than there.
    const [secret = left] = signIn === undefined ? [] : credentialParts[signIn];
    this.kept = { draft: { ...draft, corpId }, from: stepsBeforeSecrets.includes(left) ? left : secret };
  }

  forget(): void {
    this.kept = undefined;
  }
}
