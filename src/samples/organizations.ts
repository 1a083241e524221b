import { type Organization, sampleCorpId } from '../organizations/organization.ts';
import { organizationAnswers, unionIdOf } from './answers.ts';

/** Those that have something of their own to see; the emulator has more, for the ways to sign in. */
const shown = [
  'dingacme0001',
  'dingxinghe0002',
  'dingqingshan0004',
  'dingharbor0005',
  'dingyunfan0006',
  'dinglumen0007',
  'dinghaitang0008',
  'dingatlas0009',
  'dingpinecone0011',
];

/** The sample organizations, as if they had been configured. Nothing of them is ever in the settings. */
export const sampleOrganizations: readonly Organization[] = organizationAnswers
  .filter(({ corpId }) => shown.includes(corpId))
  .map(({ corpId, name }) => ({
    kind: 'organization',
    corpId: sampleCorpId(corpId),
    label: name,
    unionId: unionIdOf(corpId),
    // A host that cannot exist: were a call to leave this machine, it would reach nobody.
    endpoint: 'https://sample.invalid',
    signIn: 'internalApp',
  }));
