import type { DatabaseSync } from 'node:sqlite';
import type { AppError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import { randomUUID } from 'node:crypto';
import { systemDisk, type Disk } from './disk.ts';
import type { BackedUp } from './backups.ts';
import { KeptFile } from './kept-file.ts';
import type { KeptNotice, KeptPaths, Source } from './kept.ts';
import { inTransaction, isDamage, storageError } from './sqlite-database.ts';
import { createSqliteKind, numberIn, rowsFromBothEnds, type SqliteKept } from './sqlite-kept.ts';
import { workshopMigrations } from './sqlite-workshop-schema.ts';

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
  /** What people were told of the file, they have seen. */
  dismiss(): void;
  close(): void;
}

export interface WorkshopFileDeps {
  readonly disk?: Disk;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly newId?: () => string;
  /** Milliseconds of a clock that nobody can set. */
  readonly monotonic?: () => number;
  /** The file was opened, and people must know this of it. */
  readonly noticed?: (notice: KeptNotice) => void;
  /** What became of the day's backup, and the day of the last one; null: there is none. */
  readonly backedUp?: (outcome: BackedUp, last: string | null) => void;
}

/**
 * How long a file that could not be opened is left alone. Trying takes as long as another program holds it, and every key
 * that is typed may ask for it.
 */
const AGAIN_MS = 3_000;

/**
 * `workshop.db`: what people of this workshop said themselves and nobody could fetch again. It is kept like tickets, and
 * opened with the first call. Once it is found damaged, the next call opens it anew, and what can be had is there again.
 */
export function createWorkshopFile(paths: KeptPaths, deps: WorkshopFileDeps): WorkshopFile {
  const { disk = systemDisk, now, newId = randomUUID, monotonic = () => performance.now() } = deps;
  const kept = new KeptFile(paths, createWorkshopKind(disk), { disk, now, newId });
  let opened: SqliteKept | null = null;
  let failure: { readonly error: unknown; readonly at: number } | null = null;
  const inUse = (): SqliteKept => {
    if (opened !== null) return opened;
    if (failure !== null && monotonic() - failure.at < AGAIN_MS) throw failure.error;
    try {
      opened = kept.open();
      failure = null;
    } catch (error) {
      failure = { error, at: monotonic() };
      throw error;
    }
    const { notice } = opened.passport();
    if (notice !== null) deps.noticed?.(notice);
    return opened;
  };
  const close = () => {
    opened?.close();
    opened = null;
  };
  const guarded = <T>(work: () => T): Stored<T> => {
    try {
      return ok(work());
    } catch (error) {
      const failure = storageError(error);
      if (!isDamage(error)) return err(failure);
      kept.suspect();
      close();
      return err({ ...failure, code: 'storage.failed' });
    }
  };
  return {
    part<S>(prepare: (db: DatabaseSync) => S): WorkshopPart<S> {
      let prepared: { readonly db: DatabaseSync; readonly statements: S } | null = null;
      const statements = () => {
        const { db } = inUse();
        if (prepared?.db !== db) prepared = { db, statements: prepare(db) };
        return prepared.statements;
      };
      return {
        read: (work) => guarded(() => work(statements())),
        write: (work) => {
          const result = guarded(() => {
            const ready = statements();
            inTransaction(inUse().db, () => work(ready));
          });
          // With the first change of the day.
          if (!result.ok) return result;
          const outcome = kept.backUp(inUse());
          deps.backedUp?.(outcome, kept.lastBackup(inUse()));
          return result;
        },
      };
    },
    dismiss: () => void guarded(() => inUse().stamp({ notice: null })),
    close,
  };
}

const createWorkshopKind = (disk: Disk) =>
  createSqliteKind({
    schema: { migrations: workshopMigrations, durability: 'lasting' },
    disk,
    // A name or a template is what it is, whenever it was said.
    doubt: () => undefined,
    takeOver,
    written: (db) => tables.reduce((sum, { name }) => sum + rowsIn(db, name), 0),
  });

const tables = [
  { name: 'own', key: 'kind, id' },
  { name: 'template', key: 'id' },
  { name: 'template_day', key: 'template_id, day' },
] as const;

function rowsIn(db: DatabaseSync, table: string): number {
  try {
    return numberIn(db, `SELECT count(*) AS value FROM ${table}`);
  } catch (error) {
    // An older program knew no such table.
    if (isDamage(error)) throw error;
    return 0;
  }
}

/**
 * Nothing here has a number that grows with it, but the file in use is always newer than its backup; one that was put
 * aside once is where it goes on from there.
 */
function takeOver(db: DatabaseSync, from: DatabaseSync, { wasInUse, isLater }: Source): number {
  let taken = 0;
  for (const { name, key } of tables) {
    const names = (db.prepare(`PRAGMA table_info(${name})`).all() as { name: string }[]).map(
      (column) => column.name,
    );
    const put = db.prepare(
      `INSERT OR ${wasInUse || isLater ? 'REPLACE' : 'IGNORE'} INTO ${name} (${names.join(', ')}) VALUES (${names.map((column) => `:${column}`).join(', ')})`,
    );
    for (const row of rowsFromBothEnds(from, name, key)) {
      try {
        put.run(
          Object.fromEntries(names.map((column) => [column, row[column] ?? null])) as Record<string, string>,
        );
        taken += 1;
      } catch (error) {
        // What damage made of a row fits no table.
        if (isDamage(error) || storageError(error).code === 'storage.full') throw error;
      }
    }
  }
  return taken;
}
