import type { OrganizationAnswer } from '../../src/samples/answers.ts';
import type { DentryAnswer } from '../../src/samples/dentries.ts';
import type { Recycled, Space } from '../../src/samples/spaces/spaces.ts';
import type { Grant } from '../../src/samples/spaces/tree.ts';

/** What the developer console stores about an app: who may request tokens, and what they are good for. */
interface AppBase {
  clientId: string;
  clientSecret: string;
  scopes: string[];
  /** The console's "server egress IP"; absent: any address. */
  allowedIps?: string[];
  /** Lifetime of a token; absent: as in the emulator's settings. */
  tokenSeconds?: number;
  /** What `expireIn` claims; absent: the truth; null: the field is omitted. */
  expireIn?: number | string | null;
}

export interface InternalApp extends AppBase {
  kind: 'internalApp';
  corpId: string;
}

export interface ThirdPartyApp extends AppBase {
  kind: 'thirdPartyApp';
  /** The newest one that DingTalk pushed; no other is valid. */
  suiteTicket: string;
  /** The corpIds of the organizations that enabled the app. */
  enabledBy: string[];
}

export type App = InternalApp | ThirdPartyApp;

export interface User {
  corpId: string;
  unionId: string;
  userId: string;
  name: string;
  /** Whether the user may see the organization's storage and permissions. */
  permitted: boolean;
}

/** A token that exists from the start, as if copied from elsewhere. */
export interface PastedToken {
  accessToken: string;
  clientId: string;
  corpId: string;
  expired?: true;
}

export interface EmulatorData {
  organizations: OrganizationAnswer[];
  /** What is known about the permissions of files and folders. */
  dentries: DentryAnswer[];
  spaces: Space[];
  /** What each file or folder grants besides what it inherits, by uuid. */
  grants: ReadonlyMap<string, readonly Grant[]>;
  recycled: Recycled[];
  users: User[];
  apps: App[];
  pastedTokens: PastedToken[];
}

export type Spelling = 'lowercase' | 'capitalised' | 'underscore';

/** May change while the emulator runs; the next request sees it. */
export interface EmulatorSettings {
  /** `code, requestid, accessdenieddetail` | `Code, RequestId, AccessDeniedDetail` | `request_id`. */
  spelling: Spelling;
  /** Per app and API, in any one second. */
  callsPerSecond: number;
  /** The same, in any one minute; absent: any number. */
  callsPerMinute?: number;
  /** Per app, all knowledge base APIs together, in any one second: 0.4 s apart is the pace known to be safe. */
  wikiCallsPerSecond: number;
  /** Per organization. */
  monthlyCalls: number;
  tokenSeconds: number;
  /** As `App.expireIn`, for apps without one. */
  expireIn?: number | string | null;
  /** The address to check against allowlists, instead of the caller's own; IPv6 too. */
  clientIp?: string;
  /** Milliseconds by which the servers' clock, in the `Date` of every answer, is ahead of this machine's. */
  clockAhead: number;
}

export const defaultSettings: EmulatorSettings = {
  spelling: 'lowercase',
  callsPerSecond: 20,
  wikiCallsPerSecond: 3,
  monthlyCalls: 5000,
  tokenSeconds: 7200,
  clockAhead: 0,
};
