/**
 * The ID of a space as it was typed or pasted: a number, or a DingTalk Drive link that contains it
 * (`https://qr.dingtalk.com/page/yunpan?route=previewDentry&spaceId=26810061928&fileId=…`). `undefined` for
 * anything else.
 */
export function readSpaceId(input: string): string | undefined {
  return /^\s*(?:\S*[?&]spaceId=)?(\d{1,20})(?:[&#]\S*)?\s*$/.exec(input.slice(0, 2000))?.[1];
}
