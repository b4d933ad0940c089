import { appError } from '../../preload/contract/errors.ts';
import { err, ok } from '../../preload/contract/result.ts';
import { isBlank } from '../../main/tickets/form.ts';
import { blockingStates, successors, type Ticket } from '../../main/tickets/ticket.ts';
import type { AttemptEntry, StorageError, TicketStore } from '../../main/tickets/ticket-store.ts';

export interface MemoryTicketStore extends TicketStore {
  /** While set, every write fails like a full disk. */
  full: boolean;
  readonly attempts: (AttemptEntry & { readonly ticketId: string; readonly number: number })[];
}

/** A ticket store without a disk: as strict as the real one, checked by the same conformance suite. */
export function createMemoryTicketStore(): MemoryTicketStore {
  const rows: Ticket[] = [];
  const attempts: MemoryTicketStore['attempts'] = [];
  const indexOf = (id: string) => rows.findIndex((row) => row.id === id);
  const byPlace = (tickets: Ticket[]) => tickets.sort((a, b) => a.queued - b.queued)[0] ?? null;
  const fullError = () => err(appError('storage.full') as StorageError);

  const store: MemoryTicketStore = {
    full: false,
    attempts,
    insert(ticket) {
      if (store.full) return fullError();
      if (indexOf(ticket.id) >= 0) return err(appError('storage.failed') as StorageError);
      rows.push(ticket);
      return ok(undefined);
    },
    get: (id) => ok(rows[indexOf(id)] ?? null),
    replace(seen, next, entry) {
      if (store.full) return fullError();
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
      rows[index] = next;
      if (entry !== undefined) attempts.push({ ...entry, ticketId: next.id, number: next.attempts });
      return ok('done');
    },
    latestDraft: () =>
      ok(
        rows
          .filter((row) => row.state === 'draft' && !isBlank(row.form))
          .reduce<Ticket | null>(
            (best, row) => (best === null || row.savedAt >= best.savedAt ? row : best),
            null,
          ),
      ),
    blankDraft: () => ok(rows.find((row) => row.state === 'draft' && isBlank(row.form)) ?? null),
    list: (limit, before) => {
      const end = before === undefined ? rows.length : indexOf(before);
      const listed = rows
        .slice(0, Math.max(end, 0))
        .filter((row) => !isBlank(row.form) && row.state !== 'discarded');
      return ok(listed.reverse().slice(0, limit));
    },
    inState: (state) => ok(rows.filter((row) => row.state === state)),
    blocker: (lane) =>
      ok(byPlace(rows.filter((row) => row.lane === lane && blockingStates.includes(row.state)))),
    nextInLane: (lane) => ok(byPlace(rows.filter((row) => row.lane === lane && row.state === 'queued'))),
    nextPlace: () => ok(Math.max(0, ...rows.map((row) => row.queued)) + 1),
    close: () => undefined,
  };
  return store;
}
