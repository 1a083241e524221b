import { sampleCorpId } from '../../organizations/organization.ts';
import { type Dentry, sampleDentries } from '../dentries.ts';
import { treeAnswers } from './spaces.ts';

/** Some of what lies deep in the spaces, or has many grants: worth tracing, or asking who can see it. */
const worthAsking = ['Budget 2026.xlsx', 'Audit 2025', 'Supplier list (shortcut)', '版图 v3.zip', '合同'];

/** The files and folders of a sample organization to choose from; none for any other organization. */
export function sampleFiles(corpId: string): readonly Dentry[] {
  const deep = treeAnswers
    .filter(dentry => sampleCorpId(dentry.corpId) === corpId && worthAsking.includes(dentry.name))
    .map(({ name, dentryUuid }) => ({ name, dentryUuid }));
  return [...deep, ...sampleDentries(corpId)];
}
