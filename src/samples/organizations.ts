import * as l10n from '@vscode/l10n';
import { type Organization, sampleCorpId } from '../organizations/organization.ts';
import { organizationAnswers, unionIdOf } from './answers.ts';
import { dentryAnswers } from './dentries.ts';

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

/** A file or folder to ask about. */
export interface Dentry {
  readonly name: string;
  readonly dentryUuid: string;
}

/** The files and folders of a sample organization, for users without a dentryUuid at hand; none for any other. */
export function sampleDentries(corpId: string): readonly Dentry[] {
  // One of the ids is odd, for the emulator's own tests.
  const known = dentryAnswers.filter(
    dentry => sampleCorpId(dentry.corpId) === corpId && /^\w+$/.test(dentry.dentryUuid),
  );
  return known.length === 0 ? [] : [...known, missing()];
}

/** Lets users see a failure too. */
function missing(): Dentry {
  return { name: l10n.t('A file that does not exist'), dentryUuid: 'NoSuchFile00000000000000000000000' };
}
