import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { migrations } from '../../main/tickets/sqlite-schema.ts';
import type { Chance } from './chance.ts';

// What a bad disk, a cleaner, or a person who means well does to the file while the program is not running.

export const damages = ['torn', 'emptied', 'deleted', 'overwritten'] as const;
export type Damage = (typeof damages)[number];

const PAGE = 4_096;
const remove = (file: string, suffixes: readonly string[]) => {
  for (const suffix of suffixes) rmSync(file + suffix, { force: true });
};

/** Spoils the file. Its log stays beside it or goes with it, as chance has it. */
export function spoil(file: string, damage: Damage, luck: Chance): void {
  const { size } = statSync(file);
  const pages = Math.floor(size / PAGE);
  switch (damage) {
    case 'torn':
      truncateSync(file, 1 + luck.below(size - 1));
      break;
    case 'emptied':
      truncateSync(file);
      if (luck.oneIn(2)) remove(file, ['-wal', '-shm']);
      break;
    case 'deleted':
      remove(file, luck.oneIn(2) ? [''] : ['', '-wal', '-shm']);
      break;
    case 'overwritten': {
      // Whole pages, as disks lose them: no row is left half true.
      const first = luck.below(pages);
      for (let page = first; page < Math.min(pages, first + 1 + luck.below(3)); page += 1)
        overwrite(file, page, luck.of([0x00, 0xaa, 0xff]));
      // What is only in the log was not on those pages: half the time it has been taken in already.
      break;
    }
  }
}

function overwrite(file: string, page: number, value: number): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(PAGE, value), 0, PAGE, page * PAGE);
  closeSync(handle);
}

/** SQLite takes what is in the log into the file, as it does by itself now and then. */
export function takeLogIn(file: string): void {
  const db = new DatabaseSync(file);
  db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all();
  db.close();
}

/** A person puts a backup in the file's place, as anybody would: nothing tells the program. */
export function putInPlace(backup: string, file: string): void {
  remove(file, ['', '-wal', '-shm']);
  copyFileSync(backup, file);
}

/**
 * The same tickets in a file of the oldest schema, as the first program would have written them: with one field for what
 * is now said in three, and without what it did not know.
 *
 * @param isPlain as a person's copy of it is, which no program ever had open.
 */
export function makeOldest(file: string, isPlain: boolean): void {
  takeLogIn(file);
  const now = new DatabaseSync(file, { readOnly: true });
  const columns = now.prepare('PRAGMA table_info(ticket)').all() as { name: string }[];
  const isOld = columns.some(({ name }) => name === 'problem');
  const problem = isOld
    ? 'problem'
    : `CASE WHEN restored IS NOT NULL THEN json_object('code', 'doubt.restored', 'status', NULL, 'message', NULL, 'at', restored)
        WHEN state = 'queued' AND wait IS NOT NULL THEN json_object('code', json_extract(wait, '$.code'), 'status', NULL,
          'message', NULL, 'at', json_extract(wait, '$.at'))
        ELSE answer END AS problem`;
  const tickets = now
    .prepare(
      `SELECT seq, id, state, revision, form, blank, payload, payload_sha256, lane, account, queued, attempts, doubted,
         ${problem}, created, created_at, saved_at FROM ticket ORDER BY seq`,
    )
    .all();
  const attempts = now
    .prepare(
      `SELECT id, ticket_id, number, event, code, status, account, at FROM attempt WHERE event <> 'looked' ORDER BY id`,
    )
    .all();
  now.close();
  const target = `${file}.older`;
  const older = new DatabaseSync(target);
  if (!isPlain) older.exec('PRAGMA journal_mode = WAL');
  older.exec(`BEGIN; ${migrations[0] ?? ''}; PRAGMA user_version = 1`);
  for (const [table, rows] of [
    ['ticket', tickets],
    ['attempt', attempts],
  ] as const)
    for (const row of rows) {
      const names = Object.keys(row);
      older
        .prepare(
          `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => `:${name}`).join(', ')})`,
        )
        .run(row);
    }
  older.exec('COMMIT');
  older.close();
  remove(file, ['-wal', '-shm']);
  copyFileSync(target, file);
  remove(target, ['', '-wal', '-shm']);
}

/** A file of which only a part was written. */
export function tear(file: string): void {
  if (existsSync(file)) truncateSync(file, Math.max(1, Math.floor(statSync(file).size / 2)));
}
