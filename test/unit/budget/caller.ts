/**
 * One window, as a separate process: signs in, makes the calls it is given, and counts like the extension. Exits when
 * everything is answered.
 */

import { listSpace } from '../../../src/audit/input/listSpace.ts';
import { UsageLog } from '../../../src/budget/usageLog.ts';
import {
  getOrganizationStorage,
  getPermissionInheritance,
  listAllDentries,
} from '../../../src/dingtalk/endpoints/storage.ts';
import { OpenApi } from '../../../src/organizations/openApi.ts';
import type { Organization } from '../../../src/organizations/organization.ts';
import { AccessTokens } from '../../../src/organizations/signIn/accessTokens.ts';
import { InMemorySecrets } from '../../../src/organizations/signIn/inMemorySecrets.ts';
import { callOptions } from '../../support/rawServer.ts';

export interface Errand {
  readonly folder: string;
  readonly organization: Organization;
  readonly clientSecret: string;
  readonly dentryUuids: readonly string[];
  /** The space to list, if any. */
  readonly spaceId?: string;
  /** Milliseconds for one attempt. */
  readonly timeout: number;
}

const errand: Errand = JSON.parse(process.env.ERRAND ?? '');
const { folder, organization, clientSecret, dentryUuids, spaceId, timeout } = errand;
const log = new UsageLog(folder, { warn: line => console.error(line) });
const options = { ...callOptions({ timeout }), meter: log.count.bind(log) };
const credential = { accessToken: 'token', clientSecret, suiteTicket: 'fake-suite-ticket-0013' };
const credentials = { get: async () => credential };
const api = new OpenApi(new AccessTokens(new InMemorySecrets(), credentials, () => options), () => options);
const { corpId, unionId } = organization;

await Promise.allSettled([
  getOrganizationStorage(api.for(organization, 'quota'), { corpId, unionId }),
  ...(spaceId === undefined
    ? []
    : [
        listSpace({ spaceId, maxFiles: 1000 }, nextToken =>
          listAllDentries(api.for(organization, 'audit'), { spaceId, unionId, nextToken }),
        ),
      ]),
  ...dentryUuids.map(dentryUuid =>
    getPermissionInheritance(api.for(organization, 'lookup'), { dentryUuid, unionId }),
  ),
]);
