/** Why DingTalk refuses a call. Code and status are as documented; messages are free text there and here. */
export interface Refusal {
  status: number;
  code: string;
  message: string;
  requiredScopes?: string[];
}

export const refuse = (status: number, code: string, message: string): Refusal => ({ status, code, message });

/** The refusals that a call about a sample can get. */
export const sampleRefusals = {
  orgNotExist: refuse(400, 'orgNotExist', 'organization does not exist'),
  dentryAcrossOrg: refuse(403, 'forbidden.acrossOrg', 'the dentry belongs to another organization'),
  permissionDenied: refuse(403, 'permissionDenied', 'user lacks permission to get organization information'),
  dentryNotExist: refuse(404, 'dentryNotExist', 'dentry does not exist'),
  spaceNotExist: refuse(404, 'spaceNotExist', 'space does not exist'),
  documentNotExist: refuse(404, 'documentNotExist', 'document does not exist'),
  nodeNotExist: refuse(404, 'nodeNotExist', 'node does not exist'),
  parentNodeNotExist: refuse(404, 'parentNodeNotExist', 'parent node does not exist'),
  workspaceNotExist: refuse(404, 'workspaceNotExist', 'workspace does not exist'),
  recycleBinNotExist: refuse(404, 'recycleBinNotExist', 'recycle bin does not exist'),
  rootHasNoInheritance: refuse(
    400,
    'permissionInheritanceUnsupportedForRootDentry',
    'permission inheritance is unsupported for a root dentry',
  ),
  acrossOrgAccessForbidden: refuse(
    403,
    'acrossOrgAccessForbidden',
    'access across organizations is forbidden',
  ),
} as const;
