/** Installs what the suites of the editor and of the user interface run in, unless it is there already. */
import { findChromium } from '../test/editor-host/chromium.ts';
import { installEditorHost } from '../test/editor-host/install.ts';

// On Windows there is no editor host: the desktop editor is downloaded by the suite that needs it.
if (process.platform !== 'win32') {
  await Promise.all([installEditorHost('minimum'), installEditorHost('newest'), findChromium()]);
}
