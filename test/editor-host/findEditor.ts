import { fileURLToPath } from 'node:url';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { describeChromium, findChromium } from './chromium.ts';
import { installEditorHost } from './install.ts';
import { cacheFolder, type EditorVersion, editorHosts } from './versions.ts';

export interface Editor {
  /** Pass to `runTests` as `vscodeExecutablePath`. */
  readonly executable: string;
  /** Add to the `extensionTestsEnv` of `runTests`. */
  readonly env: Readonly<Record<string, string>>;
  /** For the runner to print which editor it used. */
  readonly description: string;
}

/**
 * Finds a VS Code to run the suites in: the desktop one named by `VSCODE_EXECUTABLE`; else a downloaded one, if
 * requested (`TEST_EDITOR=desktop`) or known to work (GitHub Actions, Windows); else the editor host.
 */
export async function findEditor(version: EditorVersion): Promise<Editor> {
  const { VSCODE_EXECUTABLE, TEST_EDITOR, GITHUB_ACTIONS } = process.env;
  if (VSCODE_EXECUTABLE) {
    return { executable: VSCODE_EXECUTABLE, env: {}, description: `desktop VS Code at ${VSCODE_EXECUTABLE}` };
  }
  const { vscode } = editorHosts[version];
  if (TEST_EDITOR === 'desktop' || GITHUB_ACTIONS || process.platform === 'win32') {
    try {
      const executable = await downloadAndUnzipVSCode({
        version: vscode,
        cachePath: cacheFolder,
        timeout: 15_000,
      });
      return { executable, env: {}, description: `desktop VS Code ${vscode}` };
    } catch (error) {
      // The editor host does not run on Windows.
      if (process.platform === 'win32') throw error;
      console.log(`No download of VS Code ${vscode}, so the editor host is used: ${error}`);
    }
  }
  // Install here, where its progress is visible and no test waits for it.
  await installEditorHost(version);
  const chromium = await describeChromium(await findChromium());
  return {
    executable: fileURLToPath(new URL('code', import.meta.url)),
    env: { EDITOR_HOST_VERSION: version },
    description: `VS Code ${vscode}, server edition, in headless ${chromium}`,
  };
}
