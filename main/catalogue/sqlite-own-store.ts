import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { appError } from '../../preload/contract/errors.ts';
import { err, ok } from '../../preload/contract/result.ts';
import type { OwnEntry, OwnResult, OwnStore, OwnThing } from './own-store.ts';
import {
  inTransaction,
  isDamage,
  openDatabase,
  putAside,
  removeDatabase,
  sqliteCode,
} from './sqlite-database.ts';

const SQLITE_FULL = 13;
/** How many daily backups are kept. */
const KEEP = 7;
const backupName = /^workshop-\d{4}-\d{2}-\d{2}\.db$/;

const migrations = [
  `
  CREATE TABLE own (
    kind       TEXT    NOT NULL CHECK (kind IN ('model', 'variant', 'product')),
    id         INTEGER NOT NULL,
    model_id   INTEGER,
    name       TEXT,
    favourite  INTEGER CHECK (favourite IN (0, 1)),
    uses       INTEGER NOT NULL DEFAULT 0,
    used_at    INTEGER,
    touched_at INTEGER NOT NULL,
    PRIMARY KEY (kind, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX own_latest ON own (touched_at DESC);
  `,
];
const keeping = { migrations, durability: 'lasting' } as const;

export interface OwnFiles {
  /** The database, e.g. `<data>/workshop.db`. */
  readonly file: string;
  /** Where backups are kept, e.g. `<data>/backups`. */
  readonly backups: string;
}

/**
 * What the workshop said, in a SQLite file of its own, opened with the first call. A damaged one is put aside, and the
 * newest sound backup takes its place.
 *
 * @param now milliseconds since the epoch.
 */
export function createSqliteOwnStore({ file, backups }: OwnFiles, now: () => number): OwnStore {
  let opened: ReturnType<typeof prepared> | null = null;
  const inUse = () => (opened ??= prepared(openOrRestore({ file, backups }, now())));
  const close = () => {
    opened?.db.close();
    opened = null;
  };
  const guarded = <T>(work: (at: ReturnType<typeof prepared>) => T): OwnResult<T> => {
    try {
      return ok(work(inUse()));
    } catch (error) {
      // The next call finds it when it opens the file, and puts the backup in its place.
      if (isDamage(error)) close();
      const code = sqliteCode(error);
      const isFull = code !== null && (code & 0xff) === SQLITE_FULL;
      return err(appError(isFull ? 'storage.full' : 'storage.failed', code === null ? {} : { sqlite: code }));
    }
  };
  const written = (work: (at: ReturnType<typeof prepared>) => void): OwnResult<void> => {
    const result = guarded(work);
    if (result.ok) backUp(inUse().db, backups, now());
    return result;
  };

  return {
    all: () =>
      guarded(
        (at) =>
          at.all.all().map((row) => ({
            kind: row.kind as OwnThing['kind'],
            id: Number(row.id),
            modelId: row.model_id === null ? null : Number(row.model_id),
            name: row.name as string | null,
            favourite: row.favourite === null ? null : row.favourite === 1,
            uses: Number(row.uses),
            usedAt: row.used_at === null ? null : Number(row.used_at),
          })) satisfies OwnEntry[],
      ),
    note: (things, time) =>
      written((at) =>
        inTransaction(at.db, () => {
          for (const { kind, id, modelId } of things) at.note.run(kind, id, modelId, time, time);
        }),
      ),
    name: ({ kind, id, modelId }, name, time) =>
      written((at) => void at.name.run(kind, id, modelId, name, time)),
    favourite: (productId, favourite, time) =>
      written((at) => void at.favourite.run(productId, favourite ? 1 : 0, time)),
    close,
  };
}

function prepared(db: DatabaseSync) {
  const conflict = 'ON CONFLICT (kind, id) DO UPDATE SET model_id = coalesce(excluded.model_id, model_id),';
  return {
    db,
    all: db.prepare(
      `SELECT kind, id, model_id, name, favourite, uses, used_at FROM own
       WHERE name IS NOT NULL OR favourite IS NOT NULL OR uses > 0
       ORDER BY touched_at DESC, kind, id LIMIT 20000`,
    ),
    note: db.prepare(
      `INSERT INTO own (kind, id, model_id, uses, used_at, touched_at) VALUES (?, ?, ?, 1, ?, ?)
       ${conflict} uses = uses + 1, used_at = excluded.used_at, touched_at = excluded.touched_at`,
    ),
    name: db.prepare(
      `INSERT INTO own (kind, id, model_id, name, touched_at) VALUES (?, ?, ?, ?, ?)
       ${conflict} name = excluded.name, touched_at = excluded.touched_at`,
    ),
    // A mark says nothing of when it was ordered, so it does not move it to the front.
    favourite: db.prepare(
      `INSERT INTO own (kind, id, favourite, touched_at) VALUES ('product', ?, ?, ?)
       ON CONFLICT (kind, id) DO UPDATE SET favourite = excluded.favourite`,
    ),
  };
}

function openOrRestore({ file, backups }: OwnFiles, now: number): DatabaseSync {
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

function localDate(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
