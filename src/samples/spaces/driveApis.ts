import { paramError, queriedPage, refused, required, type SampleApi } from './sampleApi.ts';

/** The drive API, an older product with error codes of its own. */
export const driveApis = {
  listDriveSpaces: {
    method: 'GET',
    path: /^\/v1\.0\/drive\/spaces$/,
    scope: 'Drive.Space.Read',
    asker: 'unionId',
    answer(call, { spaces }) {
      if (call.query.get('spaceType') !== 'org') {
        refused(wrong('spaceType'));
      }
      required(call, 'maxResults');
      const drives = spaces.filter(
        ({ corpId, name, workspace }) =>
          corpId === call.corpId && name !== undefined && workspace === undefined,
      );
      const { page, nextToken = '' } = queriedPage(call, drives, 50, wrong);
      return {
        spaces: page.map(({ spaceId, name, used = 0n, cap = -1n }) => ({
          spaceId,
          spaceName: name,
          spaceType: 'org',
          quota: cap,
          usedQuota: used,
          permissionMode: 'acl',
        })),
        nextToken,
      };
    },
  },
} satisfies Record<string, SampleApi>;

const wrong = (parameter: string) => paramError(parameter, `param.error.${parameter.toLowerCase()}`);
