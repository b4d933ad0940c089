import type { Result } from '../../preload/contract/result.ts';
import type { AttemptView, TicketCounts, TicketFilter, TicketState } from '../../preload/contract/ticket.ts';
import type { StorageError } from '../database/storage-error.ts';
import type { Ticket } from './ticket.ts';

/**
 * What is written to the append-only record of attempts, in the same transaction as the ticket's change.
 * `begun` and `ended` are an attempt's two ends; `decided` is a person's word on a ticket in doubt, `looked` what the
 * service's own list said of it.
 */
export interface AttemptEntry {
  readonly event: AttemptView['event'];
  readonly code: string;
  /** HTTP status where there was one. */
  readonly status: number | null;
  /** Who was signed in. */
  readonly account: string | null;
  /** Until when the service asked to be left alone, in milliseconds since the epoch. */
  readonly until?: number | null;
}

/** How a replacement went: `stale` when the ticket is no longer as the caller saw it, `lane-busy` when another
 * ticket of the lane is being sent. In both cases nothing was written. */
export type Replaced = 'done' | 'stale' | 'lane-busy';

/** A ticket as it was seen, and what it becomes. */
export interface Change {
  readonly seen: Ticket;
  readonly next: Ticket;
  readonly entry?: AttemptEntry;
}

/** Which tickets, and from where on. */
export interface TicketPage {
  readonly limit: number;
  readonly before?: string | undefined;
  readonly filter: TicketFilter;
  /** Part of VIN, reference, connector id or ticket number; empty: everything. */
  readonly search: string;
}

/**
 * Where tickets live. Every call that returns `ok` has been committed to disk before it returns. Rows are never
 * deleted. Synchronous on purpose: a save takes less time than a turn of the event loop is worth, and nothing
 * can slip in between.
 */
export interface TicketStore {
  insert(ticket: Ticket): Result<void, StorageError>;
  /** Those that are not here yet, and these changes, all of them or none. @returns how many were not here yet. */
  insertAll(tickets: readonly Ticket[], changes?: readonly Change[]): Result<number, StorageError>;
  get(id: string): Result<Ticket | null, StorageError>;
  /** Compare-and-set: writes `next` only if the stored ticket still has `seen`'s state and revision. */
  replace(seen: Ticket, next: Ticket, entry?: AttemptEntry): Result<Replaced, StorageError>;
  /** The draft worked on last that has something in it. */
  latestDraft(): Result<Ticket | null, StorageError>;
  /** A draft with nothing in it, if there is one. */
  blankDraft(): Result<Ticket | null, StorageError>;
  /** Newest first, without blank drafts and without discarded ones. */
  list(page: TicketPage): Result<readonly Ticket[], StorageError>;
  /** The last 200 entries, oldest first. */
  attempts(id: string): Result<readonly AttemptView[], StorageError>;
  /** The lanes in which something is under way: queued, being sent, held, in doubt, to be checked. */
  activeLanes(): Result<readonly number[], StorageError>;
  /** At a cost that does not grow with what is done. */
  counts(): Result<TicketCounts, StorageError>;
  /** The ticket of ours that is known to be the service's with this number (see `ticketNumberOf`). */
  claimedBy(ticketNumber: string): Result<Ticket | null, StorageError>;
  /**
   * The tickets for this car (a normalised VIN) that the service may list under an id that nobody here knows: those in
   * doubt, or that were and had an attempt since, whatever became of them; and those created without an id.
   */
  nameless(vin: string): Result<readonly Ticket[], StorageError>;
  /** Created at or after this moment (milliseconds since the epoch), newest first, at most 200. */
  createdSince(at: number): Result<readonly Ticket[], StorageError>;
  /** What was released for this car (a normalised VIN) and not thrown away, newest first, at most 20. */
  releasedFor(vin: string): Result<readonly Ticket[], StorageError>;
  /**
   * What is on its way for this car (a normalised VIN) or this connector: released, and not known to be created or
   * refused. Newest first, at most 20, whatever its day.
   */
  underWayFor(vin: string, lane: number | null): Result<readonly Ticket[], StorageError>;
  inState(state: TicketState): Result<readonly Ticket[], StorageError>;
  /** The ticket that stops this lane: being sent, held, in doubt, or to be confirmed. */
  blocker(lane: number): Result<Ticket | null, StorageError>;
  /** The queued ticket of this lane that was released first. */
  nextInLane(lane: number): Result<Ticket | null, StorageError>;
  /** Everything that is queued in this lane, in the order in which it was released. */
  queuedIn(lane: number): Result<readonly Ticket[], StorageError>;
  /** The last time the service asked to be left alone, and until when. Milliseconds since the epoch; null: it never did. */
  askedToWait(): Result<{ readonly at: number; readonly until: number } | null, StorageError>;
  /** A number larger than every place in the queue given so far. */
  nextPlace(): Result<number, StorageError>;
  close(): void;
}
