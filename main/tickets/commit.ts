import { appError, type AppError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import type { PostOutcome } from './post-outcome.ts';
import { step, type Ticket, type TicketEvent } from './ticket.ts';
import type { AttemptEntry, TicketStore } from './ticket-store.ts';

export interface CommitDeps {
  readonly store: TicketStore;
  /** Milliseconds since the epoch, for the record only. */
  readonly now: () => number;
  /** Told of every ticket that changed, after the commit. It looks at the store: what was in hand may be old by then. */
  readonly tell: (id: string) => void;
  /** A defect was met and gone around: for the log. */
  readonly defect: (error: unknown) => void;
}

/**
 * The same, but for its defects. What is told of is done and on disk by then, and what comes next must not hang on how
 * it was taken: a ticket that is called "sending" must leave.
 */
export const undisturbed =
  <A extends readonly unknown[]>(tell: (...of: A) => void, defect: CommitDeps['defect']) =>
  (...of: A): void => {
    try {
      tell(...of);
    } catch (error) {
      defect(error);
    }
  };

/** Steps a ticket, commits it by compare-and-set, and tells. Used wherever a ticket changes. */
export function commit(
  { store, now, tell }: CommitDeps,
  ticket: Ticket,
  event: TicketEvent,
  attempt?: AttemptEntry,
): Result<Ticket, AppError> {
  const next = step(ticket, event, now());
  if (!next.ok) return next;
  const replaced = store.replace(ticket, next.value, attempt);
  if (!replaced.ok) return replaced;
  if (replaced.value === 'lane-busy') return err(appError('queue.blocked'));
  if (replaced.value === 'stale') return err(appError('ticket.changed_meanwhile'));
  tell(next.value.id);
  return ok(next.value);
}

export const entry = (
  event: AttemptEntry['event'],
  code: string,
  status: number | null,
  account: string | null,
): AttemptEntry => ({ event, code, status, account });

/**
 * How an attempt ended, for the record.
 *
 * @param left milliseconds that the service asked to be left alone for before. What lasts longer is not forgotten for it.
 */
export function endEntry(
  outcome: PostOutcome,
  account: string | null,
  now: number,
  left: number,
): AttemptEntry {
  const status = 'status' in outcome ? outcome.status : outcome.kind === 'created' ? 201 : 401;
  if (outcome.kind !== 'throttled')
    return entry('ended', 'code' in outcome ? outcome.code : outcome.kind, status, account);
  const until = outcome.retryAfterMs === null ? null : now + Math.max(outcome.retryAfterMs, left);
  return { ...entry('ended', 'net.throttled', status, account), until };
}
