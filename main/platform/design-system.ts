import { BrowserWindow } from 'electron';
import { designUrl } from '../security/assets.ts';

/**
 * Shows the design system, in a window without a bridge: there is nothing in it to ask main for. Only in development,
 * and only where its page was built (scripts/build.ts); it closes with the window that it is shown from.
 */
export function openDesignSystem(): void {
  const parent = BrowserWindow.getFocusedWindow();
  const window = new BrowserWindow({
    ...(parent === null ? {} : { parent }),
    width: 1280,
    height: 900,
    autoHideMenuBar: true,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false },
  });
  void window.loadURL(designUrl);
}
