import type { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import type { CreatedTicket } from '../../preload/contract/ticket.ts';
import { TicketAnswer, TicketCheck, TicketWait, type TicketState } from '../../preload/contract/ticket.ts';
import { normaliseVin } from '../../preload/contract/vin.ts';
import { fitting, readJson } from '../stored-json.ts';
import { numberIn } from '../database/sqlite-kept.ts';
import { sqliteCode } from '../database/sqlite-database.ts';
import { blankForm, isBlank } from './form.ts';
import { searchText } from './search-text.ts';
import { readForm } from './stored-form.ts';
import { ticketNumberOf } from './ticket-number.ts';
import type { Replaced } from './ticket-store.ts';
import { newTicket, type Ticket, type Vouched, type Wait } from './ticket.ts';
import { waitsFor } from './who-acts.ts';

/** What of a row makes a ticket. */
export const columns = `seq, id, state, revision, form, payload, payload_sha256, lane, account, queued, attempts, doubted,
  wait, answer, restored, created, vouched, checks, baseline, created_at, saved_at`;

/** A row of the table `ticket`, as SQLite gives it. */
export interface TicketRow {
  readonly seq: number;
  readonly id: string;
  readonly state: TicketState;
  readonly revision: number;
  readonly form: string;
  readonly payload: string | null;
  readonly payload_sha256: string | null;
  readonly lane: number | null;
  readonly account: string | null;
  readonly queued: number;
  readonly attempts: number;
  readonly doubted: 0 | 1;
  readonly wait: string | null;
  readonly answer: string | null;
  readonly restored: number | null;
  readonly created: string | null;
  readonly vouched: string | null;
  readonly checks: string;
  readonly baseline: string | null;
  readonly created_at: number;
  readonly saved_at: number;
}

/** The values of a ticket's changeable columns, but for `touched`. `blank` is stored so that lists need not parse forms. */
export function valuesOf(ticket: Ticket, blank = isBlank(ticket.form)) {
  return {
    state: ticket.state,
    revision: ticket.revision,
    form: JSON.stringify(ticket.form),
    blank: blank ? 1 : 0,
    payload: ticket.payload?.body ?? null,
    payload_sha256: ticket.payload?.sha256 ?? null,
    lane: ticket.lane,
    account: ticket.account,
    queued: ticket.queued,
    attempts: ticket.attempts,
    doubted: ticket.doubted ? 1 : 0,
    wait: ticket.wait === null ? null : JSON.stringify(ticket.wait),
    waits_for: waitsFor(ticket),
    answer: ticket.answer === null ? null : JSON.stringify(ticket.answer),
    restored: ticket.restored,
    created: ticket.created === null ? null : JSON.stringify(ticket.created),
    vouched: ticket.vouched === null ? null : JSON.stringify(ticket.vouched),
    checks: JSON.stringify(ticket.checks),
    baseline: ticket.baseline === null ? null : JSON.stringify(ticket.baseline),
    service_id: serviceIdOf(ticket),
    search: searchText(ticket),
    car: normaliseVin(ticket.form.vin),
    saved_at: ticket.savedAt,
  };
}

/** SQLite's extended code (https://sqlite.org/rescode.html). */
const SQLITE_CONSTRAINT_UNIQUE = 2067;

/** Writes tickets, by statements that are prepared once: preparing costs more than running. */
export function ticketWriter(db: DatabaseSync) {
  const changeable = Object.keys(valuesOf(newTicket('', blankForm(), 0)));
  const all = ['seq', 'id', 'created_at', 'touched', ...changeable];
  const insert = db.prepare(
    `INSERT INTO ticket (${all.join(', ')}) VALUES (${all.map((name) => `:${name}`).join(', ')})`,
  );
  const update = db.prepare(
    `UPDATE ticket SET ${[...changeable, 'touched'].map((name) => `${name} = :${name}`).join(', ')}
     WHERE id = :id AND state = :seen_state AND revision = :seen_revision`,
  );
  /** Counts the changes of drafts, so that the last one worked on is known whatever the clock said. */
  let touches = numberIn(db, "SELECT max(touched) AS value FROM ticket WHERE state = 'draft'");
  const values = (ticket: Ticket) => ({
    ...valuesOf(ticket),
    id: ticket.id,
    touched: ticket.state === 'draft' ? (touches += 1) : 0,
  });
  return {
    insert: (ticket: Ticket): void =>
      void insert.run({ ...values(ticket), seq: null, created_at: ticket.createdAt }),
    /** At a place that is free; null: after all others. */
    insertAt: (place: number | null, ticket: Ticket): void =>
      void insert.run({ ...values(ticket), seq: place, created_at: ticket.createdAt }),
    /** Compare-and-set. */
    update: (seen: Ticket, ticket: Ticket): Replaced => {
      try {
        const { changes } = update.run({
          ...values(ticket),
          seen_state: seen.state,
          seen_revision: seen.revision,
        });
        return Number(changes) === 1 ? 'done' : 'stale';
      } catch (error) {
        // The unique index on "one sending per lane" has the last word on whether the lane is free.
        if (ticket.state === 'sending' && sqliteCode(error) === SQLITE_CONSTRAINT_UNIQUE) return 'lane-busy';
        throw error;
      }
    },
  };
}

const serviceIdOf = ({ created }: Ticket): string | null => {
  const id = created?.id ?? null;
  return id === null ? null : ticketNumberOf(id);
};

const orNull = <T>(schema: v.GenericSchema<unknown, T>) => v.fallback(v.nullable(schema), null);
const stored = {
  // What code a newer program or damage wrote makes no difference: the next attempt says anew why it waits.
  wait: v.nullable(
    v.object({ ...TicketWait.entries, code: v.custom<Wait['code']>((code) => typeof code === 'string') }),
  ),
  answer: v.nullable(v.object(TicketAnswer.entries)),
  created: v.object({
    id: orNull(v.string()),
    uuid: orNull(v.string()),
    chatId: orNull(v.string()),
    state: orNull(v.number()),
    confirmedByPerson: v.fallback(v.boolean(), false),
  }),
  vouched: v.object({
    at: v.number(),
    connectorId: v.nullable(v.number()),
    vin: v.nullable(v.string()),
  }),
  baseline: v.nullable(v.array(v.string())),
};
/** What somebody vouched for and nobody can read any more is to be looked over, like what waited too long. */
const longAgo: Vouched = { at: 0, connectorId: null, vin: null };

/** Created it was, also where the number went bad. */
export const readCreated = (json: string | null): CreatedTicket | null =>
  json === null ? null : readJson(stored.created, json, v.parse(stored.created, {}));

/** @throws SyntaxError where something of it is no JSON any more. */
export function ticketOf(row: TicketRow): Ticket {
  return {
    id: row.id,
    place: row.seq,
    state: row.state,
    revision: row.revision,
    form: readForm(row.form, row),
    payload:
      row.payload === null || row.payload_sha256 === null
        ? null
        : { body: row.payload, sha256: row.payload_sha256 },
    lane: row.lane,
    account: row.account,
    queued: row.queued,
    attempts: row.attempts,
    doubted: row.doubted === 1,
    wait: readJson(stored.wait, row.wait, null),
    answer: readJson(stored.answer, row.answer, null),
    restored: row.restored,
    created: readCreated(row.created),
    vouched: row.vouched === null ? null : readJson(stored.vouched, row.vouched, longAgo),
    checks: readJson(fitting(TicketCheck), row.checks, []),
    baseline: readJson(stored.baseline, row.baseline, null),
    createdAt: row.created_at,
    savedAt: row.saved_at,
  };
}
