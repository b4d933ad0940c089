import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { localDate } from '../database/local-date.ts';
import { isDamage, putAside } from '../database/sqlite-database.ts';
import type { TicketStore } from './ticket-store.ts';

/** How many daily backups are kept. */
const KEEP = 7;
/** A database up to this size is checked at every start; a larger one after a crash only, and with each backup. */
const SMALL_BYTES = 16 * 1024 * 1024;

const backupName = /^tickets-\d{4}-\d{2}-\d{2}\.db$/;

export interface TicketFiles {
  /** The database, e.g. `<data>/tickets.db`. */
  readonly file: string;
  /** Where backups are kept, e.g. `<data>/backups`. */
  readonly backups: string;
}

export interface OpenedStore {
  readonly store: TicketStore;
  /** What people must be told: the damaged file was put aside; and a backup stands in for it. */
  readonly notice: 'database-quarantined' | 'database-restored' | null;
}

/** Opens a store over a file. @throws when it is damaged, or not ours. */
export type OpenStore = (file: string, options: { readonly check: boolean }) => TicketStore;

/**
 * Opens the database. One that is damaged is moved aside with everything that belongs to it, never deleted; the newest
 * backup that is sound takes its place, and whatever might have been sent since becomes "may already have been sent".
 * Another program holding the file is no damage: that error is passed on.
 *
 * @param now milliseconds since the epoch, for the name of what is moved aside.
 */
export function openOrRestore(files: TicketFiles, now: number, open: OpenStore): OpenedStore {
  const { file } = files;
  try {
    return { store: open(file, { check: mustCheck(file) }), notice: null };
  } catch (error) {
    if (!isDamaged(error)) throw error;
  }
  putAside(file, now);
  for (const backup of backupsIn(files.backups).reverse()) {
    const store = tryBackup(backup, file, open);
    if (store !== null) return { store, notice: 'database-restored' };
  }
  return { store: open(file, { check: false }), notice: 'database-quarantined' };
}

function tryBackup(backup: string, file: string, open: OpenStore): TicketStore | null {
  // Copied under another name first: a copy that is cut short must not look like the database.
  const copy = `${file}.restoring`;
  try {
    copyFileSync(backup, copy);
    renameSync(copy, file);
    const store = open(file, { check: true });
    const restored = store.restoredFromBackup();
    if (restored.ok) return store;
    store.close();
  } catch (error) {
    if (!isDamaged(error)) throw error;
  }
  for (const leftover of [copy, file, `${file}-wal`, `${file}-shm`]) rmSync(leftover, { force: true });
  return null;
}

/** After a crash the write-ahead log is still there; a small file is checked always, since it costs nothing. */
function mustCheck(file: string): boolean {
  if (!existsSync(file)) return false;
  const isCrashed = existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0;
  return isCrashed || statSync(file).size <= SMALL_BYTES;
}

/** What SQLite says, or a failed check of ours. */
const isDamaged = (error: unknown): boolean => error instanceof DamagedDatabase || isDamage(error);

/** The check of the whole file found something. */
export class DamagedDatabase extends Error {}

/**
 * Today's backup, if there is none yet; older ones than the last seven are removed. Written under another name and
 * renamed, so that a backup is whole or not there.
 *
 * @returns whether one was made; false when it was there already or could not be made.
 */
export function backupDaily(store: TicketStore, { backups }: TicketFiles, now: number): boolean {
  const name = `tickets-${localDate(now)}.db`;
  try {
    mkdirSync(backups, { recursive: true, mode: 0o700 });
    const target = join(backups, name);
    if (existsSync(target)) return false;
    const unfinished = `${target}.unfinished`;
    rmSync(unfinished, { force: true });
    if (!store.backup(unfinished).ok) {
      rmSync(unfinished, { force: true });
      return false;
    }
    renameSync(unfinished, target);
    for (const old of backupsIn(backups).slice(0, -KEEP)) rmSync(old, { force: true });
    return true;
  } catch {
    // No room or no rights: yesterday's is still there, and the drafts themselves are safe.
    return false;
  }
}

/** Oldest first. */
function backupsIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => backupName.test(name))
    .sort()
    .map((name) => join(folder, name));
}
