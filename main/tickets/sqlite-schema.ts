import type { DatabaseSync } from 'node:sqlite';
import { ticketStates, type TicketState } from '../../preload/contract/ticket.ts';
import { normaliseVin } from '../../preload/contract/vin.ts';
import { openDatabase, type Schema } from '../database/sqlite-database.ts';
import { keptTable } from '../database/sqlite-kept.ts';
import { searchText } from './search-text.ts';
import { readCreated } from './sqlite-ticket-row.ts';
import { readForm } from './stored-form.ts';
import { successors } from './ticket.ts';
import { ticketNumberOf } from './ticket-number.ts';
import { waitsFor } from './who-acts.ts';

const quoted = (values: readonly string[]) => values.map((value) => `'${value}'`).join(', ');

/** "This state may not follow that one", as a condition over OLD and NEW, made from the state machine's table. */
const illegal = ticketStates
  .map((from) => {
    const allowed = successors[from];
    const wrong = allowed.length === 0 ? '1' : `NEW.state NOT IN (${quoted(allowed)})`;
    return `(OLD.state = '${from}' AND ${wrong})`;
  })
  .join(' OR ');

/**
 * One entry per schema version, each run inside a transaction of its own. Never change an entry that was
 * released; add the next one. Triggers are not here: they are made anew at every start from the state machine.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE ticket (
    seq            INTEGER PRIMARY KEY AUTOINCREMENT,
    id             TEXT    NOT NULL UNIQUE,
    state          TEXT    NOT NULL
                   CHECK (state IN ('draft', 'queued', 'sending', 'created', 'rejected', 'held', 'unconfirmed',
                                    'confirm', 'discarded')),
    revision       INTEGER NOT NULL,
    form           TEXT    NOT NULL CHECK (json_valid(form)),
    blank          INTEGER NOT NULL CHECK (blank IN (0, 1)),
    payload        TEXT    CHECK (payload IS NULL OR json_valid(payload)),
    payload_sha256 TEXT,
    lane           INTEGER,
    account        TEXT,
    queued         INTEGER NOT NULL,
    attempts       INTEGER NOT NULL,
    doubted        INTEGER NOT NULL CHECK (doubted IN (0, 1)),
    problem        TEXT    CHECK (problem IS NULL OR json_valid(problem)),
    created        TEXT    CHECK (created IS NULL OR json_valid(created)),
    created_at     INTEGER NOT NULL,
    saved_at       INTEGER NOT NULL,
    -- What is released has a frozen payload and a lane.
    CHECK (state IN ('draft', 'discarded') OR (payload IS NOT NULL AND payload_sha256 IS NOT NULL AND lane IS NOT NULL))
  ) STRICT;

  -- At most one ticket of a connector is being sent, whatever the program believes.
  CREATE UNIQUE INDEX one_sending_per_lane ON ticket (lane) WHERE state = 'sending';
  -- The few tickets that are under way, apart from the many that are done.
  CREATE INDEX under_way ON ticket (lane, state, queued)
    WHERE state IN ('queued', 'sending', 'held', 'unconfirmed', 'confirm');
  CREATE INDEX by_state ON ticket (state, seq) WHERE state NOT IN ('created', 'discarded');
  CREATE INDEX drafts ON ticket (blank, saved_at, seq) WHERE state = 'draft';
  CREATE INDEX places ON ticket (queued) WHERE queued > 0;
  CREATE INDEX listed ON ticket (seq) WHERE blank = 0 AND state <> 'discarded';

  CREATE TABLE attempt (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    ticket_id TEXT    NOT NULL REFERENCES ticket (id),
    number    INTEGER NOT NULL,
    event     TEXT    NOT NULL CHECK (event IN ('begun', 'ended', 'decided')),
    code      TEXT    NOT NULL,
    status    INTEGER,
    account   TEXT,
    at        INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX attempts_of ON attempt (ticket_id, id);
  `,
  // What a person saw when they pressed Send, why a ticket must be looked over, what the service listed before the
  // attempt, and what lists are searched by.
  `
  DROP TRIGGER IF EXISTS ticket_state;
  ALTER TABLE ticket ADD COLUMN vouched TEXT CHECK (vouched IS NULL OR json_valid(vouched));
  ALTER TABLE ticket ADD COLUMN checks TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(checks));
  ALTER TABLE ticket ADD COLUMN baseline TEXT CHECK (baseline IS NULL OR json_valid(baseline));
  ALTER TABLE ticket ADD COLUMN service_id TEXT;
  ALTER TABLE ticket ADD COLUMN search TEXT NOT NULL DEFAULT '';
  UPDATE ticket SET
    service_id = json_extract(created, '$.id'),
    search = lower(json_extract(form, '$.vin') || ' ' || json_extract(form, '$.reference') || ' ' ||
                   json_extract(form, '$.connector_id') || ' ' || coalesce(json_extract(created, '$.id'), ''));
  CREATE INDEX of_service ON ticket (service_id) WHERE service_id IS NOT NULL;
  -- The few that the service may list under an id that nobody here knows: said word for word as in the query.
  CREATE INDEX nameless ON ticket (lane)
    WHERE state IN ('sending', 'unconfirmed', 'discarded') OR (state = 'created' AND service_id IS NULL);
  -- What was created lately, apart from all that ever was.
  CREATE INDEX created_lately ON ticket (saved_at) WHERE state = 'created';
  DROP INDEX listed;
  CREATE INDEX listed ON ticket (seq, search) WHERE blank = 0 AND state <> 'discarded';

  -- Rebuilt for a new kind of event: a check on a column cannot be changed.
  CREATE TABLE attempt_with_looks (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    ticket_id TEXT    NOT NULL REFERENCES ticket (id),
    number    INTEGER NOT NULL,
    event     TEXT    NOT NULL CHECK (event IN ('begun', 'ended', 'decided', 'looked')),
    code      TEXT    NOT NULL,
    status    INTEGER,
    account   TEXT,
    at        INTEGER NOT NULL
  ) STRICT;
  INSERT INTO attempt_with_looks SELECT id, ticket_id, number, event, code, status, account, at FROM attempt;
  DROP TABLE attempt;
  ALTER TABLE attempt_with_looks RENAME TO attempt;
  CREATE INDEX attempts_of ON attempt (ticket_id, id);
  `,
  // The car a ticket is for, so that its last ones are found however many there are.
  `
  DROP TRIGGER IF EXISTS ticket_state;
  ALTER TABLE ticket ADD COLUMN car TEXT NOT NULL DEFAULT '';
  UPDATE ticket SET car = normal_vin(json_extract(form, '$.vin'));
  CREATE INDEX of_car ON ticket (car, seq) WHERE state NOT IN ('draft', 'discarded');
  `,
  // The problem of a ticket becomes three things: why it waits, what the service said, and that it comes from a backup.
  // Whom it waits for is stored with it. Drafts are in the order in which they were worked on, whatever the clock said.
  `
  DROP TRIGGER IF EXISTS ticket_state;
  ALTER TABLE ticket ADD COLUMN wait TEXT CHECK (wait IS NULL OR json_valid(wait));
  ALTER TABLE ticket ADD COLUMN waits_for TEXT CHECK (waits_for IN ('time', 'person', 'earlier-ticket'));
  ALTER TABLE ticket ADD COLUMN answer TEXT CHECK (answer IS NULL OR json_valid(answer));
  ALTER TABLE ticket ADD COLUMN restored INTEGER;
  ALTER TABLE ticket ADD COLUMN touched INTEGER NOT NULL DEFAULT 0;
  UPDATE ticket SET
    wait = CASE WHEN state = 'queued' AND problem IS NOT NULL THEN
             json_object('code', json_extract(problem, '$.code'), 'at', json_extract(problem, '$.at')) END,
    -- A draft keeps what a refusal said, and nothing else; what was ever tried keeps what came of it.
    answer = CASE
      WHEN json_extract(problem, '$.code') = 'doubt.restored' THEN NULL
      WHEN state IN ('draft', 'discarded') AND payload IS NULL THEN
        CASE WHEN json_extract(problem, '$.code') IN ('api.rejected', 'api.redirected') THEN problem END
      WHEN state = 'queued' THEN CASE WHEN json_extract(problem, '$.status') IS NOT NULL THEN problem END
      ELSE problem END,
    restored = CASE WHEN json_extract(problem, '$.code') = 'doubt.restored' THEN
                 json_extract(problem, '$.at') END;
  -- What was read from a backup may have been sent since, whatever it was then.
  UPDATE ticket SET doubted = 1 WHERE restored IS NOT NULL;
  UPDATE ticket SET state = 'draft', payload = NULL, payload_sha256 = NULL, lane = NULL, account = NULL, queued = 0,
    vouched = NULL, checks = '[]' WHERE restored IS NOT NULL AND state = 'rejected';
  UPDATE ticket SET
    waits_for = waits_for(state, json_extract(wait, '$.code')),
    service_id = ticket_number(service_id),
    search = search_text(form, created);
  UPDATE ticket SET touched = drafts.place
    FROM (SELECT seq, row_number() OVER (ORDER BY saved_at, seq) AS place FROM ticket WHERE state = 'draft') AS drafts
    WHERE drafts.seq = ticket.seq;
  ALTER TABLE ticket DROP COLUMN problem;
  DROP INDEX drafts;
  CREATE INDEX drafts ON ticket (blank, touched) WHERE state = 'draft';
  CREATE INDEX waiting ON ticket (waits_for) WHERE waits_for IS NOT NULL;
  CREATE INDEX brought_back ON ticket (seq) WHERE restored IS NOT NULL AND state IN ('draft', 'discarded');
  -- Until when the service asked to be left alone.
  ALTER TABLE attempt ADD COLUMN until INTEGER;
  CREATE INDEX asked_to_wait ON attempt (id) WHERE until IS NOT NULL;
  ${keptTable}
  `,
  // Whatever became of a ticket whose end nobody knew: the service may list it still. Said word for word as in the query.
  `
  DROP INDEX nameless;
  DROP INDEX brought_back;
  CREATE INDEX nameless ON ticket (car) WHERE doubted = 1 OR (state = 'created' AND service_id IS NULL);
  `,
];

const triggers = `
  DROP TRIGGER IF EXISTS ticket_state;
  CREATE TRIGGER ticket_state BEFORE UPDATE ON ticket WHEN ${illegal}
    BEGIN SELECT raise(ABORT, 'a ticket cannot go from its state to that one'); END;
  DROP TRIGGER IF EXISTS ticket_kept;
  CREATE TRIGGER ticket_kept BEFORE DELETE ON ticket
    BEGIN SELECT raise(ABORT, 'tickets are never deleted'); END;
  DROP TRIGGER IF EXISTS attempt_kept;
  CREATE TRIGGER attempt_kept BEFORE DELETE ON attempt
    BEGIN SELECT raise(ABORT, 'attempts are never deleted'); END;
  DROP TRIGGER IF EXISTS attempt_fixed;
  CREATE TRIGGER attempt_fixed BEFORE UPDATE ON attempt
    BEGIN SELECT raise(ABORT, 'attempts are never changed'); END;
`;

/** The newest schema this program knows. */
export const schemaVersion = migrations.length;

/** The triggers are compared as text, so that a changed state machine renews them and an unchanged one costs nothing. */
function areCurrent(db: DatabaseSync): boolean {
  const row = db
    .prepare("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = 'ticket_state'")
    .get() as { sql: string } | undefined;
  return row?.sql.includes(illegal) ?? false;
}

function registerFunctions(db: DatabaseSync): void {
  // SQLite's own knows ASCII only; what a migration writes must be found like what the program writes.
  db.function('lower', { deterministic: true }, (text) =>
    typeof text === 'string' ? text.toLowerCase() : text,
  );
  db.function('normal_vin', { deterministic: true }, (typed) =>
    typeof typed === 'string' ? normaliseVin(typed) : '',
  );
  db.function('ticket_number', { deterministic: true }, (written) =>
    typeof written === 'string' ? ticketNumberOf(written) : null,
  );
  db.function('waits_for', { deterministic: true }, (state, code) =>
    waitsFor({
      state: state as TicketState,
      wait: typeof code === 'string' ? { code } : null,
    }),
  );
  db.function('search_text', { deterministic: true }, (form, created) =>
    searchText({
      form: readForm(String(form), { state: 'draft', saved_at: 0, account: null }),
      created: readCreated(created === null ? null : String(created)),
    }),
  );
}

/** `tickets.db`. */
export const ticketSchema: Schema = {
  migrations,
  durability: 'lasting',
  functions: registerFunctions,
  triggers: { sql: triggers, areCurrent },
};

/**
 * Opens the tickets' database by itself, without asking where it comes from.
 *
 * @param upTo for tests of migrations: an older schema.
 */
export const openTicketDatabase = (file: string, upTo?: number): DatabaseSync =>
  openDatabase(file, ticketSchema, upTo);
