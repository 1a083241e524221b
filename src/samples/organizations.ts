import { type Organization, sampleCorpId } from '../organizations/organization.ts';
import { organizationAnswers, unionIdOf } from './answers.ts';

/** Those that each show something different; the emulator has more, for the sign-in methods. */
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

/** The sample organizations, in the form of configured ones. They never appear in the settings. */
export const sampleOrganizations: readonly Organization[] = organizationAnswers
  .filter(({ corpId }) => shown.includes(corpId))
  .map(({ corpId, name }) => ({
    kind: 'organization',
    corpId: sampleCorpId(corpId),
    label: name,
    unionId: unionIdOf(corpId),
    // A host that cannot exist: if a call ever left this machine, it would reach nobody.
    endpoint: 'https://sample.invalid',
    signIn: 'internalApp',
  }));
