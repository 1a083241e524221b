/** What went wrong, in terms that a user can act on. */
export const errorKinds = [
  'signedOut',
  'tokenExpired',
  'badCredential',
  'missingScope',
  'userNotPermitted',
  'ipNotAllowed',
  'throttled',
  'monthlyQuotaUsed',
  'ipBlocked',
  'invalidParameter',
  'notFound',
  'otherOrganization',
  'notSupported',
  'serverError',
  'timeout',
  'offline',
  'proxy',
  'certificate',
  'badAnswer',
  'internalError',
] as const;

export type ErrorKind = (typeof errorKinds)[number];

/** What is known about a failure. Every text in it is safe to show: cleaned, bounded and free of secrets. */
export interface ErrorDetails {
  /** DingTalk's own code, or the operating system's for a connection (`ENOTFOUND`). */
  code?: string;
  /** HTTP status. */
  status?: number;
  requestId?: string;
  /** DingTalk's own words, or ours if the answer was malformed. */
  reason?: string;
  /** API permissions that the app lacks. */
  requiredScopes?: readonly string[];
  /** The address that DingTalk saw the call come from. */
  ip?: string;
  /** What to show the user, in their language, if we rejected their input. */
  sentence?: string;
  /** The parameter that DingTalk or this extension rejected. */
  parameter?: string;
  /** `host[:port]` that was called. */
  host?: string;
  /** The organization on whose behalf the call was made. */
  corpId?: string;
  /** Milliseconds that the server asks us to wait (`Retry-After`). */
  retryAfter?: number;
}

/** The only error class that the client throws. */
export class DingTalkError extends Error {
  override readonly name = 'DingTalkError';
  readonly code: string | undefined;
  readonly requestId: string | undefined;

  constructor(
    readonly kind: ErrorKind,
    readonly details: ErrorDetails = {},
  ) {
    super(describe(kind, details));
    this.code = details.code;
    this.requestId = details.requestId;
  }

  /** The same failure, with the organization it happened to. */
  of(corpId: string): DingTalkError {
    const failure = new DingTalkError(this.kind, { ...this.details, corpId });
    failure.stack = this.stack ?? failure.message;
    return failure;
  }
}

/** Whether `error` only means that somebody cancelled: such an error is never shown. */
export function isCancellation(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'Canceled');
}

function describe(
  kind: ErrorKind,
  { status, code, reason, sentence, requestId, host }: ErrorDetails,
): string {
  const facts = [
    status === undefined ? undefined : `HTTP ${status}`,
    code,
    reason,
    sentence,
    host === undefined ? undefined : `host ${host}`,
    requestId === undefined ? undefined : `request id ${requestId}`,
  ].filter(fact => fact !== undefined);
  return facts.length === 0 ? kind : `${kind}: ${facts.join(', ')}`;
}

/**
 * Any thrown value as a `DingTalkError`. Any other class is a bug of ours, an `internalError`: it keeps the class and
 * the stack frames, but not the text, which may quote anything.
 */
export function asDingTalkError(error: unknown): DingTalkError {
  if (error instanceof DingTalkError) {
    return error;
  }
  const failure = new DingTalkError('internalError', {
    reason: error instanceof Error ? error.name : `thrown ${typeof error}`,
  });
  const frames = error instanceof Error ? (error.stack?.split('\n') ?? []) : [];
  failure.stack = [`${failure}`, ...frames.filter(line => /^ {4}at /.test(line))].join('\n');
  return failure;
}
