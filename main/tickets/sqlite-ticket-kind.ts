import { isDeepStrictEqual } from 'node:util';
import type { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { TicketForm, TicketState } from '../../preload/contract/ticket.ts';
import type { Disk } from '../database/disk.ts';
import type { Source } from '../database/kept.ts';
import { isRefused } from '../database/sqlite-database.ts';
import {
  createSqliteKind,
  hasTable,
  numbersGiven,
  rowsByNumber,
  type Row,
  type SqliteKept,
} from '../database/sqlite-kept.ts';
import { ticketSchema } from './sqlite-schema.ts';
import { columns, ticketOf, ticketWriter, type TicketRow } from './sqlite-ticket-row.ts';
import { attemptsBegun, createSqliteTicketStore } from './sqlite-ticket-store.ts';
import { newTicket, step, type Ticket } from './ticket.ts';
import type { TicketKind } from './ticket-file.ts';

/** `tickets.db` as a kept file. */
export const createTicketKind = (disk: Disk, now: () => number): TicketKind<SqliteKept> => ({
  ...createSqliteKind({
    schema: ticketSchema,
    disk,
    doubt: (db) => doubtAll(db, now()),
    takeOver: takeOverTickets,
    written: numbersGiven,
  }),
  attemptsBegun: ({ db }) => attemptsBegun(db),
  storeOn: ({ db }, hooks) => createSqliteTicketStore(db, hooks),
});

/**
 * Whatever might have been sent since is in doubt; a form that nobody filled in is no order. In the order in which drafts
 * were worked on: the last one stays the last one.
 */
function doubtAll(db: DatabaseSync, at: number): void {
  const { update } = ticketWriter(db);
  const rows = db
    .prepare(`SELECT ${columns} FROM ticket WHERE state <> 'created' AND blank = 0 ORDER BY touched, seq`)
    .all();
  for (const ticket of (rows as unknown as TicketRow[]).map(ticketOf)) {
    const next = step(ticket, { kind: 'restoredFromBackup' }, at);
    if (next.ok) update(ticket, next.value);
  }
}

/** Every ticket that can still be read and is not here, or is newer than here; and the record of what was tried. */
function takeOverTickets(db: DatabaseSync, from: DatabaseSync, source: Source): number {
  // What was there did happen, also where the backup knows nothing of the steps in between.
  db.exec('DROP TRIGGER IF EXISTS ticket_state');
  const { insertAt, update } = ticketWriter(db);
  const here = db.prepare(`SELECT ${columns} FROM ticket WHERE id = ?`);
  const isTaken = db.prepare('SELECT 1 FROM ticket WHERE seq = ?');
  // Read in the order in which they were made; worked on they were in another.
  const touch = db.prepare("UPDATE ticket SET touched = ? WHERE id = ? AND state = 'draft'");
  const put = (ticket: Ticket, known: Ticket | null, touched: unknown) => {
    if (known !== null) update(known, ticket);
    else insertAt(isTaken.get(ticket.place) === undefined ? ticket.place : null, ticket);
    if (typeof touched === 'number') touch.run(touched, ticket.id);
  };
  let taken = 0;
  for (const row of rowsByNumber(from, 'ticket', 'seq')) {
    const ticket = readable(row);
    if (ticket === null) continue;
    const found = here.get(ticket.id) as TicketRow | undefined;
    const known = found === undefined ? null : ticketOf(found);
    if (known !== null && !isNewer(ticket, known, source)) continue;
    // Where damage made of it what no ticket may be, what a person wrote is kept.
    const isIn = [ticket, asDraft(ticket)].some((each) => fits(() => put(each, known, row.touched)));
    if (isIn) taken += 1;
  }
  if (!hasTable(db, 'attempt')) return taken;
  const names = ['id', 'ticket_id', 'number', 'event', 'code', 'status', 'account', 'at', 'until'];
  const record = db.prepare(
    `INSERT OR IGNORE INTO attempt (${names.join(', ')})
     SELECT ${names.map((name) => `:${name}`).join(', ')} WHERE EXISTS (SELECT 1 FROM ticket WHERE id = :ticket_id)`,
  );
  for (const row of rowsByNumber(from, 'attempt', 'id'))
    fits(() =>
      record.run(
        Object.fromEntries(names.map((name) => [name, row[name] ?? null])) as Record<string, string>,
      ),
    );
  return taken;
}

/**
 * Which of two is the later. What is known to be created stays so. Where the file in use knows less than the backup, it
 * is an older one that was put in its place, and what it says is what people saw last.
 */
function isNewer(there: Ticket, here: Ticket, { wasInUse, isLater }: Source): boolean {
  if (here.state === 'created' && there.state !== 'created') return false;
  // Nothing that was typed is lost by knowing that it was sent.
  if (there.state === 'created' && here.state !== 'created' && isDeepStrictEqual(there.form, here.form))
    return true;
  return isLater ? there.revision > here.revision : wasInUse;
}

/** As it was written, not as it was released: it may have been sent. */
const asDraft = (ticket: Ticket): Ticket => ({
  ...newTicket(ticket.id, ticket.form, ticket.createdAt),
  place: ticket.place,
  revision: ticket.revision,
  attempts: ticket.attempts,
  doubted: true,
});

/** @returns false: the database refuses it. */
function fits(put: () => unknown): boolean {
  try {
    put();
    return true;
  } catch (error) {
    if (!isRefused(error)) throw error;
    return false;
  }
}

const Id = v.pipe(v.string(), v.uuid());
const Count = v.pipe(v.number(), v.safeInteger());
const Whole = v.object({
  state: TicketState,
  revision: Count,
  form: TicketForm,
  queued: Count,
  attempts: Count,
  createdAt: Count,
  savedAt: Count,
});
/** Of what is whole no more, what a draft needs. */
const Left = v.object({
  revision: v.fallback(Count, 1),
  attempts: v.fallback(Count, 0),
  createdAt: v.fallback(Count, 0),
});

/**
 * What is left of a row: the ticket, with what can still be read of what stands beside its form; or else the draft that it
 * was. What was being sent may have been. Null: what was written in it is gone, or which ticket it was.
 */
function readable(row: Row): Ticket | null {
  if (!v.is(Id, row.id) || !isJson(row.form)) return null;
  // What was created stays so, whatever became of what was sent.
  const otherwise = row.state === 'created' ? { ...spoilt, payload: '{}' } : spoilt;
  const beside = Object.entries(otherwise).map(([name, value]): [string, unknown] => [
    name,
    besideForm(row, name, value),
  ]);
  const ticket = ticketOf({ restored: null, ...row, ...Object.fromEntries(beside) } as unknown as TicketRow);
  const hasPayload = ticket.payload !== null && ticket.lane !== null;
  const isReleased = !['draft', 'discarded'].includes(ticket.state);
  if (!v.is(Whole, ticket) || (isReleased && !hasPayload))
    return asDraft({ ...ticket, ...v.parse(Left, ticket) });
  return ticket.state === 'sending' ? { ...ticket, state: 'unconfirmed', doubted: true } : ticket;
}

/** What stands beside a form as JSON, and what is said in its place where it is none any more. */
const spoilt = { wait: null, answer: null, created: '{}', vouched: '{}', checks: '[]', baseline: null };

/** A column that an older program did not have is empty. */
function besideForm(row: Row, name: string, otherwise: string | null): unknown {
  const value = row[name] ?? (name === 'checks' ? '[]' : null);
  return value === null || isJson(value) ? value : otherwise;
}

function isJson(text: unknown): text is string {
  try {
    JSON.parse(text as string);
    return typeof text === 'string';
  } catch {
    return false;
  }
}
