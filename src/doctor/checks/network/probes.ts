import type { DingTalkError } from '../../../dingtalk/errors.ts';
import type { BodyKind, Family, TransportName } from '../fact.ts';

/** How something went, and how long it took in milliseconds. */
export type Tried<T> = { readonly ms: number } & (
  | { readonly value: T }
  | { readonly code: string | undefined; readonly status?: number }
);

export interface SeenCertificate {
  /** `TLSv1.3` */
  readonly protocol: string;
  /** Milliseconds since 1970. */
  readonly validTo: number;
  /** Whether it was issued by an authority that Node.js trusts by itself. */
  readonly isPublic: boolean;
}

/** An answer to `GET /`, or why there is none. */
export interface Visit {
  readonly by: TransportName;
  readonly ms: number;
  readonly failure?: DingTalkError;
  readonly status?: number;
  readonly body?: BodyKind;
  /** The body says that DingTalk has blocked this address. */
  readonly isBlocked?: boolean;
  /** By how many milliseconds this machine's clock is ahead of the answer's `Date`. */
  readonly ahead?: number;
}

/** What the network can be asked for. Each gives up by itself after some seconds; none throws but when cancelled. */
export interface NetworkProbes {
  lookUp(host: string, family: Family): Promise<Tried<string>>;
  connect(address: string, port: number): Promise<Tried<true>>;
  /** Opens a tunnel through a proxy and closes it again; `undefined` where the proxy is of a kind that is not tried. */
  tunnel(proxy: URL, host: string, port: number): Promise<Tried<true> | undefined>;
  /** The certificate, trusted or not; `undefined` where there is none to be seen. */
  certificate(host: string, port: number, proxy: URL | undefined): Promise<SeenCertificate | undefined>;
  /** `GET /` by the HTTP client in use first, then by the other. */
  visit(url: string): readonly [Promise<Visit>, Promise<Visit>];
  /** Milliseconds since 1970. */
  now(): number;
}
