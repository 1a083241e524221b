import type { Commands } from '../editor/commands.ts';
import { commands } from '../ids.ts';
import type { Later } from '../later.ts';
import type { OrganizationCommandParts } from './registerOrganizationCommands.ts';

const organizationCommands = [
  commands.addOrganization,
  commands.editOrganization,
  commands.removeOrganization,
  commands.setCredential,
  commands.clearCredential,
  commands.copyCorpId,
  commands.openAdminConsole,
  commands.reportIssue,
];

type LaterParts = Omit<OrganizationCommandParts, 'accessTokens'> & {
  readonly accessTokens: Later<OrganizationCommandParts['accessTokens']>;
};

/** The commands that change organizations and how they sign in; loaded when the first of them is called. */
export function startOrganizationCommands(registry: Commands, parts: LaterParts): void {
  registry.registerLater(organizationCommands, async () => {
    const { registerOrganizationCommands } = await import('./registerOrganizationCommands.ts');
    registerOrganizationCommands(registry, { ...parts, accessTokens: await parts.accessTokens() });
  });
}
