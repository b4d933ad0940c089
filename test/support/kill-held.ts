import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { readDisk, ticketColumns, type TicketOnDisk } from './kill-disk.ts';

/** What a file still gives, read row by row and without any code of the program. */
export interface Held {
  readonly tickets: ReadonlyMap<string, TicketOnDisk>;
  /** How many attempts were begun on each ticket. */
  readonly begun: ReadonlyMap<string, number>;
}

const nothing: Held = { tickets: new Map(), begun: new Map() };

/** What SQLite reads out of a file and its log, when each row is asked for by its number. */
export function heldIn(file: string, rows: number): Held {
  if (!existsSync(file)) return nothing;
  const folder = mkdtempSync(join(tmpdir(), 'workshop-held-'));
  const copy = join(folder, 'copy.db');
  for (const suffix of ['', '-wal'])
    if (existsSync(file + suffix)) copyFileSync(file + suffix, copy + suffix);
  const db = new DatabaseSync(copy, { defensive: false });
  try {
    readInSpiteOfItsLength(db);
    const tickets = oneByOne<TicketOnDisk>(
      db,
      `SELECT ${ticketColumns} FROM ticket NOT INDEXED WHERE seq = ?`,
      rows,
    );
    const attempts = oneByOne<{ ticket: string; event: string }>(
      db,
      'SELECT ticket_id AS ticket, event FROM attempt NOT INDEXED WHERE id = ?',
      // Each attempt begins, ends, and may be decided on and looked up.
      rows * 20,
    );
    return { tickets: byId(tickets), begun: begunIn(attempts) };
  } finally {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same of a file that is sound. */
export function heldInSound(file: string): Held {
  const { tickets, attempts } = readDisk(file);
  return { tickets: byId(tickets), begun: begunIn(attempts) };
}

/** A file that was cut off is refused as a whole otherwise, also the pages that are there. */
function readInSpiteOfItsLength(db: DatabaseSync): void {
  try {
    db.exec('PRAGMA writable_schema = ON');
  } catch {
    // Then it says so of each row.
  }
}

function oneByOne<T>(db: DatabaseSync, sql: string, count: number): T[] {
  const found: T[] = [];
  let misses = 0;
  try {
    const one = db.prepare(sql);
    for (let at = 1; at <= count && misses < 500; at += 1) {
      try {
        const row = one.get(at) as T | undefined;
        misses = row === undefined ? misses + 1 : 0;
        if (row !== undefined) found.push(row);
      } catch {
        // On a page that is gone.
      }
    }
  } catch {
    // Not even the table is known.
  }
  return found;
}

const byId = (tickets: readonly TicketOnDisk[]) => new Map(tickets.map((ticket) => [ticket.id, ticket]));

function begunIn(attempts: readonly { ticket: string; event: string }[]): Map<string, number> {
  const begun = new Map<string, number>();
  for (const { ticket, event } of attempts)
    if (event === 'begun') begun.set(ticket, (begun.get(ticket) ?? 0) + 1);
  return begun;
}

/**
 * The backups in the order in which they came to be there, by what the folder shows after each life; not by anything that
 * the program calls or counts them.
 */
export class BackupsSeen {
  readonly #folder: string;
  #seen: { readonly file: string; readonly key: string }[] = [];

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @returns whether the one that came last was taken away again. */
  look(): boolean {
    const there = existsSync(this.#folder)
      ? readdirSync(this.#folder)
          .filter((name) => name.startsWith('tickets-') && name.endsWith('.db'))
          .map((name) => {
            const file = join(this.#folder, name);
            const { ino, birthtimeNs } = statSync(file, { bigint: true });
            return { file, key: `${name} ${ino} ${birthtimeNs}`, at: birthtimeNs };
          })
      : [];
    const keys = new Set(there.map(({ key }) => key));
    const known = new Set(this.#seen.map(({ key }) => key));
    const last = this.#seen.at(-1);
    const fresh = there.filter(({ key }) => !known.has(key)).sort((a, b) => (a.at < b.at ? -1 : 1));
    this.#seen = [...this.#seen.filter(({ key }) => keys.has(key)), ...fresh];
    return last !== undefined && !keys.has(last.key) && fresh.length === 0;
  }

  /** Newest first. */
  get newest(): string[] {
    return this.#seen.map(({ file }) => file).reverse();
  }

  /** Newest first; those that can be read as a whole. */
  get sound(): string[] {
    return this.newest.filter(isSound);
  }
}

export function isSound(file: string): boolean {
  try {
    return existsSync(file) && statSync(file).size > 0 && readDisk(file).sound;
  } catch {
    return false;
  }
}
