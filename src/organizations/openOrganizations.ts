import type { AccessTokenSource } from '../dingtalk/client.ts';
import type { CallOptions } from '../dingtalk/wire/call.ts';
import type { Fetch } from '../dingtalk/wire/http.ts';
import { readSetting } from '../editor/settings.ts';
import { settings } from '../ids.ts';
import { type Later, later } from '../later.ts';
import { OpenApi } from './openApi.ts';
import type { Organization } from './organization.ts';
import { Organizations } from './organizations.ts';
import type { AccessTokens } from './signIn/accessTokens.ts';
import { Credentials, type Secrets } from './signIn/credentials.ts';
import { KeptSignIns } from './signIn/keptSignIns.ts';
import { showLostSecrets, showSecretStorageFailed } from './signIn/showLostSecrets.ts';
import type { State } from './state.ts';

export interface OpenOrganizationsParts {
  readonly secrets: Secrets;
  readonly state: State;
  readonly callOptions: () => CallOptions;
  readonly samples: { readonly read: () => readonly Organization[]; readonly fetch: Fetch };
}

/** Which organizations there are, who is signed in to them, and how to call on their behalf. */
export interface OpenOrganizations {
  readonly organizations: Organizations;
  readonly credentials: Credentials;
  readonly accessTokens: Later<AccessTokens>;
  readonly api: OpenApi;
}

export function openOrganizations(parts: OpenOrganizationsParts): OpenOrganizations {
  const { secrets, state, callOptions, samples } = parts;
  const organizations = new Organizations(() => readSetting(settings.organizations), samples.read);
  const signIns = new KeptSignIns(state, corpId => {
    const organization = organizations.find(corpId);
    if (organization !== undefined) {
      void showLostSecrets(organization);
    }
  });
  const credentials = new Credentials(secrets, signIns);
  const accessTokens = later(async () => {
    const { AccessTokens } = await import('./signIn/accessTokens.ts');
    return new AccessTokens(secrets, credentials, callOptions, undefined, once(showSecretStorageFailed));
  });
  organizations.onDidChange(async ({ before, now }) => (await accessTokens()).clearUnused(before, now));
  const tokens = {
    of: (organization: Organization): AccessTokenSource => ({
      get: async () => (await accessTokens()).of(organization).get(),
      renew: async refused => (await accessTokens()).of(organization).renew(refused),
    }),
  };
  return {
    organizations,
    credentials,
    accessTokens,
    api: new OpenApi(tokens, callOptions, samples.fetch),
  };
}

function once(act: () => unknown): () => void {
  let isDone = false;
  return () => {
    if (!isDone) {
      isDone = true;
      act();
    }
  };
}
