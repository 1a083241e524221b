import type { Organization } from '../../organizations/organization.ts';

/** The file or folder that a command is about. */
export interface ChosenFile {
  readonly organization: Organization;
  readonly dentryUuid: string;
  readonly name?: string;
}

/** A file in a page, before its organization is looked up. */
export interface NamedFile {
  readonly corpId: string;
  readonly dentryUuid: string;
  readonly name?: string;
}
