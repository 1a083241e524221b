import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { byPerson } from '../../editor/command.ts';
import { commands } from '../../ids.ts';
import { type Finding, failed, ok, warning } from './check.ts';
import { Fact } from './fact.ts';
import { problem } from './problem.ts';

/** The extension's own folder, and the locks in it. */
export interface OwnFiles {
  readonly folder: string;
  /** How many audits are locked by a window that is gone. */
  leftoverLocks(): Promise<number>;
}

/** Whether the folder can be written, what is left in it, and how much. */
export async function checkFiles({ folder, leftoverLocks }: OwnFiles): Promise<Finding[]> {
  const [code, locks, bytes] = await Promise.all([writeError(folder), leftoverLocks(), sizeOf(folder)]);
  return [
    code === undefined
      ? ok('files', Fact.folder('writable'), Fact.size(bytes))
      : failed(
          'files',
          problem(
            'internalError',
            l10n.t(
              'The extension cannot write its files, so API calls are not counted and audits cannot be saved. Check the free space and the permissions of the folder globalStorage in the user data folder of the editor.',
            ),
          ),
          Fact.folder('notWritable', code),
        ),
    ...(locks === 0 ? [] : [leftover(locks)]),
  ];
}

function leftover(locks: number): Finding {
  const sentence = l10n.t('An audit was interrupted when its window ended. It can be resumed.');
  const remedy = { title: l10n.t('Resume Audit'), command: commands.resumeAudit, arguments: [byPerson] };
  return warning('files', problem('internalError', sentence, remedy), Fact.locks(locks));
}

/** The code of the error; `undefined` if a file could be written. */
async function writeError(folder: string): Promise<string | undefined> {
  const file = path.join(folder, `doctor-${randomUUID()}`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(file, '');
    await rm(file);
    return undefined;
  } catch (error) {
    return codeOf(error);
  }
}

async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    names.map(name =>
      stat(path.join(folder, name)).then(
        found => (found.isFile() ? found.size : 0),
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'EIO';
}
