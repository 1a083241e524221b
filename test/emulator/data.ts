import type { OrganizationAnswer } from '../../src/samples/answers.ts';
import type { DentryAnswer } from '../../src/samples/dentries.ts';

/** What the developer console keeps of an app: who may ask for tokens, and what they are good for. */
interface AppBase {
  clientId: string;
  clientSecret: string;
  scopes: string[];
  /** The console's "server egress IP"; absent: from anywhere. */
  allowedIps?: string[];
  /** How long a token lives; absent: as the emulator's settings say. */
  tokenSeconds?: number;
  /** What `expireIn` claims; absent: the truth, null: the field is left out. */
  expireIn?: number | string | null;
}

export interface InternalApp extends AppBase {
  kind: 'internalApp';
  corpId: string;
}

export interface ThirdPartyApp extends AppBase {
  kind: 'thirdPartyApp';
  /** The newest that DingTalk pushed; none other is good. */
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
  /** Whether the user has the rights to see the storage and the permissions of the organization. */
  permitted: boolean;
}

/** A token that exists from the start, as if somebody had copied it from elsewhere. */
export interface PastedToken {
  accessToken: string;
  clientId: string;
  corpId: string;
  expired?: true;
}

/** A file or folder as the list of its space tells it. */
export interface ListedDentry {
  id: string;
  spaceId: string;
  parentId: string;
  type: 'FILE' | 'FOLDER';
  name: string;
  path: string;
  status: 'NORMAL' | 'DELETED' | 'EXPIRED';
  uuid: string;
}

export interface Space {
  spaceId: string;
  corpId: string;
  /** In ascending order of their last change. One that stands here twice was changed while it was listed. */
  dentries: ListedDentry[];
}

export interface EmulatorData {
  organizations: OrganizationAnswer[];
  /** What is known of the permissions of files and folders. */
  dentries: DentryAnswer[];
  spaces: Space[];
  users: User[];
  apps: App[];
  pastedTokens: PastedToken[];
}

export type Spelling = 'lowercase' | 'capitalised' | 'underscore';

/** May be changed while the emulator runs; the next request sees it. */
export interface EmulatorSettings {
  /** `code, requestid, accessdenieddetail` | `Code, RequestId, AccessDeniedDetail` | `request_id`. */
  spelling: Spelling;
  /** Per app and API, in any one second. */
  callsPerSecond: number;
  /** Per organization. */
  monthlyCalls: number;
  tokenSeconds: number;
  /** As `App.expireIn`, for the apps that do not say. */
  expireIn?: number | string | null;
  /** The address that allow-lists are compared with, instead of the caller's own; IPv6 too. */
  clientIp?: string;
}

export const defaultSettings: EmulatorSettings = {
  spelling: 'lowercase',
  callsPerSecond: 20,
  monthlyCalls: 5000,
  tokenSeconds: 7200,
};
