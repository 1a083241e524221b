import { fileURLToPath } from 'node:url';
import { isEverythingTested } from '../support/thorough.ts';

/**
 * The editors that the suites run in, pinned. The npm package `code-server` contains Microsoft's server, workbench and
 * extension host; each gets a Node.js of the major version that it was built for.
 */
export const editorHosts = {
  minimum: { vscode: '1.100.3', codeServer: '4.100.3', node: '20.20.2' },
  newest: { vscode: '1.139.1', codeServer: '4.139.1', node: '24.21.0' },
} as const;

export type EditorVersion = keyof typeof editorHosts;

/** The environment variable `EDITOR_HOST_VERSION`, or `minimum` if it is not set. */
export function chosenVersion(value = process.env.EDITOR_HOST_VERSION ?? 'minimum'): EditorVersion {
  if (value === 'minimum' || value === 'newest') return value;
  throw new Error(`EDITOR_HOST_VERSION is "${value}"; it must be "minimum" or "newest".`);
}

/** The editors that a user interface test runs in. */
export function versionsToTry(version: EditorVersion): readonly EditorVersion[] {
  return isEverythingTested ? ['minimum', 'newest'] : [version];
}

/** Where the suites put downloads and leftovers, ignored by git; for the editors see install.ts. */
export const cacheFolder = fileURLToPath(new URL('../../.vscode-test', import.meta.url));
