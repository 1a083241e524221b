import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** The files in a folder, at any depth, that contain an ASCII text anywhere in their bytes. */
export async function filesWith(folder: string, text: string): Promise<string[]> {
  // A browser's databases and Windows may store it as UTF-16.
  const wanted = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter(entry => entry.isFile())) {
    const bytes = await readFile(path.join(entry.parentPath, entry.name));
    if (wanted.some(one => bytes.includes(one))) found.push(entry.name);
  }
  return found;
}
