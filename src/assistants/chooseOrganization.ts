import type { Organization } from '../organizations/organization.ts';
import { cleanText } from '../text/cleanText.ts';
import { bounded, ToolFailure } from './tool.ts';

/**
 * The organization that a model names by its corpId, its name, or both as our own answers word them. If it names none,
 * the only one there is, or `undefined` if there are several.
 *
 * @throws ToolFailure that lists the organizations
 */
export function chooseOrganization(
  organizations: readonly Organization[],
  named: string | undefined,
): Organization | undefined {
  if (organizations.length === 0) {
    throw new ToolFailure(
      'No organization is configured in DingTalk Storage. The user can add one with the command “DingTalk Storage: Add Organization…”.',
    );
  }
  if (named === undefined) {
    return organizations.length === 1 ? organizations[0] : undefined;
  }
  const exact = organizations.find(({ corpId }) => corpId === named.trim());
  const alike = organizations.filter(one => spellingsOf(one).includes(plain(named)));
  if (exact !== undefined || alike.length === 1) {
    return exact ?? alike[0];
  }
  throw new ToolFailure(
    alike.length > 1
      ? bounded(['Several organizations have this name. Name one by its corpId:', ...alike.map(nameOf)])
      : bounded(['No such organization is configured. There are:', ...organizations.map(nameOf)]),
  );
}

/** The name and corpId of an organization, as the tools word them. */
export function nameOf({ label, corpId }: Organization): string {
  const [name, id] = [cleanText(label), cleanText(corpId)];
  return name === id ? `corpId ${id}` : `“${name}” (corpId ${id})`;
}

function spellingsOf(organization: Organization): string[] {
  const { label, corpId } = organization;
  return [label, corpId, `corpId ${corpId}`, `${label} (${corpId})`, nameOf(organization)].map(plain);
}

/** Without quotes, case, and differences in spaces. */
function plain(name: string): string {
  return cleanText(name.replace(/["'`“”‘’「」『』]/g, ''))
    .normalize()
    .toLowerCase();
}
