import { DatabaseSync } from 'node:sqlite';
import type { Disk } from './disk.ts';
import { keptNotices, type Kind, type KeptDatabase, type Passport, type Source } from './kept.ts';
import {
  handlingOldRows,
  inTransaction,
  isDamage,
  isForeign,
  isWhole,
  openDatabase,
  type Schema,
} from './sqlite-database.ts';

/** Where a file says what it is: to be among the migrations of each kind of kept file. */
export const keptTable = `
  CREATE TABLE kept (
    key   TEXT NOT NULL PRIMARY KEY CHECK (key IN ('id', 'backup', 'backups', 'backup_day', 'notice', 'session', 'session_before', 'home')),
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

/** What a kind of file is made of. */
export interface SqliteKindOptions {
  readonly schema: Schema;
  readonly disk: Disk;
  /** Puts in doubt what may have become another since, and sends it on its way. Inside a transaction. */
  readonly doubt: (db: DatabaseSync) => void;
  /** Takes in what `from`, which may be damaged, still gives and is not here, or is newer. Inside a transaction. */
  readonly takeOver: (db: DatabaseSync, from: DatabaseSync, source: Source) => number;
  /** How much was ever put in. */
  readonly written: (db: DatabaseSync) => number;
}

export interface SqliteKept extends KeptDatabase {
  readonly db: DatabaseSync;
}

/** Bytes 18 and 19 of the file (https://sqlite.org/fileformat.html): 1 where no write-ahead log was ever used. */
const VERSIONS_AT = 18;
const NEVER_LOGGED = 1;

/** A kind of kept file over SQLite. */
export function createSqliteKind(options: SqliteKindOptions): Kind<SqliteKept> {
  const { schema, disk, doubt, takeOver, written } = options;
  return {
    open: (file) => {
      const db = openDatabase(file, schema);
      return {
        db,
        passport: () => passportOf(db),
        stamp: (changes) => inTransaction(db, () => stamp(db, changes)),
        doubt: (passport) =>
          inTransaction(db, () => {
            handlingOldRows(db, () => doubt(db));
            stamp(db, { ...passport, isBackup: false });
          }),
        isWhole: () => isWhole(db),
        written: () => written(db),
        copyTo: (target) => void db.prepare('VACUUM INTO ?').run(target),
        takeOver: (damaged, source) => takingOver(db, damaged, (from) => takeOver(db, from, source)),
        close: () => db.close(),
      };
    },
    isDamage,
    isForeign,
    // A copy that SQLite makes of itself has never been used with a log; a file that was ever opened here has.
    isPlainCopy: (file) => disk.head(file, VERSIONS_AT + 2)[VERSIONS_AT] === NEVER_LOGGED,
    markBackup: (file, notice) => {
      const db = new DatabaseSync(file);
      try {
        stamp(db, { isBackup: true, notice });
      } finally {
        db.close();
      }
    },
    rank: (file) => {
      const db = new DatabaseSync(file, { readOnly: true });
      try {
        return { backups: hasTable(db, 'kept') ? passportOf(db).backups : 0, written: written(db) };
      } finally {
        db.close();
      }
    },
  };
}

/** What cannot be read at all gives nothing; what is wrong with this file, or no room for more, is passed on. */
function takingOver(db: DatabaseSync, damaged: string, takeOver: (from: DatabaseSync) => number): number {
  let from: DatabaseSync;
  try {
    from = new DatabaseSync(damaged, { defensive: false });
  } catch {
    return 0;
  }
  // A file that was cut off is refused as a whole otherwise, with the pages that are there still. It is a copy.
  attempt(() => from.exec('PRAGMA writable_schema = ON'));
  try {
    return inTransaction(db, () => takeOver(from));
  } finally {
    from.close();
  }
}

export const hasTable = (db: DatabaseSync, name: string): boolean =>
  db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(name) !== undefined;

function passportOf(db: DatabaseSync): Passport {
  const rows = db.prepare('SELECT key, value FROM kept').all() as { key: string; value: string }[];
  const values = new Map(rows.map(({ key, value }) => [key, value]));
  return {
    id: values.get('id') ?? null,
    isBackup: values.has('backup'),
    backups: Number(values.get('backups') ?? 0),
    backupDay: values.get('backup_day') ?? null,
    // What only another program knows cannot be told here.
    notice: keptNotices.find((known) => known === values.get('notice')) ?? null,
    session: values.get('session') ?? null,
    sessionBefore: values.get('session_before') ?? null,
    home: values.get('home') ?? null,
  };
}

function stamp(db: DatabaseSync, changes: Partial<Passport>): void {
  const { isBackup, backups } = changes;
  // Null takes it away; undefined leaves it.
  const values: readonly [key: string, value: string | null | undefined][] = [
    ['id', changes.id],
    ['backup', isBackup === undefined ? undefined : isBackup ? 'yes' : null],
    ['backups', backups === undefined ? undefined : String(backups)],
    ['backup_day', changes.backupDay],
    ['notice', changes.notice],
    ['session', changes.session],
    ['session_before', changes.sessionBefore],
    ['home', changes.home],
  ];
  const put = db.prepare(
    'INSERT INTO kept VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  const drop = db.prepare('DELETE FROM kept WHERE key = ?');
  for (const [key, value] of values) {
    if (value === null) drop.run(key);
    else if (value !== undefined) put.run(key, value);
  }
}

/** A row as SQLite gives it. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * The rows of a table that may be damaged, as many as can be read, by their numbers. Each is looked for by itself: a page
 * that is gone costs the rows on it, and no others. A last number that damage made enormous is not counted up to.
 */
export function* rowsByNumber(db: DatabaseSync, table: string, number: string): Generator<Row> {
  const next = attempt(() =>
    db.prepare(`SELECT * FROM ${table} NOT INDEXED WHERE ${number} >= ? ORDER BY ${number} LIMIT 1`),
  );
  if (next === null) return;
  const last = Math.max(
    attempt(() => numberIn(db, `SELECT max(${number}) AS value FROM ${table} NOT INDEXED`)) ?? 0,
    attempt(() => numberIn(db, `SELECT seq AS value FROM sqlite_sequence WHERE name = '${table}'`)) ?? 0,
  );
  for (let [at, failures] = [1, 0]; failures < MOST_ON_LOST_PAGES;) {
    const row = attempt(() => next.get(at) as Row | undefined);
    if (row === undefined) return;
    if (row === null) {
      // On a page that is gone, or the way to it is.
      if (at >= last && last > 0) return;
      [at, failures] = [at + 1, failures + 1];
    } else {
      yield row;
      [at, failures] = [Number(row[number]) + 1, 0];
    }
  }
}

/** So many numbers in a row that cannot be read are the end. */
const MOST_ON_LOST_PAGES = 1_000_000;

/** The rows of a small table without numbers: from its beginning to where it is damaged, and from its end likewise. */
export function* rowsFromBothEnds(db: DatabaseSync, table: string, key: string): Generator<Row> {
  for (const order of ['', ' DESC']) {
    const rows = attempt(() =>
      db.prepare(`SELECT * FROM ${table} ORDER BY ${key.replaceAll(',', `${order},`)}${order}`).iterate(),
    );
    for (;;) {
      const next = attempt(() => rows?.next());
      if (next === null || next === undefined || next.done === true) break;
      yield next.value;
    }
  }
}

/** Null: it is damaged there, or was never there. */
function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

/** One number that a query gives, as `value`; 0 where it gives none. */
export const numberIn = (db: DatabaseSync, sql: string): number =>
  (db.prepare(sql).get() as { value: number | null } | undefined)?.value ?? 0;

/** The sum of all numbers ever given to rows: they are never given twice. */
export const numbersGiven = (db: DatabaseSync): number =>
  hasTable(db, 'sqlite_sequence') ? numberIn(db, 'SELECT sum(seq) AS value FROM sqlite_sequence') : 0;
