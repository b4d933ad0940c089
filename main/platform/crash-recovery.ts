import { dialog, type BrowserWindow } from 'electron';
import { appUrl } from '../security/assets.ts';
import { CrashLimit } from './crash-limit.ts';
import type { Words } from './words.ts';

/**
 * Brings the window back when its process dies: everything that was typed is in main's store, so a new page shows it
 * again. A page that dies again and again is left alone, and people are asked.
 *
 * @param report told of every death, with Chromium's reason.
 */
export function recoverFromCrashes(
  window: BrowserWindow,
  report: (what: string) => void,
  now: () => number,
  words: () => Words,
): void {
  const limit = new CrashLimit(now);
  const reload = () => void window.loadURL(appUrl);
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    report(`window ${reason}`);
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    if (limit.mayTryAgain()) {
      reload();
      return;
    }
    void dialog
      .showMessageBox(window, {
        type: 'warning',
        title: 'Jifeline Workshop',
        message: words().crashed.message,
        detail: words().crashed.detail,
        buttons: [words().crashed.again],
      })
      .then(reload);
  });
  window.on('unresponsive', () => report('window unresponsive'));
}
