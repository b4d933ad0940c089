import { existsSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { appError, type AppError } from '../../preload/contract/errors.ts';

/** How a file is kept. */
export interface Keeping {
  /** One entry per schema version, each run in a transaction of its own. Released ones are never changed. */
  readonly migrations: readonly string[];
  /** `lasting`: a commit has reached the disk when it returns. `renewable`: it can be fetched again. */
  readonly durability: 'lasting' | 'renewable';
}

/** SQLite's own number (https://sqlite.org/rescode.html): the primary code is the low byte. */
const SQLITE_FULL = 13;
/** SQLITE_CORRUPT and SQLITE_NOTADB (https://sqlite.org/rescode.html). */
const damageCodes = [11, 26];

/** The file was made by a newer program: nothing of it is touched. */
export class NewerFile extends Error {}

/** Opens a database and brings it to the newest schema. @throws when it is damaged, newer than this program, or locked. */
export function openDatabase(file: string, { migrations, durability }: Keeping): DatabaseSync {
  const db = new DatabaseSync(file);
  try {
    db.exec('PRAGMA busy_timeout = 1500');
    db.exec('PRAGMA journal_mode = WAL');
    db.exec(`PRAGMA synchronous = ${durability === 'lasting' ? 'FULL' : 'NORMAL'}`);
    if (durability === 'lasting') db.exec('PRAGMA fullfsync = 1');
    db.exec('PRAGMA trusted_schema = 0');
    const { user_version: version } = db.prepare('PRAGMA user_version').get() as { user_version: number };
    if (version > migrations.length)
      throw new NewerFile(`${file} has schema ${version}; this program knows up to ${migrations.length}`);
    for (const [index, statements] of migrations.entries()) {
      if (index >= version)
        inTransaction(db, () => db.exec(`${statements}; PRAGMA user_version = ${index + 1}`));
    }
    // Found at once where the file was cut short or overwritten, at a cost that does not grow with it.
    db.exec('SELECT count(*) FROM sqlite_schema');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

export function inTransaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const value = work();
    db.exec('COMMIT');
    return value;
  } catch (error) {
    // A full disk may have made SQLite end the transaction already.
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/** SQLite's extended result code, where the error is SQLite's. */
export function sqliteCode(error: unknown): number | null {
  const code: unknown = error instanceof Error && 'errcode' in error ? error.errcode : null;
  return typeof code === 'number' ? code : null;
}

type StorageError = AppError & { readonly code: 'storage.full' | 'storage.failed' | 'storage.damaged' };

/** What SQLite threw, as one of the codes a person can do something about. */
export function storageError(error: unknown): StorageError {
  const code = sqliteCode(error);
  const isFull = code !== null && (code & 0xff) === SQLITE_FULL;
  const details = code === null ? {} : { sqlite: code };
  const what = isFull ? 'storage.full' : isDamage(error) ? 'storage.damaged' : 'storage.failed';
  return appError(what, details) as StorageError;
}

export function isDamage(error: unknown): boolean {
  const code = sqliteCode(error);
  return code !== null && damageCodes.includes(code & 0xff);
}

/** Moves a database aside with all that belongs to it; never deletes it. */
export function putAside(file: string, now: number): void {
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, `${file}.corrupt-${now}${suffix}`);
  }
}

export function removeDatabase(file: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(file + suffix, { force: true });
}
