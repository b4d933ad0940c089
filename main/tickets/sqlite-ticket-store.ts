import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import type { AttemptView, TicketCounts, TicketFilter, TicketState } from '../../preload/contract/ticket.ts';
import { inTransaction, isDamage, storageError } from '../database/sqlite-database.ts';
import type { StorageError } from '../database/storage-error.ts';
import { numberIn } from '../database/sqlite-kept.ts';
import { searchable } from './search-text.ts';
import { openTicketDatabase } from './sqlite-schema.ts';
import { columns, ticketOf, ticketWriter, type TicketRow } from './sqlite-ticket-row.ts';
import { blockingStates, type Ticket } from './ticket.ts';
import type { StoreHooks } from './ticket-file.ts';
import type { AttemptEntry, TicketStore } from './ticket-store.ts';

/** Said literally in every query on them, so that SQLite sees that the small indexes on them suffice. */
const unfinished = "state NOT IN ('created', 'discarded')";
const underWay = "state IN ('queued', 'sending', 'held', 'unconfirmed', 'confirm')";
const needsYou = "waits_for = 'person'";
const waiting = "waits_for IN ('time', 'earlier-ticket')";
const filters: Readonly<Record<TicketFilter, string>> = {
  all: "state <> 'discarded'",
  'needs-you': `${needsYou} AND state <> 'discarded'`,
  waiting: `${waiting} AND state <> 'discarded'`,
  drafts: `${unfinished} AND state = 'draft' AND state <> 'discarded'`,
  done: "state = 'created' AND state <> 'discarded'",
};

export interface StoreOptions extends Partial<StoreHooks> {
  /** Bounds the file's size, so that a full disk can be met without filling one. */
  readonly maxPages?: number;
}

/** Opens the tickets' database by itself, for tests: without restoring, and without asking where it comes from. */
export const openSqliteTicketStore = (file: string, options: StoreOptions = {}): TicketStore =>
  createSqliteTicketStore(openTicketDatabase(file), options);

/** The store over an open database, which it closes. */
export function createSqliteTicketStore(db: DatabaseSync, options: StoreOptions = {}): TicketStore {
  if (options.maxPages !== undefined) db.exec(`PRAGMA max_page_count = ${options.maxPages}`);
  const guarded = <T>(work: () => T): Result<T, StorageError> => {
    try {
      return ok(work());
    } catch (error) {
      if (isDamage(error)) options.onDamage?.();
      return err(storageError(error));
    }
  };

  // Prepared once: preparing costs more than running.
  const { insert, update } = ticketWriter(db);
  const record = db.prepare(
    'INSERT INTO attempt (ticket_id, number, event, code, status, account, at, until) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const byId = db.prepare(`SELECT ${columns} FROM ticket WHERE id = ?`);
  const latest = db.prepare(
    `SELECT ${columns} FROM ticket WHERE state = 'draft' AND blank = 0 ORDER BY touched DESC LIMIT 1`,
  );
  const blank = db.prepare(
    `SELECT ${columns} FROM ticket WHERE state = 'draft' AND blank = 1
       AND attempts = 0 AND doubted = 0 AND answer IS NULL LIMIT 1`,
  );
  // Prepared when first asked for: most windows only ever show one of them.
  const lists = new Map<string, StatementSync>();
  const listing = (filter: TicketFilter, searched: boolean) => {
    const found = searched ? "AND search LIKE :search ESCAPE '\\'" : '';
    const sql = `SELECT ${columns} FROM ticket WHERE blank = 0 AND ${filters[filter]} AND seq < :before ${found}
      ORDER BY seq DESC LIMIT :limit`;
    const prepared = lists.get(sql) ?? db.prepare(sql);
    lists.set(sql, prepared);
    return prepared;
  };
  const attemptsOf = db.prepare(
    `SELECT number, event, code, status, account, at FROM
       (SELECT * FROM attempt WHERE ticket_id = ? ORDER BY id DESC LIMIT 200) ORDER BY id`,
  );
  const lanes = db.prepare(`SELECT DISTINCT lane FROM ticket WHERE ${underWay}`);
  const counted = db.prepare(
    `SELECT
       (SELECT count(*) FROM ticket WHERE ${needsYou}) AS needsYou,
       (SELECT count(*) FROM ticket WHERE ${waiting}) AS waiting,
       (SELECT count(*) FROM ticket WHERE state = 'draft' AND blank = 0) AS drafts`,
  );
  const claimed = db.prepare(`SELECT ${columns} FROM ticket WHERE service_id = ? LIMIT 1`);
  const withoutId = db.prepare(
    `SELECT ${columns} FROM ticket
     WHERE car = ? AND (doubted = 1 OR (state = 'created' AND service_id IS NULL)) ORDER BY seq`,
  );
  const lately = db.prepare(
    `SELECT ${columns} FROM ticket WHERE state = 'created' AND saved_at >= ? ORDER BY saved_at DESC LIMIT 200`,
  );
  const released = db.prepare(
    `SELECT ${columns} FROM ticket WHERE car = ? AND state NOT IN ('draft', 'discarded') ORDER BY seq DESC LIMIT 20`,
  );
  const seqOf = db.prepare('SELECT seq FROM ticket WHERE id = ?');
  const inState = db.prepare(`SELECT ${columns} FROM ticket WHERE state = ? AND ${unfinished} ORDER BY seq`);
  const blocking = db.prepare(
    `SELECT ${columns} FROM ticket WHERE lane = ? AND state IN (${blockingStates.map((s) => `'${s}'`).join(', ')})
     ORDER BY queued LIMIT 1`,
  );
  const next = db.prepare(
    `SELECT ${columns} FROM ticket WHERE lane = ? AND state = 'queued' ORDER BY queued LIMIT 1`,
  );
  const inLane = db.prepare(
    `SELECT ${columns} FROM ticket WHERE lane = ? AND state = 'queued' ORDER BY queued`,
  );
  const sameCar = db.prepare(
    `SELECT ${columns} FROM ticket WHERE ${underWay}
       AND (car = ? OR lane = ?) ORDER BY seq DESC LIMIT 20`,
  );
  const lastPlace = db.prepare('SELECT max(queued) AS place FROM ticket WHERE queued > 0');
  const asked = db.prepare('SELECT at, until FROM attempt WHERE until IS NOT NULL ORDER BY id DESC LIMIT 1');

  const one = (statement: StatementSync, ...values: (string | number)[]) =>
    guarded(() => {
      const row = statement.get(...values) as TicketRow | undefined;
      return row === undefined ? null : ticketOf(row);
    });
  const many = (statement: StatementSync, ...values: (string | number)[]) =>
    guarded(() => (statement.all(...values) as unknown as TicketRow[]).map(ticketOf));

  return {
    insert: (ticket) => guarded(() => insert(ticket)),
    insertAll: (tickets, changes = []) =>
      guarded(() =>
        inTransaction(db, () => {
          let added = 0;
          for (const ticket of tickets) {
            if (byId.get(ticket.id) !== undefined) continue;
            insert(ticket);
            added += 1;
          }
          for (const { seen, next, entry } of changes) {
            if (update(seen, next) !== 'done') throw new Error('a ticket is no longer as it was seen');
            if (entry !== undefined) writeAttempt(record, next, entry);
          }
          return added;
        }),
      ),

    get: (id) => one(byId, id),

    replace: (seen, ticket, entry) => {
      const replaced = guarded(() => {
        // One statement is its own transaction; two must be one.
        if (entry === undefined) return update(seen, ticket);
        return inTransaction(db, () => {
          const done = update(seen, ticket);
          if (done === 'done') writeAttempt(record, ticket, entry);
          return done;
        });
      });
      if (entry?.event === 'begun' && replaced.ok && replaced.value === 'done') options.onBegun?.();
      return replaced;
    },

    latestDraft: () => one(latest),
    blankDraft: () => one(blank),
    list: ({ limit, before, filter, search }) =>
      guarded(() => {
        const cursor = before === undefined ? undefined : (seqOf.get(before) as { seq: number } | undefined);
        if (before !== undefined && cursor === undefined) return [];
        const text = searchable(search);
        const rows = listing(filter, text !== '').all({
          before: cursor?.seq ?? Number.MAX_SAFE_INTEGER,
          limit,
          ...(text === '' ? {} : { search: `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%` }),
        });
        return (rows as unknown as TicketRow[]).map(ticketOf);
      }),
    attempts: (id) => guarded(() => attemptsOf.all(id) as unknown as AttemptView[]),
    activeLanes: () => guarded(() => (lanes.all() as { lane: number }[]).map(({ lane }) => lane)),
    counts: () => guarded(() => ({ ...(counted.get() as unknown as TicketCounts) })),
    claimedBy: (ticketNumber) => one(claimed, ticketNumber),
    nameless: (vin) => many(withoutId, vin),
    createdSince: (at) => many(lately, at),
    releasedFor: (vin) => many(released, vin),
    inState: (state: TicketState) => many(inState, state),
    blocker: (lane) => one(blocking, lane),
    nextInLane: (lane) => one(next, lane),
    queuedIn: (lane) => many(inLane, lane),
    underWayFor: (vin, lane) => many(sameCar, vin, lane ?? -1),
    askedToWait: () =>
      guarded(() => {
        const row = asked.get() as { at: number; until: number } | undefined;
        return row === undefined ? null : { ...row };
      }),
    nextPlace: () => guarded(() => ((lastPlace.get() as { place: number | null }).place ?? 0) + 1),
    close: () => db.close(),
  };
}

/** How many attempts the file knows of: their numbers are never given twice. */
export const attemptsBegun = (db: DatabaseSync): number =>
  numberIn(db, "SELECT seq AS value FROM sqlite_sequence WHERE name = 'attempt'");

function writeAttempt(record: StatementSync, ticket: Ticket, entry: AttemptEntry): void {
  record.run(
    ticket.id,
    ticket.attempts,
    entry.event,
    entry.code,
    entry.status,
    entry.account,
    ticket.savedAt,
    entry.until ?? null,
  );
}
