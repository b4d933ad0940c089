import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** A ticket as it lies in the file, read without any code of the program. */
export interface TicketOnDisk {
  readonly id: string;
  readonly state: string;
  readonly revision: number;
  readonly reference: string;
  readonly lane: number | null;
  readonly queued: number;
  readonly doubted: number;
  /** The service's number, where it is known. */
  readonly number: string | null;
  /** 1: it still has the payload that it was released with. */
  readonly frozen: number;
}

/** What makes one, in any schema there ever was. */
export const ticketColumns = `id, state, revision, json_extract(form, '$.reference') AS reference, lane, queued, doubted,
  json_extract(created, '$.id') AS number, payload IS NOT NULL AS frozen`;

export interface AttemptOnDisk {
  readonly ticket: string;
  readonly event: string;
  readonly code: string;
}

export interface Disk {
  readonly sound: boolean;
  readonly tickets: readonly TicketOnDisk[];
  readonly attempts: readonly AttemptOnDisk[];
}

/**
 * What a killed program left on the disk. Looked at in a copy, so that it is the program itself that finds the file as
 * it was left.
 */
export function readDisk(file: string): Disk {
  if (!existsSync(file)) return { sound: true, tickets: [], attempts: [] };
  const folder = mkdtempSync(join(tmpdir(), 'workshop-disk-'));
  const copy = join(folder, 'copy.db');
  for (const suffix of ['', '-wal'])
    if (existsSync(file + suffix)) copyFileSync(file + suffix, copy + suffix);
  const db = new DatabaseSync(copy);
  try {
    const all = <T>(sql: string) => db.prepare(sql).all() as unknown as T[];
    const [check] = all<{ integrity_check: string }>('PRAGMA integrity_check(1)');
    const tables = all<{ name: string }>("SELECT name FROM sqlite_schema WHERE name = 'attempt'");
    // Killed before its first migration: an empty file, as good as none.
    if (tables.length === 0) return { sound: check?.integrity_check === 'ok', tickets: [], attempts: [] };
    return {
      sound: check?.integrity_check === 'ok',
      tickets: all(`SELECT ${ticketColumns} FROM ticket ORDER BY seq`),
      attempts: all('SELECT ticket_id AS ticket, event, code FROM attempt ORDER BY id'),
    };
  } finally {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
