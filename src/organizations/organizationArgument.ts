import * as v from 'valibot';
import type { Row } from '../editor/command.ts';
import type { Organization } from './organization.ts';

/** The argument of a command about an organization. */
export const organizationArgument = v.object({ corpId: v.exactOptional(v.string()) });

export type OrganizationArgument = v.InferOutput<typeof organizationArgument>;

/** Whether a row is that of an organization, configured or sample. */
export function isOrganization(row: Row | undefined): row is Organization {
  return row?.kind === 'organization';
}
