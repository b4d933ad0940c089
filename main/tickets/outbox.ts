import { createHash } from 'node:crypto';
import { appError, type AppError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import type { PostOutcome } from '../api/outcome.ts';
import { step, type FrozenPayload, type Ticket, type TicketEvent } from './ticket.ts';
import type { AttemptEntry, TicketStore } from './ticket-store.ts';

/** Makes one POST, and says how it ended. Never throws, never tries twice. */
export interface TicketSender {
  postTicket(body: Buffer, token: string): Promise<PostOutcome>;
}

/** Who is signed in. */
export interface TokenSource {
  token(): Promise<Result<{ readonly value: string; readonly account: string }, AppError>>;
  /** The service answered 401 to this token. */
  refused(token: string): void;
}

export interface OutboxDeps {
  readonly store: TicketStore;
  readonly sender: TicketSender;
  readonly session: TokenSource;
  /** Milliseconds since the epoch, for the record only. */
  readonly now: () => number;
  /** Told of every ticket the outbox changed, after the commit. */
  readonly changed: (ticket: Ticket) => void;
  /** Runs `work` after a while; used only to try again to record an outcome that the disk did not take. */
  readonly later: (work: () => void, ms: number) => void;
}

/** How long to wait before trying again to record an outcome on a disk that did not take it. */
const RECORD_AGAIN_MS = 5_000;

/**
 * Sends what the mechanic released: one lane per connector, first in first out, at most one request under way in
 * a lane. The rule it keeps: a ticket leaves this program a second time only when the first time is proven not to
 * have created it, or a person said so.
 *
 * An attempt is: commit `sending`, make the POST, commit its outcome. Whatever stops the program in between, the
 * ticket is found in `sending` and becomes `unconfirmed`.
 */
export class Outbox {
  readonly #deps: OutboxDeps;
  /** Lanes at work, so that a second click joins the first instead of racing it. */
  readonly #running = new Map<number, Promise<void>>();
  /** Lanes somebody asked for since they were last looked at. */
  readonly #wanted = new Set<number>();
  /** Lanes whose last outcome is not on disk yet: nothing more goes out there until it is. */
  readonly #unrecorded = new Set<number>();

  constructor(deps: OutboxDeps) {
    this.#deps = deps;
  }

  /** Turns what an earlier run left in `sending` into `unconfirmed`. To be called once, before anything is sent. */
  recover(): Result<number, AppError> {
    const left = this.#deps.store.inState('sending');
    if (!left.ok) return left;
    for (const ticket of left.value) {
      const done = this.#apply(
        ticket,
        { kind: 'interrupted' },
        entry('ended', 'doubt.interrupted', null, ticket.account),
      );
      if (!done.ok) return done;
    }
    return ok(left.value.length);
  }

  /**
   * Sends what waits in this lane, in order, until it is empty or something stands in the way. Resolves when
   * nothing is left to do now; the tickets say how it went.
   */
  run(lane: number): Promise<void> {
    this.#wanted.add(lane);
    const running = this.#running.get(lane) ?? this.#drain(lane);
    this.#running.set(lane, running);
    return running;
  }

  /** Resolves when no request is under way. */
  async idle(): Promise<void> {
    await Promise.all(this.#running.values());
  }

  async #drain(lane: number): Promise<void> {
    try {
      // Asked again while at work: look again, since what was released meanwhile must not be left lying.
      while (this.#wanted.delete(lane)) while (await this.#sendNext(lane));
    } finally {
      this.#running.delete(lane);
    }
  }

  /** @returns whether the lane may go on with the next ticket. */
  async #sendNext(lane: number): Promise<boolean> {
    if (this.#unrecorded.has(lane)) return false;
    const next = this.#deps.store.nextInLane(lane);
    return next.ok && next.value !== null && (await this.#attempt(next.value));
  }

  /** @returns whether the lane may go on with the next ticket. */
  async #attempt(ticket: Ticket): Promise<boolean> {
    const lane = ticket.lane;
    if (lane === null || ticket.payload === null || !isIntact(ticket.payload)) {
      this.#wait(ticket, 'internal');
      return false;
    }
    const blocker = this.#deps.store.blocker(lane);
    if (!blocker.ok) return false;
    if (blocker.value !== null) {
      this.#wait(ticket, 'queue.blocked');
      return false;
    }
    const token = await this.#deps.session.token();
    if (!token.ok) {
      this.#wait(ticket, token.error.code);
      return false;
    }
    if (ticket.account !== null && ticket.account !== token.value.account) {
      this.#wait(ticket, 'queue.other_account');
      return false;
    }

    const { account, value } = token.value;
    const claimed = this.#apply(ticket, { kind: 'claim', account }, entry('begun', 'begun', null, account));
    // Not claimed: it was recalled meanwhile, or the disk did not take the write-ahead. Then nothing may leave.
    if (!claimed.ok) return claimed.error.code === 'ticket.changed_meanwhile';

    const outcome = await this.#post(ticket.payload, value);
    if (outcome.kind === 'unauthorized') this.#deps.session.refused(value);
    this.#record(claimed.value, outcome);
    return outcome.kind === 'created' || outcome.kind === 'rejected';
  }

  async #post({ body }: FrozenPayload, token: string): Promise<PostOutcome> {
    try {
      return await this.#deps.sender.postTicket(Buffer.from(body, 'utf8'), token);
    } catch {
      // A defect in the sender. Nobody can say how far it came, so it must not look like "not sent".
      return { kind: 'unconfirmed', code: 'doubt.interrupted', status: null, message: null };
    }
  }

  /** Commits how an attempt ended; where the disk does not take it, keeps it in memory and tries again. */
  #record(sending: Ticket, outcome: PostOutcome): void {
    const lane = sending.lane ?? 0;
    const done = this.#apply(sending, { kind: 'end', outcome }, endEntry(outcome, sending.account));
    if (done.ok) {
      this.#unrecorded.delete(lane);
      return;
    }
    this.#unrecorded.add(lane);
    this.#deps.later(() => this.#record(sending, outcome), RECORD_AGAIN_MS);
  }

  #wait(ticket: Ticket, code: AppError['code']): void {
    this.#apply(ticket, { kind: 'wait', code });
  }

  /** One step of the state machine, committed and told. */
  #apply(ticket: Ticket, event: TicketEvent, attempt?: AttemptEntry): Result<Ticket, AppError> {
    return applyEvent(this.#deps, ticket, event, attempt);
  }
}

/** Steps a ticket, commits it by compare-and-set, and tells. Used wherever a ticket changes. */
export function applyEvent(
  deps: Pick<OutboxDeps, 'store' | 'now' | 'changed'>,
  ticket: Ticket,
  event: TicketEvent,
  attempt?: AttemptEntry,
): Result<Ticket, AppError> {
  const next = step(ticket, event, deps.now());
  if (!next.ok) return next;
  const replaced = deps.store.replace(ticket, next.value, attempt);
  if (!replaced.ok) return replaced;
  if (replaced.value === 'lane-busy') return err(appError('queue.blocked'));
  if (replaced.value === 'stale') return err(appError('ticket.changed_meanwhile'));
  deps.changed(next.value);
  return next;
}

export const entry = (
  event: AttemptEntry['event'],
  code: string,
  status: number | null,
  account: string | null,
): AttemptEntry => ({ event, code, status, account });

function endEntry(outcome: PostOutcome, account: string | null): AttemptEntry {
  const code = 'code' in outcome ? outcome.code : outcome.kind;
  const status = 'status' in outcome ? outcome.status : outcome.kind === 'created' ? 201 : 401;
  return entry('ended', code, status, account);
}

const isIntact = (payload: FrozenPayload) =>
  createHash('sha256').update(payload.body, 'utf8').digest('hex') === payload.sha256;
