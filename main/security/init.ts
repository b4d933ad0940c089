import { app, session } from 'electron';
import type { Paths } from '../paths.ts';
import type { Log } from '../platform/log.ts';
import { serveApp } from './app-protocol.ts';
import { lockDown } from './lock-down.ts';

/** Denies everything that is not ours, and serves the window's own pages. */
export function initSecurity(paths: Paths, log: Log): void {
  lockDown(session.defaultSession, (what) => log.event('denied', { what }));
  // The design system stands beside the built program, and is no part of what is packaged.
  serveApp(session.defaultSession, app.isPackaged ? [paths.renderer] : [paths.renderer, paths.design]);
}
