/**
 * How likely something of this name is to name files: 3 for `dentryUuid`, 2 for another ID of a file, 1 for a link, 0
 * for anything else. For column headers and JSON keys, in English and Chinese.
 */
export function fileRank(heading: string): 0 | 1 | 2 | 3 {
  const key = plain(heading);
  if (/^dentryuuids?(?:\p{sc=Han}+(?:id)?)?$/u.test(key)) {
    return 3;
  }
  if (/^(?:(?:node|file|doc|document|文件|文档|节点)(?:uu)?id|uuid|文件标识)s?$/.test(key)) {
    return 2;
  }
  return /^(?:dentry|node|file|doc|document|alidocs|文件|文档|节点|在线|分享|钉钉)*(?:links?|ur[il]s?|链接|地址|网址)$/.test(
    key,
  )
    ? 1
    : 0;
}

export function isNameHeading(heading: string): boolean {
  return /^(?:(?:file|doc|document|node|dentry)?(?:name|title)|(?:文件|文档|节点)?(?:名|名称|标题))$/.test(
    plain(heading),
  );
}

export function isPathHeading(heading: string): boolean {
  return /^(?:file|full)?path$|路径/.test(plain(heading));
}

function plain(heading: string): string {
  return heading
    .slice(0, 200)
    .replace(/[^\p{L}\d]/gu, '')
    .toLowerCase();
}
