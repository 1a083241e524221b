import type * as vscode from 'vscode';
import type { Commands } from '../editor/commands.ts';
import { commands } from '../ids.ts';
import { reportIssue } from './failures/reportIssue.ts';
import { copyCorpId, openAdminConsole } from './linkCommands.ts';
import {
  addOrganization,
  editOrganization,
  type OrganizationParts,
  removeOrganization,
} from './organizationCommands.ts';
import { type CredentialParts, clearCredential, setCredential } from './signIn/credentialCommands.ts';

export interface OrganizationCommandParts extends OrganizationParts, CredentialParts {
  readonly extension: vscode.Extension<unknown>;
}

/** The commands that change organizations and their sign-in, copy an id, or open a page about them. */
export function registerOrganizationCommands(registry: Commands, parts: OrganizationCommandParts): void {
  const { organizations, extension } = parts;
  registry.register(commands.addOrganization, addOrganization(parts));
  registry.register(commands.editOrganization, editOrganization(parts));
  registry.register(commands.removeOrganization, removeOrganization(parts));
  registry.register(commands.setCredential, setCredential(parts));
  registry.register(commands.clearCredential, clearCredential(parts));
  registry.register(commands.copyCorpId, copyCorpId(organizations));
  registry.register(commands.openAdminConsole, openAdminConsole(organizations));
  registry.register(commands.reportIssue, reportIssue(extension, organizations));
}
