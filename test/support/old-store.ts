import { createHash } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { openTicketDatabase } from '../../main/tickets/sqlite-schema.ts';
import { filledForm } from './tickets.ts';

/** A file of tickets of the program before this one (schema 3), open, with a ticket in it that waits to be sent. */
export function openOldStore(file: string): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true });
  const db = openTicketDatabase(file, 3);
  const body = '{"connector_id":7}';
  db.prepare(
    `INSERT INTO ticket (id, state, revision, form, blank, payload, payload_sha256, lane, account, queued, attempts,
       doubted, problem, created_at, saved_at, checks, search, car)
     VALUES (?, 'queued', 2, ?, 0, ?, ?, 7, 'pin:1', 1, 0, 0, NULL, 1, 1, '[]', '', '')`,
  ).run(
    crypto.randomUUID(),
    JSON.stringify(filledForm({ connector_id: '7' })),
    body,
    createHash('sha256').update(body).digest('hex'),
  );
  return db;
}

/** A daily backup as that program made it (VACUUM INTO), put in this place by a person. */
export function putOldBackup(file: string): void {
  const live = `${file}-live`;
  const db = openOldStore(live);
  db.prepare('VACUUM INTO ?').run(file);
  db.close();
  rmSync(live);
}
