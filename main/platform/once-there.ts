/** How long after the page is loaded word is waited for: where graphics drivers fail, no first frame is told of. */
const UNTOLD_MS = 3_000;

/** What is asked of a window: Electron's BrowserWindow is one. */
interface Loading {
  isDestroyed(): boolean;
  readonly webContents: { once(event: 'did-finish-load', listener: () => void): unknown };
}

/**
 * Does `work` once: when it is told to, or when the page must be there by now, whatever the graphics and the page do.
 *
 * @returns by which it is told to.
 */
export function onceThere(window: Loading, work: () => void): () => void {
  let isDone = false;
  const once = () => {
    if (isDone || window.isDestroyed()) return;
    isDone = true;
    work();
  };
  window.webContents.once('did-finish-load', () => setTimeout(once, UNTOLD_MS));
  return once;
}
