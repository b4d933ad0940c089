import { mkdirSync } from 'node:fs';
import { app, clipboard, dialog, session, type BrowserWindow, type WebContents } from 'electron';
import type { Notice } from '../../preload/contract/settings.ts';
import type { TicketCounts } from '../../preload/contract/ticket.ts';
import type { Link } from '../ipc/link.ts';
import type { Paths } from '../paths.ts';
import { openSignInPage } from '../security/external-links.ts';
import type { Settings } from '../settings/settings.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { recoverFromCrashes } from './crash-recovery.ts';
import { askForFile } from './dialogs.ts';
import { showWindow } from './lifecycle.ts';
import { createLog, type Log } from './log.ts';
import { NoticeBoard } from './notice-board.ts';
import { noticeOf } from './notices.ts';
import { Notifier } from './notifier.ts';
import { onceThere } from './once-there.ts';
import { openWindow } from './window.ts';
import { wordsIn, type Words } from './words.ts';

/** The log, and in it whatever nobody expected. */
export function initLog(paths: Paths): Log {
  mkdirSync(paths.logs, { recursive: true });
  const log = createLog(paths.logs);
  process.on('uncaughtException', (error) => log.bug('uncaught', error));
  process.on('unhandledRejection', (error) => log.bug('unhandled', error));
  return log;
}

export const initNotices = (link: Link): NoticeBoard =>
  new NoticeBoard((notices: Notice[]) => link.tell('app', 'noticesChanged', notices));

/** The desktop around the program: its one window, what main itself says to people, and what it asks them for. */
export interface Desktop {
  readonly program: { readonly name: string; readonly version: string; systemLocale(): string };
  /** What the system's proxy settings say. */
  resolveProxy(url: string): Promise<string>;
  openBrowser(url: string): Promise<boolean>;
  copyText(text: string): void;
  window(): BrowserWindow | null;
  webContents(): WebContents | null;
  words(): Words;
  toFront(): void;
  /** Null: the person changed their mind. */
  askForCatalogue(): Promise<string | null>;
  /** On the taskbar: how many tickets wait. */
  count(counts: TicketCounts): void;
  /** What became of a ticket, for whoever looks elsewhere. */
  rested(ticket: Ticket, before: Ticket): void;
  /** Opens the window. `work` is what its first screen does not need: done once the page has that. */
  open(work: () => void): void;
  /** The page has what its first screen is made of. */
  loaded(): void;
}

export function initDesktop(deps: { paths: Paths; settings: Settings; link: Link; log: Log }): Desktop {
  const { paths, settings, link, log } = deps;
  let window: BrowserWindow | null = null;
  let onLoaded: (() => void) | null = null;
  link.attach(() => window?.webContents ?? null);
  const words = () => wordsIn(settings.get('language'), app.getLocale());
  const notifier = new Notifier(
    () => window,
    (id) => link.tell('tickets', 'showRequested', { id }),
    words,
  );
  return {
    program: {
      name: app.getName(),
      version: app.getVersion(),
      systemLocale: () => app.getSystemLocale(),
    },
    resolveProxy: (url) => session.defaultSession.resolveProxy(url),
    openBrowser: openSignInPage,
    copyText: (text) => void clipboard.writeText(text),
    window: () => window,
    webContents: () => window?.webContents ?? null,
    words,
    toFront: () => showWindow(window),
    askForCatalogue: () => askForFile(window, { name: 'JSON', extensions: ['json'] }),
    count: (counts) => notifier.count(counts),
    rested: (ticket, before) => {
      const notice = noticeOf(ticket, before);
      const { reference, vin } = ticket.form;
      if (notice !== null) notifier.notify(notice, ticket.id, reference || vin);
    },
    open: (work) => {
      const opened = openWindow({
        appFolder: paths.app,
        devTools: !app.isPackaged,
        place: settings.get('windowPlace'),
        savePlace: (place) => void settings.set('windowPlace', place),
        theme: settings.get('theme'),
      });
      window = opened;
      opened.on('closed', () => {
        window = null;
      });
      recoverFromCrashes(
        opened,
        (what) => log.event('gone', { what }),
        () => performance.now(),
        words,
      );
      onLoaded = onceThere(opened, () => {
        const { platform, versions } = process;
        log.event('started', { version: app.getVersion(), platform, electron: versions.electron });
        work();
      });
    },
    loaded: () => onLoaded?.(),
  };
}

/** The exit code for "configuration error" (sysexits.h). */
const EX_CONFIG = 78;

/** Says what is wrong, on standard error for scripts and in a box for people, and ends. */
export function refuseToStart(text: string): void {
  process.stderr.write(`${text}\n`);
  dialog.showErrorBox('Jifeline Workshop', text);
  app.exit(EX_CONFIG);
}
