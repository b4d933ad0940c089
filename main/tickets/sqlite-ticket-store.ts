import type { DatabaseSync } from 'node:sqlite';
import { type StatementSync } from 'node:sqlite';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import type { AttemptView, TicketCounts, TicketFilter, TicketState } from '../../preload/contract/ticket.ts';
import { inTransaction, sqliteCode, storageError } from '../database/sqlite-database.ts';
import { isBlank } from './form.ts';
import { openTicketDatabase } from './sqlite-schema.ts';
import { ticketOf, valuesOf, type TicketRow } from './sqlite-ticket-row.ts';
import { DamagedDatabase } from './sqlite-files.ts';
import { blockingStates, personCodes, step, type Ticket } from './ticket.ts';
import type { AttemptEntry, Replaced, StorageError, TicketStore } from './ticket-store.ts';

/** SQLite's extended code (https://sqlite.org/rescode.html). */
const SQLITE_CONSTRAINT_UNIQUE = 2067;

const columns = `id, state, revision, form, blank, payload, payload_sha256, lane, account, queued, attempts, doubted,
  problem, created, vouched, checks, baseline, service_id, search, created_at, saved_at`;

/** Said literally in every query on them, so that SQLite sees that the small indexes on them suffice. */
const underWay = "state NOT IN ('created', 'discarded')";
/** Queued, and yet it goes out only when a person signs in or takes it over. */
const waitsForPerson = `(state = 'queued' AND
  coalesce(json_extract(problem, '$.code'), '') IN (${personCodes.map((code) => `'${code}'`).join(', ')}))`;
const needsYou = `${underWay} AND (state IN ('unconfirmed', 'confirm', 'rejected') OR ${waitsForPerson})`;
const waiting = `${underWay} AND state IN ('queued', 'sending', 'held') AND NOT ${waitsForPerson}`;
const filters: Readonly<Record<TicketFilter, string>> = {
  all: "state <> 'discarded'",
  'needs-you': `${needsYou} AND state <> 'discarded'`,
  waiting: `${waiting} AND state <> 'discarded'`,
  drafts: `${underWay} AND state = 'draft' AND state <> 'discarded'`,
  done: "state = 'created' AND state <> 'discarded'",
};

/**
 * Opens (and if need be creates or migrates) the tickets' database and returns the store over it.
 *
 * @param file path of the database; its folder exists.
 * @param limits `maxPages` bounds the file's size, so that a full disk can be met without filling one.
 * @throws when the file is no database of ours or cannot be opened: the caller puts it aside.
 */
export function openSqliteTicketStore(
  file: string,
  limits: { readonly maxPages?: number; readonly check?: boolean } = {},
): TicketStore {
  const db = openTicketDatabase(file);
  if (limits.check === true) checkWhole(db);
  if (limits.maxPages !== undefined) db.exec(`PRAGMA max_page_count = ${limits.maxPages}`);

  // Prepared once: preparing costs more than running.
  const insert = db.prepare(
    `INSERT INTO ticket (${columns}, car) VALUES (:id, :state, :revision, :form, :blank, :payload, :payload_sha256, :lane,
       :account, :queued, :attempts, :doubted, :problem, :created, :vouched, :checks, :baseline, :service_id, :search,
       :created_at, :saved_at, :car)`,
  );
  const update = db.prepare(
    `UPDATE ticket SET state = :state, revision = :revision, form = :form, blank = :blank, payload = :payload,
       payload_sha256 = :payload_sha256, lane = :lane, account = :account, queued = :queued, attempts = :attempts,
       doubted = :doubted, problem = :problem, created = :created, vouched = :vouched, checks = :checks,
       baseline = :baseline, service_id = :service_id, search = :search, car = :car, saved_at = :saved_at
     WHERE id = :id AND state = :seen_state AND revision = :seen_revision`,
  );
  const record = db.prepare(
    'INSERT INTO attempt (ticket_id, number, event, code, status, account, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const byId = db.prepare(`SELECT ${columns} FROM ticket WHERE id = ?`);
  const latest = db.prepare(
    `SELECT ${columns} FROM ticket WHERE state = 'draft' AND blank = 0 ORDER BY saved_at DESC, seq DESC LIMIT 1`,
  );
  const blank = db.prepare(`SELECT ${columns} FROM ticket WHERE state = 'draft' AND blank = 1 LIMIT 1`);
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
  const lanes = db.prepare(
    `SELECT DISTINCT lane FROM ticket WHERE state IN ('queued', 'sending', 'held', 'unconfirmed', 'confirm')`,
  );
  const counted = db.prepare(
    `SELECT
       (SELECT count(*) FROM ticket WHERE ${needsYou}) AS needsYou,
       (SELECT count(*) FROM ticket WHERE ${waiting}) AS waiting,
       (SELECT count(*) FROM ticket WHERE state = 'draft' AND blank = 0) AS drafts`,
  );
  const restorable = db.prepare(`SELECT ${columns} FROM ticket WHERE ${underWay} AND blank = 0`);
  const claimed = db.prepare('SELECT id FROM ticket WHERE service_id = ?');
  const withoutId = db.prepare(
    `SELECT ${columns} FROM ticket
     WHERE lane = ? AND (state IN ('sending', 'unconfirmed', 'discarded') OR (state = 'created' AND service_id IS NULL))`,
  );
  const lately = db.prepare(
    `SELECT ${columns} FROM ticket WHERE state = 'created' AND saved_at >= ? ORDER BY saved_at DESC LIMIT 200`,
  );
  const released = db.prepare(
    `SELECT ${columns} FROM ticket WHERE car = ? AND state NOT IN ('draft', 'discarded') ORDER BY seq DESC LIMIT 20`,
  );
  const seqOf = db.prepare('SELECT seq FROM ticket WHERE id = ?');
  const inState = db.prepare(`SELECT ${columns} FROM ticket WHERE state = ? AND ${underWay} ORDER BY seq`);
  const blocking = db.prepare(
    `SELECT ${columns} FROM ticket WHERE lane = ? AND state IN (${blockingStates.map((s) => `'${s}'`).join(', ')})
     ORDER BY queued LIMIT 1`,
  );
  const next = db.prepare(
    `SELECT ${columns} FROM ticket WHERE lane = ? AND state = 'queued' ORDER BY queued LIMIT 1`,
  );
  const lastPlace = db.prepare('SELECT max(queued) AS place FROM ticket WHERE queued > 0');

  const one = (statement: StatementSync, ...values: (string | number)[]) =>
    guarded(() => {
      const row = statement.get(...values) as TicketRow | undefined;
      return row === undefined ? null : ticketOf(row);
    });
  const many = (statement: StatementSync, ...values: (string | number)[]) =>
    guarded(() => (statement.all(...values) as unknown as TicketRow[]).map(ticketOf));

  return {
    insert: (ticket) =>
      guarded(() => {
        insert.run({
          ...valuesOf(ticket, isBlank(ticket.form)),
          id: ticket.id,
          created_at: ticket.createdAt,
        });
      }),

    get: (id) => one(byId, id),

    replace: (seen, ticket, entry) =>
      guarded(() => {
        // One statement is its own transaction; two must be one.
        if (entry === undefined) return write(update, seen, ticket);
        return inTransaction(db, () => {
          const replaced = write(update, seen, ticket);
          if (replaced === 'done') writeAttempt(record, ticket, entry);
          return replaced;
        });
      }),

    latestDraft: () => one(latest),
    blankDraft: () => one(blank),
    list: ({ limit, before, filter, search }) =>
      guarded(() => {
        const cursor = before === undefined ? undefined : (seqOf.get(before) as { seq: number } | undefined);
        if (before !== undefined && cursor === undefined) return [];
        const text = search.trim().toLowerCase();
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
    isClaimed: (serviceId) => guarded(() => claimed.get(serviceId) !== undefined),
    nameless: (lane) => many(withoutId, lane),
    createdSince: (at) => many(lately, at),
    releasedFor: (vin) => many(released, vin),
    inState: (state: TicketState) => many(inState, state),
    blocker: (lane) => one(blocking, lane),
    nextInLane: (lane) => one(next, lane),
    nextPlace: () => guarded(() => ((lastPlace.get() as { place: number | null }).place ?? 0) + 1),
    restoredFromBackup: () =>
      guarded(() =>
        inTransaction(db, () => {
          const rows = restorable.all() as unknown as TicketRow[];
          const at = Date.now();
          for (const ticket of rows.map(ticketOf)) {
            const next = step(ticket, { kind: 'restoredFromBackup' }, at);
            if (next.ok) write(update, ticket, next.value);
          }
          return rows.length;
        }),
      ),
    backup: (target) =>
      guarded(() => {
        db.prepare('VACUUM INTO ?').run(target);
      }),
    close: () => db.close(),
  };
}

/** Reads every page, and every condition on every row. @throws DamagedDatabase */
function checkWhole(db: DatabaseSync): void {
  const rows = db.prepare('PRAGMA integrity_check(1)').all() as { integrity_check: string }[];
  if (rows[0]?.integrity_check === 'ok') return;
  db.close();
  throw new DamagedDatabase();
}

function write(update: StatementSync, seen: Ticket, ticket: Ticket): Replaced {
  try {
    const { changes } = update.run({
      ...valuesOf(ticket, isBlank(ticket.form)),
      id: ticket.id,
      seen_state: seen.state,
      seen_revision: seen.revision,
    });
    return Number(changes) === 1 ? 'done' : 'stale';
  } catch (error) {
    // The unique index on "one sending per lane" has the last word on whether the lane is free.
    if (ticket.state === 'sending' && sqliteCode(error) === SQLITE_CONSTRAINT_UNIQUE) return 'lane-busy';
    throw error;
  }
}

function writeAttempt(record: StatementSync, ticket: Ticket, entry: AttemptEntry): void {
  record.run(
    ticket.id,
    ticket.attempts,
    entry.event,
    entry.code,
    entry.status,
    entry.account,
    ticket.savedAt,
  );
}

function guarded<T>(work: () => T): Result<T, StorageError> {
  try {
    return ok(work());
  } catch (error) {
    return err(storageError(error));
  }
}
