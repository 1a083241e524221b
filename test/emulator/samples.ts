import {
  notPermitted,
  type OrganizationAnswer,
  organizationAnswers,
  unionIdOf,
} from '../../src/samples/answers.ts';
import { dentryAnswers } from '../../src/samples/dentries.ts';
import { sampleGrants, sampleRecycled, sampleSpaces, treeAnswers } from '../../src/samples/spaces/spaces.ts';
import type { App, EmulatorData, InternalApp, PastedToken, ThirdPartyApp, User } from './data.ts';

export interface OrganizationSetting {
  corpId: string;
  name: string;
  unionId: string;
  endpoint: string;
  signIn: 'accessToken' | 'internalApp' | 'thirdPartyApp';
  clientId?: string;
}

export type Credential =
  | { accessToken: string }
  | { clientSecret: string }
  | { clientSecret: string; suiteTicket: string };

export interface SampleSignIns {
  /** The value of the setting `dingtalkStorage.organizations`. */
  organizations: OrganizationSetting[];
  /** The arguments of the command `dingtalkStorage.setCredential`, one per call. */
  credentials: { corpId: string; credential: Credential }[];
}

const pasted = ['dingnordwind0003', 'dingharbor0005', 'dingatlas0009', 'dingjiangnan0012'];
const expired = 'dingjiangnan0012';
const thirdParty = 'dingcopper0013';

const digits = (corpId: string) => corpId.slice(-4);
const accessToken = (corpId: string) => `fake-access-token-${digits(corpId)}`;
const clientSecret = (corpId: string) => `fake-client-secret-${digits(corpId)}`;

/** For finding files, and for what fills the storage. */
const fileScopes = [
  'Storage.File.Read',
  'Storage.Dentry.Search',
  'Storage.RecycleBin.Read',
  'Document.WorkspaceDocument.Read',
  'Drive.Space.Read',
  'Wiki.Workspace.Read',
  'Wiki.Node.Read',
];

const internalApp = ({ corpId }: OrganizationAnswer): InternalApp => ({
  kind: 'internalApp',
  clientId: `dingfakeapp${digits(corpId)}`,
  clientSecret: clientSecret(corpId),
  corpId,
  scopes: ['Storage.Org.Read', 'Storage.Permission.Read', ...fileScopes, 'qyapi_get_member'],
});

const suite: ThirdPartyApp = {
  kind: 'thirdPartyApp',
  clientId: 'suitefake0013',
  clientSecret: clientSecret(thirdParty),
  suiteTicket: 'fake-suite-ticket-0013',
  enabledBy: [thirdParty],
  scopes: ['Storage.Org.Read', ...fileScopes, 'qyapi_get_member'],
};

const appOf = (organization: OrganizationAnswer): App =>
  organization.corpId === thirdParty ? suite : internalApp(organization);

function user({ corpId, name }: OrganizationAnswer): User {
  const userId = `manager${digits(corpId)}`;
  return {
    corpId,
    unionId: unionIdOf(corpId),
    userId,
    name: `Manager of ${name}`,
    permitted: corpId !== notPermitted,
  };
}

function pastedToken(organization: OrganizationAnswer): PastedToken {
  const { corpId } = organization;
  const token = { accessToken: accessToken(corpId), clientId: appOf(organization).clientId, corpId };
  return corpId === expired ? { ...token, expired: true } : token;
}

export const sampleData: EmulatorData = {
  organizations: organizationAnswers,
  dentries: [...dentryAnswers, ...treeAnswers],
  spaces: sampleSpaces,
  grants: sampleGrants,
  recycled: sampleRecycled,
  users: organizationAnswers.map(user),
  apps: organizationAnswers.map(appOf),
  pastedTokens: organizationAnswers.filter(({ corpId }) => pasted.includes(corpId)).map(pastedToken),
};

function setting(organization: OrganizationAnswer, endpoint: string): OrganizationSetting {
  const { corpId, name } = organization;
  const entry = { corpId, name, unionId: unionIdOf(corpId), endpoint };
  if (pasted.includes(corpId)) return { ...entry, signIn: 'accessToken' };
  const { kind, clientId } = appOf(organization);
  return { ...entry, signIn: kind, clientId };
}

function credential(organization: OrganizationAnswer): Credential {
  if (pasted.includes(organization.corpId)) return { accessToken: accessToken(organization.corpId) };
  const app = appOf(organization);
  if (app.kind === 'internalApp') return { clientSecret: app.clientSecret };
  return { clientSecret: app.clientSecret, suiteTicket: app.suiteTicket };
}

/** The settings and credentials with which the extension sees the sample organizations at `endpoint`. */
export function sampleSignIns(endpoint: string): SampleSignIns {
  return {
    organizations: organizationAnswers.map(organization => setting(organization, endpoint)),
    credentials: organizationAnswers.map(organization => ({
      corpId: organization.corpId,
      credential: credential(organization),
    })),
  };
}
