/** Installs what the editor and user interface suites run in, unless it is already there. */
import { compiledWorkbench } from '../test/editor-host/browser.ts';
import { findChromium } from '../test/editor-host/chromium.ts';
import { installEditorHost } from '../test/editor-host/install.ts';

// Windows has no editor host: the suite that needs the desktop editor downloads it.
if (process.platform !== 'win32') {
  await Promise.all([installEditorHost('minimum'), installEditorHost('newest'), findChromium()]);
  await Promise.all([compiledWorkbench('minimum'), compiledWorkbench('newest')]);
}
