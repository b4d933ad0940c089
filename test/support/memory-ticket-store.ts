import { appError } from '../../preload/contract/errors.ts';
import { err, ok } from '../../preload/contract/result.ts';
import { blankForm, isBlank } from '../../main/tickets/form.ts';
import { searchable, searchText } from '../../main/tickets/search-text.ts';
import { blockingStates, successors, type Ticket } from '../../main/tickets/ticket.ts';
import { ticketNumberOf } from '../../main/tickets/ticket-number.ts';
import { normaliseVin } from '../../preload/contract/vin.ts';
import { waitsFor } from '../../main/tickets/who-acts.ts';
import type { StorageError } from '../../main/database/storage-error.ts';
import type { Change, TicketStore } from '../../main/tickets/ticket-store.ts';
import type { AttemptView, TicketFilter, TicketState } from '../../preload/contract/ticket.ts';

type Attempt = AttemptView & { readonly ticketId: string; readonly until?: number | null };

/** All that a store holds. */
export interface MemoryTickets {
  rows: Ticket[];
  /** The drafts, in the order in which they were last worked on. */
  touched: string[];
  places: number;
  attempts: Attempt[];
}

export const noTickets = (): MemoryTickets => ({ rows: [], touched: [], places: 0, attempts: [] });

export interface MemoryTicketStore extends TicketStore {
  /** While set, every write fails like a full disk. */
  full: boolean;
  readonly log: readonly Attempt[];
}

const isOf =
  (...states: TicketState[]) =>
  ({ state }: Ticket) =>
    states.includes(state);
const filters: Record<TicketFilter, (ticket: Ticket) => boolean> = {
  all: () => true,
  'needs-you': (ticket) => waitsFor(ticket) === 'person',
  waiting: (ticket) => ['time', 'earlier-ticket'].includes(waitsFor(ticket) ?? ''),
  drafts: isOf('draft'),
  done: isOf('created'),
};

/**
 * A ticket store without a disk: as strict as the real one, checked by the same conformance suite.
 *
 * @param tickets what it holds, changed with every commit.
 * @param isFull whether there is no room for one.
 * @param committed told after each.
 */
export function createMemoryTicketStore(
  tickets: MemoryTickets = noTickets(),
  isFull: () => boolean = () => false,
  committed: () => void = () => undefined,
): MemoryTicketStore {
  const { rows, touched, attempts } = tickets;
  const touch = ({ id, state }: Ticket) => {
    const at = touched.indexOf(id);
    if (at >= 0) touched.splice(at, 1);
    if (state === 'draft') touched.push(id);
  };
  const put = (ticket: Ticket) => {
    rows.push({ ...ticket, place: (tickets.places += 1) });
    touch(ticket);
  };
  const indexOf = (id: string) => rows.findIndex((row) => row.id === id);
  const byPlace = (some: Ticket[]) => some.sort((a, b) => a.queued - b.queued)[0] ?? null;
  const fullError = () => err(appError('storage.full') as StorageError);

  const store: MemoryTicketStore = {
    full: false,
    log: attempts,
    insert(ticket) {
      if (store.full || isFull()) return fullError();
      if (indexOf(ticket.id) >= 0) return err(appError('storage.failed') as StorageError);
      put(ticket);
      committed();
      return ok(undefined);
    },
    insertAll(added, changes = []) {
      if (store.full || isFull()) return fullError();
      const isAsSeen = ({ seen, next }: Change) => {
        const row = rows[indexOf(next.id)];
        return row?.state === seen.state && row.revision === seen.revision;
      };
      if (!changes.every(isAsSeen)) return err(appError('storage.failed') as StorageError);
      const before = rows.length;
      for (const ticket of added) if (indexOf(ticket.id) < 0) put(ticket);
      for (const { seen, next, entry } of changes) store.replace(seen, next, entry);
      committed();
      return ok(rows.length - before);
    },
    get: (id) => ok(rows[indexOf(id)] ?? null),
    replace(seen, next, entry) {
      if (store.full || isFull()) return fullError();
      const index = indexOf(next.id);
      const row = rows[index];
      if (row?.state !== seen.state || row.revision !== seen.revision) return ok('stale');
      if (!successors[row.state].includes(next.state)) return err(appError('storage.failed') as StorageError);
      if (
        next.state === 'sending' &&
        rows.some((other) => other.id !== next.id && other.lane === next.lane && other.state === 'sending')
      ) {
        return ok('lane-busy');
      }
      rows[index] = { ...next, place: row.place };
      touch(next);
      if (entry !== undefined)
        attempts.push({ ...entry, ticketId: next.id, number: next.attempts, at: next.savedAt });
      committed();
      return ok('done');
    },
    latestDraft: () => {
      const filled = (id: string) => !isBlank(rows[indexOf(id)]?.form ?? blankForm());
      return ok(rows[indexOf(touched.findLast(filled) ?? '')] ?? null);
    },
    blankDraft: () => {
      const isUnused = ({ attempts: tried, doubted, answer }: Ticket) =>
        tried === 0 && !doubted && answer === null;
      return ok(rows.find((row) => row.state === 'draft' && isBlank(row.form) && isUnused(row)) ?? null);
    },
    list: ({ limit, before, filter, search }) => {
      const end = before === undefined ? rows.length : indexOf(before);
      const listed = rows
        .slice(0, Math.max(end, 0))
        .filter((row) => !isBlank(row.form) && row.state !== 'discarded' && filters[filter](row))
        .filter((row) => searchText(row).includes(searchable(search)));
      return ok(listed.reverse().slice(0, limit));
    },
    attempts: (id) =>
      ok(
        attempts
          .filter(({ ticketId }) => ticketId === id)
          .slice(-200)
          .map(({ ticketId: _, until: __, ...view }) => view),
      ),
    activeLanes: () =>
      ok([
        ...new Set(
          rows.flatMap(({ lane, state }) =>
            lane !== null && (state === 'queued' || blockingStates.includes(state)) ? [lane] : [],
          ),
        ),
      ]),
    counts: () =>
      ok({
        needsYou: rows.filter(filters['needs-you']).length,
        waiting: rows.filter(filters.waiting).length,
        drafts: rows.filter((row) => filters.drafts(row) && !isBlank(row.form)).length,
      }),
    claimedBy: (number) =>
      ok(rows.find(({ created }) => ticketNumberOf(created?.id ?? '') === number && number !== '') ?? null),
    nameless: (vin) =>
      ok(
        rows.filter(
          (row) =>
            normaliseVin(row.form.vin) === vin &&
            (row.doubted || (row.state === 'created' && (row.created?.id ?? null) === null)),
        ),
      ),
    releasedFor: (vin) =>
      ok(
        rows
          .filter((row) => !isOf('draft', 'discarded')(row) && normaliseVin(row.form.vin) === vin)
          .reverse()
          .slice(0, 20),
      ),
    createdSince: (at) =>
      ok(
        rows
          .filter(({ state, savedAt }) => state === 'created' && savedAt >= at)
          .sort((a, b) => b.savedAt - a.savedAt)
          .slice(0, 200),
      ),
    inState: (state) => ok(rows.filter((row) => row.state === state)),
    blocker: (lane) =>
      ok(byPlace(rows.filter((row) => row.lane === lane && blockingStates.includes(row.state)))),
    nextInLane: (lane) => ok(byPlace(rows.filter((row) => row.lane === lane && row.state === 'queued'))),
    nextPlace: () => ok(Math.max(0, ...rows.map((row) => row.queued)) + 1),
    queuedIn: (lane) =>
      ok(
        rows.filter((row) => row.lane === lane && row.state === 'queued').sort((a, b) => a.queued - b.queued),
      ),
    underWayFor: (vin, lane) =>
      ok(
        rows
          .filter(isOf('queued', 'sending', 'held', 'unconfirmed', 'confirm'))
          .filter((row) => normaliseVin(row.form.vin) === vin || row.lane === lane)
          .reverse()
          .slice(0, 20),
      ),
    askedToWait: () => {
      const last = attempts.findLast(({ until = null }) => until !== null);
      return ok(typeof last?.until === 'number' ? { at: last.at, until: last.until } : null);
    },
    close: () => undefined,
  };
  return store;
}
