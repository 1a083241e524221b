import assert from 'node:assert/strict';
import type { FileList } from '../../../../src/audit/input/fileList.ts';
import { readInput } from '../../../../src/audit/input/readFiles.ts';

export const U = 'Qnp9zOoBVBDEydnQU1rPR3vZ81DK0g6l';
export const V = 'Z6UTRpydA6MHH6GMTl0guIEiKcIGKuNi';
export const W = 'ctkmLQOdYGT8XXxPhDvNX1VHfTpc2Wkn';
export const person = 'Pe7sonXq2LrT8vB1nM5kD4fG9hJ0aSzY';
export const nodes = 'https://alidocs.dingtalk.com/i/nodes/';
export const [L, M] = [nodes + U, nodes + V];
export const hash = '9b2f1c7d5e3a4f60819c2d3e4f5a6b7c8d9e0f12';
export const token = '0123456789abcdef0123456789abcdef';
export const requestId = '0F8FAD5B-D9CB-469F-A165-70867728950E';
export const corpId = 'ding9f50b15bccd16741ffe93478753d9884';

export const uuids = ({ items }: FileList) => items.map(({ dentryUuid }) => dentryUuid);
export const never = () => assert.fail('asked which column');

/** What is read of a text that was pasted; or of a file, where its name says what it is. Nothing where it is refused. */
export async function read(text: string, file = ''): Promise<FileList> {
  try {
    return (await readInput(file, 'it', text, never)) ?? assert.fail();
  } catch (error) {
    const { kind, details } = error as { kind?: string; details?: { sentence?: string } };
    assert.equal(kind, 'invalidParameter', String(error));
    assert.match(details?.sentence ?? '', /No dentryUuids|no column/);
    return { items: [], duplicates: 0, skipped: { count: 0, examples: [] } };
  }
}
