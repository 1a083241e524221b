import * as l10n from '@vscode/l10n';
import { legacyEndpoint, regionNameOf, regions } from '../../dingtalk/regions.ts';
import type { Organization, SignIn } from '../../organizations/organization.ts';

/** What a finding is about, by a name that tells nothing about its owner. */
export interface Subject {
  readonly text: string;
}

/** An endpoint, once for all organizations that have it. */
export interface Endpoint extends Subject {
  readonly url: string;
}

/** An organization by its place in the setting. */
export interface NumberedOrganization extends Subject {
  /** From 1. */
  readonly number: number;
  readonly organization: Organization;
  readonly endpoint: Endpoint;
}

/** Numbers the organizations, and names their endpoints: by the host where it is DingTalk's own. */
export function numbered(organizations: readonly Organization[]): NumberedOrganization[] {
  const endpoints = endpointsOf(organizations.map(({ endpoint }) => endpoint));
  return organizations.map((organization, index) => {
    const { endpoint, signIn } = organization;
    const number = index + 1;
    return {
      number,
      organization,
      endpoint: endpoints.find(({ url }) => url === endpoint) ?? { url: endpoint, text: '' },
      text: l10n.t('organization {0} ({1}, {2})', number, regionText(endpoint), signInText(signIn)),
    };
  });
}

/** DingTalk's own, for those who have not added an organization yet. */
export const publicEndpoints = (): Endpoint[] =>
  endpointsOf(Object.values(regions).map(({ endpoint }) => endpoint));

function endpointsOf(urls: readonly string[]): Endpoint[] {
  let custom = 0;
  return [...new Set(urls)].map(url => {
    if (regionNameOf(url) !== undefined) {
      return { url, text: new URL(url).host };
    }
    custom++;
    return { url, text: custom === 1 ? l10n.t('custom endpoint') : l10n.t('custom endpoint {0}', custom) };
  });
}

/** The host of the older API that goes with an endpoint; `undefined` where both have one. */
export function legacyTwin({ url }: Endpoint): Endpoint | undefined {
  const legacy = legacyEndpoint(url);
  return regionNameOf(url) === undefined ? undefined : { url: legacy, text: new URL(legacy).host };
}

function regionText(endpoint: string): string {
  switch (regionNameOf(endpoint)) {
    case 'international':
      return l10n.t('international');
    case 'mainland':
      return l10n.t('Chinese mainland');
    case undefined:
      return l10n.t('custom endpoint');
  }
}

function signInText(signIn: SignIn): string {
  switch (signIn) {
    case 'accessToken':
      return l10n.t('pasted access token');
    case 'internalApp':
      return l10n.t('internal app');
    case 'thirdPartyApp':
      return l10n.t('third-party app');
  }
}
