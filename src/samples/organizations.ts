import * as l10n from '@vscode/l10n';
import { type Organization, sampleCorpId } from '../organizations/organization.ts';
import { organizationAnswers, unionIdOf } from './answers.ts';
import { dentryAnswers } from './dentries.ts';

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

/** A file or folder to ask about. */
export interface Dentry {
  readonly name: string;
  readonly dentryUuid: string;
}

/** The files and folders of a sample organization, for those who have no dentryUuid at hand; of any other none. */
export function sampleDentries(corpId: string): readonly Dentry[] {
  // One of the ids is odd, for the emulator's own tests.
  const known = dentryAnswers.filter(
    dentry => sampleCorpId(dentry.corpId) === corpId && /^\w+$/.test(dentry.dentryUuid),
  );
  return known.length === 0 ? [] : [...known, missing()];
}

/** So that a failure can be seen too. */
function missing(): Dentry {
  return { name: l10n.t('A file that does not exist'), dentryUuid: 'NoSuchFile00000000000000000000000' };
}
