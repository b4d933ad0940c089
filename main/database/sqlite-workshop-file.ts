import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { AppError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import { localDate } from './local-date.ts';
import {
  inTransaction,
  isDamage,
  openDatabase,
  putAside,
  removeDatabase,
  storageError,
} from './sqlite-database.ts';
import { workshopMigrations } from './workshop-schema.ts';

/** How many daily backups are kept. */
const KEEP = 7;
const backupName = /^workshop-\d{4}-\d{2}-\d{2}\.db$/;
const keeping = { migrations: workshopMigrations, durability: 'lasting' } as const;

export interface WorkshopFilePaths {
  /** The database, e.g. `<data>/workshop.db`. */
  readonly file: string;
  /** Where backups are kept, e.g. `<data>/backups`. */
  readonly backups: string;
}

/** `storage.full` or `storage.failed`: nothing of the call was kept. */
type Stored<T> = Result<T, AppError>;

/** What one store does with the file, by the statements it prepared. */
export interface WorkshopPart<S> {
  read<T>(work: (statements: S) => T): Stored<T>;
  /** All of it or nothing, and on disk before it is answered. */
  write(work: (statements: S) => void): Stored<void>;
}

/** The one connection to the file, for every store that keeps something in it. */
export interface WorkshopFile {
  /** @param prepare is run with the first use, and again whenever the file was opened anew. */
  part<S>(prepare: (db: DatabaseSync) => S): WorkshopPart<S>;
  close(): void;
}

/**
 * `workshop.db`: what people of this workshop said themselves and nobody could fetch again. It is kept like tickets, and
 * opened with the first call. A damaged one is put aside, and the newest sound backup takes its place.
 *
 * @param now milliseconds since the epoch.
 */
export function createWorkshopFile(paths: WorkshopFilePaths, now: () => number): WorkshopFile {
  let opened: DatabaseSync | null = null;
  const inUse = () => (opened ??= openOrRestore(paths, now()));
  const close = () => {
    opened?.close();
    opened = null;
  };
  const guarded = <T>(work: () => T): Stored<T> => {
    try {
      return ok(work());
    } catch (error) {
      // The next call finds it when it opens the file, and puts the backup in its place.
      if (isDamage(error)) close();
      const failure = storageError(error);
      return err(failure.code === 'storage.damaged' ? { ...failure, code: 'storage.failed' } : failure);
    }
  };
  return {
    part<S>(prepare: (db: DatabaseSync) => S): WorkshopPart<S> {
      let prepared: { readonly db: DatabaseSync; readonly statements: S } | null = null;
      const statements = () => {
        const db = inUse();
        if (prepared?.db !== db) prepared = { db, statements: prepare(db) };
        return prepared.statements;
      };
      return {
        read: (work) => guarded(() => work(statements())),
        write: (work) => {
          const result = guarded(() => {
            const ready = statements();
            inTransaction(inUse(), () => work(ready));
          });
          if (result.ok) backUp(inUse(), paths.backups, now());
          return result;
        },
      };
    },
    close,
  };
}

function openOrRestore({ file, backups }: WorkshopFilePaths, now: number): DatabaseSync {
  const first = openSound(file);
  if (first !== null) return first;
  putAside(file, now);
  for (const backup of backupsIn(backups).reverse()) {
    // Copied under another name first: a copy that is cut short must not look like the database.
    const copy = `${file}.restoring`;
    copyFileSync(backup, copy);
    renameSync(copy, file);
    const restored = openSound(file);
    if (restored !== null) return restored;
    removeDatabase(file);
  }
  return openDatabase(file, keeping);
}

/** Null: it is damaged. It is small, so all of it is looked at each time. @throws what is no damage. */
function openSound(file: string): DatabaseSync | null {
  try {
    const db = openDatabase(file, keeping);
    try {
      const [found] = db.prepare('PRAGMA integrity_check(1)').all() as { integrity_check: string }[];
      if (found?.integrity_check === 'ok') return db;
    } catch (error) {
      if (!isDamage(error)) {
        db.close();
        throw error;
      }
    }
    db.close();
    return null;
  } catch (error) {
    if (isDamage(error)) return null;
    throw error;
  }
}

/** Today's backup, with the first change of the day: whole or not there. */
function backUp(db: DatabaseSync, backups: string, now: number): void {
  try {
    const target = join(backups, `workshop-${localDate(now)}.db`);
    if (existsSync(target)) return;
    mkdirSync(backups, { recursive: true, mode: 0o700 });
    const unfinished = `${target}.unfinished`;
    rmSync(unfinished, { force: true });
    db.prepare('VACUUM INTO ?').run(unfinished);
    renameSync(unfinished, target);
    for (const old of backupsIn(backups).slice(0, -KEEP)) rmSync(old, { force: true });
  } catch {
    // No room or no rights: yesterday's is still there, and the change itself is safe.
  }
}

/** Oldest first. */
const backupsIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => backupName.test(name))
        .sort()
        .map((name) => join(folder, name))
    : [];
