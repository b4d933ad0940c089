import { existsSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { appError } from '../../preload/contract/errors.ts';
import type { StorageError } from './storage-error.ts';

/** How a database is made and opened. */
export interface Schema {
  /** One entry per schema version, each run in a transaction of its own. Released ones are never changed. */
  readonly migrations: readonly string[];
  /** `lasting`: a commit has reached the disk when it returns. `renewable`: it can be fetched again. */
  readonly durability: 'lasting' | 'renewable';
  /** Registers what migrations call. */
  readonly functions?: (db: DatabaseSync) => void;
  /** Made anew whenever they are not as they should be: they follow the program, not the file. */
  readonly triggers?: { readonly sql: string; readonly areCurrent: (db: DatabaseSync) => boolean };
}

/** SQLite's own number (https://sqlite.org/rescode.html): the primary code is the low byte. */
const SQLITE_FULL = 13;
/** SQLITE_CORRUPT and SQLITE_NOTADB (https://sqlite.org/rescode.html). */
const damageCodes = [11, 26];
const SQLITE_ERROR = 1;
const SQLITE_READONLY = 8;
/** SQLITE_CONSTRAINT and SQLITE_MISMATCH: a row says what no row may say. */
const refusalCodes = [19, 20];

/** What the file says is no longer what was written into it, although it could be read. */
export class Spoilt extends Error {}

/** The file was made by a newer program: nothing of it is touched. */
export class NewerFile extends Error {}

type Pragma = readonly [name: string, set: string, expected: string | number];

/** What must hold of the connection; read back, because SQLite ignores a pragma it cannot obey without a word. */
const pragmas: Readonly<Record<Schema['durability'], readonly Pragma[]>> = {
  lasting: [
    // Another program that looks at the file for a moment, a virus scanner or a backup, is waited for.
    ['busy_timeout', '1500', 1500],
    // A second program on the same file fails to open it: the last guard against two outboxes.
    ['locking_mode', 'EXCLUSIVE', 'exclusive'],
    ['journal_mode', 'WAL', 'wal'],
    // FULL: a commit has reached the disk when it returns. "Saved" and the write-ahead stand on this line.
    ['synchronous', 'FULL', 2],
    // macOS only flushes the drive's own cache when asked for.
    ['fullfsync', '1', 1],
    ['foreign_keys', '1', 1],
    ['trusted_schema', '0', 0],
  ],
  renewable: [
    ['busy_timeout', '1500', 1500],
    ['journal_mode', 'WAL', 'wal'],
    ['synchronous', 'NORMAL', 1],
    ['trusted_schema', '0', 0],
  ],
};

/**
 * Opens a database and brings it to the newest schema.
 *
 * @param upTo for tests of migrations: an older schema.
 * @throws when it is damaged, no database, newer than this program, locked, without room, or a pragma did not take.
 */
export function openDatabase(file: string, schema: Schema, upTo = schema.migrations.length): DatabaseSync {
  const db = new DatabaseSync(file);
  try {
    for (const [name, set, expected] of pragmas[schema.durability]) {
      db.exec(`PRAGMA ${name} = ${set}`);
      const row = db.prepare(`PRAGMA ${name}`).get() as Record<string, string | number> | undefined;
      const actual = row === undefined ? undefined : Object.values(row)[0];
      if (actual !== expected)
        throw new Error(`SQLite would not set ${name} to ${set}: it says ${String(actual)}`);
    }
    handlingOldRows(db, () => migrate(db, schema, upTo, file));
    // Found at once where the file was cut short or overwritten, at a cost that does not grow with it.
    db.exec('SELECT count(*) FROM sqlite_schema');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function migrate(
  db: DatabaseSync,
  { migrations, functions, triggers }: Schema,
  upTo: number,
  file: string,
): void {
  const { user_version: version } = db.prepare('PRAGMA user_version').get() as { user_version: number };
  if (version > migrations.length)
    throw new NewerFile(`${file} has schema ${version}; this program knows up to ${migrations.length}`);
  if (version < upTo) functions?.(db);
  for (const [index, statements] of migrations.entries()) {
    if (index >= version && index < upTo)
      inTransaction(db, () => db.exec(`${statements}; PRAGMA user_version = ${index + 1}`));
  }
  if (triggers !== undefined && !triggers.areCurrent(db)) inTransaction(db, () => db.exec(triggers.sql));
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

/** Reads every page, and every condition on every row. */
export function isWhole(db: DatabaseSync): boolean {
  try {
    const [found] = db.prepare('PRAGMA integrity_check(1)').all() as { integrity_check: string }[];
    return found?.integrity_check === 'ok';
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  }
}

/** SQLite's extended result code, where the error is SQLite's. */
export function sqliteCode(error: unknown): number | null {
  const code: unknown = error instanceof Error && 'errcode' in error ? error.errcode : null;
  return typeof code === 'number' ? code : null;
}

const isNoRoom = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOSPC';

/** What SQLite threw, or the system where whole files are worked on, as one of the codes a person can do something about. */
export function storageError(error: unknown): StorageError {
  const code = sqliteCode(error);
  const isFull = code === null ? isNoRoom(error) : (code & 0xff) === SQLITE_FULL;
  const details = code === null ? {} : { sqlite: code };
  const what = isFull ? 'storage.full' : isDamage(error) ? 'storage.damaged' : 'storage.failed';
  return appError(what, details) as StorageError;
}

export function isDamage(error: unknown): boolean {
  // What was written as JSON and is none any more has gone bad on the disk, though SQLite could read the row.
  if (error instanceof Spoilt || error instanceof SyntaxError) return true;
  const code = sqliteCode(error);
  return code !== null && damageCodes.includes(code & 0xff);
}

/** A file that is refused for what its first page says: of a newer program, of another one, or gone bad there. */
export function isForeign(error: unknown): boolean {
  const code = sqliteCode(error);
  return (
    error instanceof NewerFile || (code !== null && [SQLITE_ERROR, SQLITE_READONLY].includes(code & 0xff))
  );
}

/** What damage made of a row fits no table. */
export function isRefused(error: unknown): boolean {
  const code = sqliteCode(error);
  return code !== null && refusalCodes.includes(code & 0xff);
}

/**
 * Runs what rewrites rows that were in the file already: a migration, or putting them in doubt. All that it is handed was
 * taken by the same tables once, so what they refuse now has gone bad on the disk.
 *
 * @throws Spoilt in place of the refusal; whatever else it was, as it was.
 */
export function handlingOldRows<T>(db: DatabaseSync, work: () => T): T {
  try {
    return work();
  } catch (error) {
    // SQLite has no code of its own for a function that cannot read its row, nor for a row that fits no new column.
    const isGeneral = sqliteCode(error) === SQLITE_ERROR;
    if (isRefused(error) || (isGeneral && !isWhole(db))) throw new Spoilt(String(error), { cause: error });
    throw error;
  }
}

/** Moves a database that can be fetched again aside, with all that belongs to it; never deletes it. */
export function putAside(file: string, now: number): void {
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, `${file}.corrupt-${now}${suffix}`);
  }
}

export function removeDatabase(file: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(file + suffix, { force: true });
}
