import { app, powerMonitor, type BrowserWindow } from 'electron';

/** How long quitting waits for a request that is under way. What is not done by then is "may have been sent". */
const QUIT_WAIT_MS = 5_000;

export interface LifecycleDeps {
  readonly window: () => BrowserWindow | null;
  readonly suspend: () => void;
  readonly resume: () => void;
  /** Stops starting new work and resolves when what is under way has ended. */
  readonly stop: () => Promise<void>;
  /** The last thing before the process ends. */
  readonly close: () => void;
}

/** Sleep and wake, a second start, closing and quitting. */
export function followLifecycle(deps: LifecycleDeps): void {
  powerMonitor.on('suspend', deps.suspend);
  powerMonitor.on('resume', deps.resume);

  app.on('second-instance', () => {
    showWindow(deps.window());
  });
  app.on('window-all-closed', () => app.quit());

  // Not before-quit: the window is still there then, and what was typed last is saved while it closes.
  let stopped = false;
  app.on('will-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void Promise.race([deps.stop(), after(QUIT_WAIT_MS)]).finally(() => {
      stopped = true;
      try {
        deps.close();
      } finally {
        // Whatever closing says: a program without a window that goes on would keep the next one from starting.
        app.quit();
      }
    });
  });
}

/** Brings the window to the front, wherever it is. */
export function showWindow(window: BrowserWindow | null): void {
  if (window === null) return;
  if (window.isMinimized()) window.restore();
  window.show();
  // macOS brings a window forward only with its program.
  app.focus({ steal: true });
  window.focus();
}

const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
