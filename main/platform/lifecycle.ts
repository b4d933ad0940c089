import { app, powerMonitor, type BrowserWindow } from 'electron';
import { SleepWatch } from './sleep-watch.ts';
import { later } from '../timers.ts';

/**
 * How long quitting waits for what is under way: a request, which is "may have been sent" if it is not done by then, and
 * the keychain, which is told again at the next start.
 */
const QUIT_WAIT_MS = 5_000;

export interface LifecycleDeps {
  readonly window: () => BrowserWindow | null;
  /** Somebody turns to the program, which is awake. */
  readonly focus: () => void;
  readonly suspend: () => void;
  /** It is awake again: the system said so, a person is there, or enough time went by. */
  readonly resume: () => void;
  /** Somebody unlocked the screen, and perhaps the keychain. */
  readonly unlocked: () => void;
  /** Stops starting new work and resolves when what is under way has ended. */
  readonly stop: () => Promise<void>;
  /** The last thing before the process ends. */
  readonly close: () => void;
}

/** What a program that is started on the same data tells the one that runs. */
export interface SecondStart {
  /** It wants nothing of the window: it exports drafts. */
  readonly isSilent: boolean;
}

/** Sleep and wake, a second start, closing and quitting. */
export function followLifecycle(deps: LifecycleDeps): void {
  const sleep = new SleepWatch({
    now: Date.now,
    later,
    awake: deps.resume,
  });
  const resume = () => {
    sleep.wakes();
    deps.resume();
  };
  powerMonitor.on('suspend', () => {
    sleep.fallsAsleep();
    deps.suspend();
  });
  powerMonitor.on('resume', resume);
  // Linux does not tell; whoever turns to the program has unlocked the screen.
  if (process.platform !== 'linux') powerMonitor.on('unlock-screen', deps.unlocked);
  app.on('browser-window-focus', () => {
    if (sleep.isAsleep) resume();
    else deps.focus();
    if (process.platform === 'linux') deps.unlocked();
  });

  let isEnding = false;
  let isWantedAgain = false;
  app.on('second-instance', (_event, _words, _folder, told) => {
    if ((told as SecondStart | undefined)?.isSilent === true) return;
    // Without a window there is nothing to show: whoever started it gets one when this one is out of the way.
    if (isEnding) isWantedAgain = true;
    else showWindow(deps.window());
  });
  app.on('window-all-closed', () => app.quit());

  // Not before-quit: the window is still there then, and what was typed last is saved while it closes.
  let isStopped = false;
  app.on('will-quit', (event) => {
    if (isStopped) return;
    event.preventDefault();
    if (isEnding) return;
    isEnding = true;
    sleep.wakes();
    void Promise.race([deps.stop(), after(QUIT_WAIT_MS)]).finally(() => {
      isStopped = true;
      try {
        deps.close();
      } finally {
        if (isWantedAgain) app.relaunch();
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
