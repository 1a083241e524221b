import type { Organization } from '../organizations/organization.ts';
import { cleanText } from '../text/cleanText.ts';
import { bounded, ToolFailure } from './tool.ts';

/**
 * The organization that a model names by its corpId or its name, else the only one there is; `undefined` where it
 * names none of several.
 *
 * @throws ToolFailure that tells which there are
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
  const byId = organizations.find(({ corpId }) => corpId === named.trim());
  const byName = organizations.filter(({ label }) => plain(label) === plain(named));
  if (byId !== undefined || byName.length === 1) {
    return byId ?? byName[0];
  }
  throw new ToolFailure(
    byName.length > 1
      ? bounded(['Several organizations have this name. Name one by its corpId:', ...byName.map(nameOf)])
      : bounded(['No such organization is configured. There are:', ...organizations.map(nameOf)]),
  );
}

/** An organization by its name and corpId, as a model is told of it. */
export function nameOf({ label, corpId }: Organization): string {
  const [name, id] = [cleanText(label), cleanText(corpId)];
  return name === id ? `corpId ${id}` : `“${name}” (corpId ${id})`;
}

function plain(name: string): string {
  return name.trim().toLowerCase();
}
