import { type Organization, regions } from './organization.ts';

/**
 * Where an administrator manages an organization's storage. DingTalk links the storage page of the mainland's console
 * in its overview of the storage APIs; of the international console it documents the home alone, from where it is
 * *Docs and Storage Management → Storage Space*. Both show the organization that was chosen at their own sign-in.
 */
export function adminConsoleUrl({ endpoint }: Organization): string {
  return endpoint === regions.international
    ? 'https://oa.dingtalk.io/'
    : 'https://oa.dingtalk.com/dingtalk-enterprise-storage.htm';
}
