import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import type { AttemptView, TicketCounts, TicketFilter, TicketState } from '../../preload/contract/ticket.ts';
import { inTransaction, sqliteCode, storageError } from '../database/sqlite-database.ts';
import { isBlank } from './form.ts';
import { searchable } from './search-text.ts';
import { openTicketDatabase } from './sqlite-schema.ts';
import { ticketOf, valuesOf, type TicketRow } from './sqlite-ticket-row.ts';
import { DamagedDatabase } from './sqlite-files.ts';
import { blockingStates, step, type Ticket } from './ticket.ts';
import type { AttemptEntry, Replaced, StorageError, TicketStore } from './ticket-store.ts';

/** SQLite's extended code (https://sqlite.org/rescode.html). */
const SQLITE_CONSTRAINT_UNIQUE = 2067;

const columns = `seq, id, state, revision, form, payload, payload_sha256, lane, account, queued, attempts, doubted, wait,
  answer, restored, created, vouched, checks, baseline, created_at, saved_at`;
/** What \`valuesOf\` gives, and what else is written with a new row. */
const written = [
  ...[
    'state',
    'revision',
    'form',
    'blank',
    'payload',
    'payload_sha256',
    'lane',
    'account',
    'queued',
    'attempts',
  ],
  ...[
    'doubted',
    'wait',
    'waits_for',
    'answer',
    'restored',
    'created',
    'vouched',
    'checks',
    'baseline',
    'service_id',
  ],
  ...['search', 'car', 'saved_at', 'touched'],
] as const;
const onlyOnce = ['id', 'created_at'] as const;

/** Said literally in every query on them, so that SQLite sees that the small indexes on them suffice. */
const underWay = "state NOT IN ('created', 'discarded')";
const needsYou = "waits_for = 'person'";
const waiting = "waits_for IN ('time', 'earlier-ticket')";
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
  const all = [...onlyOnce, ...written];
  const insert = db.prepare(
    `INSERT INTO ticket (${all.join(', ')}) VALUES (${all.map((name) => `:${name}`).join(', ')})`,
  );
  const update = db.prepare(
    `UPDATE ticket SET ${written.map((name) => `${name} = :${name}`).join(', ')}
     WHERE id = :id AND state = :seen_state AND revision = :seen_revision`,
  );
  const record = db.prepare(
    'INSERT INTO attempt (ticket_id, number, event, code, status, account, at, until) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const byId = db.prepare(`SELECT ${columns} FROM ticket WHERE id = ?`);
  const latest = db.prepare(
    `SELECT ${columns} FROM ticket WHERE state = 'draft' AND blank = 0 ORDER BY touched DESC LIMIT 1`,
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
  const restorable = db.prepare(`SELECT ${columns} FROM ticket WHERE state <> 'created' AND blank = 0`);
  const claimed = db.prepare(`SELECT ${columns} FROM ticket WHERE service_id = ? LIMIT 1`);
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
  const inLane = db.prepare(
    `SELECT ${columns} FROM ticket WHERE lane = ? AND state = 'queued' ORDER BY queued`,
  );
  const sameCar = db.prepare(
    `SELECT ${columns} FROM ticket WHERE state IN ('queued', 'sending', 'held', 'unconfirmed', 'confirm')
       AND (car = ? OR lane = ?) ORDER BY seq DESC LIMIT 20`,
  );
  const asked = db.prepare('SELECT at, until FROM attempt WHERE until IS NOT NULL ORDER BY id DESC LIMIT 1');
  /** Counts the changes of drafts, so that the last one worked on is known whatever the clock said. */
  let touches =
    (
      db.prepare("SELECT max(touched) AS last FROM ticket WHERE state = 'draft'").get() as {
        last: number | null;
      }
    ).last ?? 0;
  const values = (ticket: Ticket) => ({
    ...valuesOf(ticket, isBlank(ticket.form)),
    id: ticket.id,
    touched: ticket.state === 'draft' ? (touches += 1) : 0,
  });
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
        insert.run({ ...values(ticket), created_at: ticket.createdAt });
      }),
    insertAll: (tickets) =>
      guarded(() =>
        inTransaction(db, () => {
          let added = 0;
          for (const ticket of tickets) {
            if (byId.get(ticket.id) !== undefined) continue;
            insert.run({ ...values(ticket), created_at: ticket.createdAt });
            added += 1;
          }
          return added;
        }),
      ),

    get: (id) => one(byId, id),

    replace: (seen, ticket, entry) =>
      guarded(() => {
        // One statement is its own transaction; two must be one.
        if (entry === undefined) return write(update, seen, values(ticket));
        return inTransaction(db, () => {
          const replaced = write(update, seen, values(ticket));
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
    nameless: (lane) => many(withoutId, lane),
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
    restoredFromBackup: () =>
      guarded(() =>
        inTransaction(db, () => {
          const rows = restorable.all() as unknown as TicketRow[];
          const at = Date.now();
          for (const ticket of rows.map(ticketOf)) {
            const next = step(ticket, { kind: 'restoredFromBackup' }, at);
            if (next.ok) write(update, ticket, values(next.value));
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

function write(
  update: StatementSync,
  seen: Ticket,
  values: Record<string, SQLInputValue> & { readonly state: TicketState },
): Replaced {
  try {
    const { changes } = update.run({ ...values, seen_state: seen.state, seen_revision: seen.revision });
    return Number(changes) === 1 ? 'done' : 'stale';
  } catch (error) {
    // The unique index on "one sending per lane" has the last word on whether the lane is free.
    if (values.state === 'sending' && sqliteCode(error) === SQLITE_CONSTRAINT_UNIQUE) return 'lane-busy';
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
    entry.until ?? null,
  );
}

function guarded<T>(work: () => T): Result<T, StorageError> {
  try {
    return ok(work());
  } catch (error) {
    return err(storageError(error));
  }
}
