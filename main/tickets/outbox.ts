import { createHash } from 'node:crypto';
import { appError, type AppError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import type { TicketCheck } from '../../preload/contract/ticket.ts';
import type { PostOutcome } from '../api/outcome.ts';
import { backOff, LOOK_UP_BASE_MS, patience } from './back-off.ts';
import { Lane } from './lane.ts';
import { createdBy, vinOf, type TicketLookup } from './ticket-lookup.ts';
import { step, type FrozenPayload, type Ticket, type TicketEvent } from './ticket.ts';
import type { AttemptEntry, TicketStore } from './ticket-store.ts';

/** Makes one POST, and says how it ended. Never throws, never tries twice. */
export interface TicketSender {
  postTicket(body: Buffer, token: string): Promise<PostOutcome>;
}

/** Who is signed in. */
export interface TokenSource {
  token(): Promise<Result<{ readonly value: string; readonly account: string }, AppError>>;
  /** The service answered 401 to this token: tries to get another one for the same account. */
  renew(token: string): Promise<Result<void, AppError>>;
  /** It answered 401 again: only a person can sign in. */
  refused(token: string): void;
}

export interface OutboxDeps {
  readonly store: TicketStore;
  readonly sender: TicketSender;
  readonly session: TokenSource;
  /** The service's list, where the deployment enables it. */
  readonly lookup: TicketLookup | null;
  /** What changed since a person pressed Send on a ticket; nothing: it may go. */
  readonly changesSince: (ticket: Ticket) => readonly TicketCheck[];
  /** Milliseconds since the epoch, for the record only. */
  readonly now: () => number;
  /** Milliseconds of a clock that nobody can set: every wait is measured with it. */
  readonly monotonic: () => number;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** Told of every ticket the outbox changed, after the commit. */
  readonly changed: (ticket: Ticket, before: Ticket) => void;
  /** Runs `work` after a while; returns what calls it off. */
  readonly later: (work: () => void, ms: number) => () => void;
}

/** How long to wait before trying again to record an outcome on a disk that did not take it. */
const RECORD_AGAIN_MS = 5_000;
/** How many connectors' tickets go out at once: a workshop's line is thin. */
const PARALLEL = 4;

/**
 * Sends what the mechanic released: one lane per connector, first in first out, at most one request under way in
 * a lane. The rule it keeps: a ticket leaves this program a second time only when the first time is proven not to
 * have created it, or a person said so.
 *
 * An attempt is: commit `sending`, make the POST, commit its outcome. Whatever stops the program in between, the
 * ticket is found in `sending` and becomes `unconfirmed`. What was proven unsent is tried again by itself, for ever.
 */
export class Outbox {
  readonly #deps: OutboxDeps;
  readonly #lanes = new Map<number, Lane>();
  #stopped = false;
  /** What an earlier run left is not on disk yet as what it is. */
  #mustRecover = false;
  #busy = 0;
  readonly #queue: (() => void)[] = [];

  constructor(deps: OutboxDeps) {
    this.#deps = deps;
  }

  /**
   * Turns what an earlier run left in `sending` into `unconfirmed`. To be called once, before anything is sent. Where
   * the disk does not take that, it is tried again, and nothing is sent until then.
   */
  recover(): Result<number, AppError> {
    this.#mustRecover = true;
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
    this.#mustRecover = false;
    return ok(left.value.length);
  }

  /**
   * Looks at every lane now: at start, after sleep, when the service can be reached again, after a sign-in. It may
   * only start work; what becomes of it the attempt decides.
   */
  wake(): void {
    const lanes = this.#deps.store.activeLanes();
    for (const lane of lanes.ok ? lanes.value : []) {
      const known = this.#lane(lane);
      // What the service itself asked for holds, whatever happens here.
      if (!known.isTold) known.forgive();
      void this.#look(lane);
    }
  }

  /**
   * Somebody pressed a button: sends what waits in this lane, in order, until it is empty or something stands in the
   * way. Resolves when nothing is left to do now; the tickets say how it went.
   */
  run(lane: number): Promise<void> {
    this.#lane(lane).forgive();
    return this.#look(lane);
  }

  /** Begins, or begins again after `stop`, to send by itself. */
  start(): void {
    this.#stopped = false;
    this.wake();
  }

  /** Before sleep, and at the end: starts nothing any more; what is under way ends as it ends. */
  stop(): void {
    this.#stopped = true;
    for (const lane of this.#lanes.values()) lane.cancel();
  }

  /** Resolves when no request is under way. */
  async idle(): Promise<void> {
    await Promise.all([...this.#lanes.values()].flatMap(({ running }) => running ?? []));
  }

  /** When something is next done about this ticket, in milliseconds since the epoch, about; null: nothing is planned. */
  nextAttemptAt({ lane: id, state, problem }: Ticket): number | null {
    const lane = id === null ? undefined : this.#lanes.get(id);
    if (lane === undefined) return null;
    const asks = state === 'held' || (state === 'unconfirmed' && this.#deps.lookup !== null);
    const waits = state === 'queued' && problem !== null && isTriedAgain(problem.code);
    const wait = (asks ? lane.askNotBefore : waits ? lane.notBefore : 0) - this.#deps.monotonic();
    return wait > 0 ? this.#deps.now() + wait : null;
  }

  #lane(lane: number): Lane {
    const known = this.#lanes.get(lane) ?? new Lane(this.#deps.later);
    this.#lanes.set(lane, known);
    return known;
  }

  #look(id: number): Promise<void> {
    const lane = this.#lane(id);
    lane.wanted = true;
    lane.running ??= this.#drain(id, lane);
    return lane.running;
  }

  async #drain(id: number, lane: Lane): Promise<void> {
    await this.#turn();
    try {
      // Asked again while at work: look again, since what was released meanwhile must not be left lying.
      while (lane.wanted) {
        lane.wanted = false;
        while (await this.#next(id, lane));
      }
    } finally {
      // In the same breath as the last look at `wanted`: in between, a wish would go unheard.
      lane.running = null;
      const next = this.#queue.shift();
      if (next === undefined) this.#busy -= 1;
      else next();
    }
  }

  /** Waits for one of the few places at the line. */
  async #turn(): Promise<void> {
    // Whoever leaves hands its place on, so that nobody can slip in between.
    if (this.#busy >= PARALLEL) return new Promise<void>((resolve) => this.#queue.push(resolve));
    this.#busy += 1;
    // The first look at a lane never runs inside the call that asked for it.
    await Promise.resolve();
  }

  /** One step in a lane. @returns whether to go on at once. */
  async #next(id: number, lane: Lane): Promise<boolean> {
    if (this.#stopped || lane.unrecorded) return false;
    if (this.#mustRecover && !this.recover().ok) return this.#tryLater(id, lane);
    const { store } = this.#deps;
    const blocker = store.blocker(id);
    if (!blocker.ok) return this.#tryLater(id, lane);
    if (blocker.value !== null) {
      if (await this.#settle(id, lane, blocker.value)) return true;
      const behind = store.nextInLane(id);
      if (behind.ok && behind.value !== null) this.#wait(behind.value, 'queue.blocked');
      return false;
    }
    const next = store.nextInLane(id);
    if (!next.ok) return this.#tryLater(id, lane);
    if (next.value === null) return false;
    const wait = lane.notBefore - this.#deps.monotonic();
    if (wait > 0) return this.#again(id, lane, wait);
    return this.#attempt(id, lane, next.value);
  }

  /** A ticket stands in the way: asks the service whether that has passed. @returns whether the lane is free now. */
  async #settle(id: number, lane: Lane, ticket: Ticket): Promise<boolean> {
    const isHeld = ticket.state === 'held';
    const mayAsk = isHeld || (ticket.state === 'unconfirmed' && this.#deps.lookup !== null);
    if (!mayAsk) return false;
    const wait = lane.askNotBefore - this.#deps.monotonic();
    if (wait > 0) return this.#again(id, lane, wait);
    // A refusal proves that nothing was created, so a held ticket can be tried until it is taken.
    if (isHeld) return this.#apply(ticket, { kind: 'resume' }).ok || this.#tryLater(id, lane);
    if (await this.#found(id, ticket)) {
      lane.asked = 0;
      return true;
    }
    this.#askLater(id, lane, ticket);
    return false;
  }

  /** Looks a ticket in doubt up in the service's list. @returns whether it is there. */
  async #found(id: number, ticket: Ticket): Promise<boolean> {
    const { lookup, session, store } = this.#deps;
    const nameless = store.nameless(id);
    // What is new in the list may then as well be one of those: only a person can tell.
    if (!nameless.ok || nameless.value.some((other) => isRival(other, ticket))) return false;
    const token = await session.token();
    // Another account may see other tickets, and what only it sees would look new.
    if (lookup === null || !token.ok || token.value.account !== ticket.account) return false;
    const listed = await lookup.listed(vinOf(ticket), token.value.value);
    if (!listed.ok) return false;
    const created = createdBy(ticket, listed.value, (id) => {
      const claimed = store.isClaimed(id);
      return !claimed.ok || claimed.value;
    });
    if (created === null) return false;
    const event = { kind: 'found', ticket: created } as const;
    return this.#apply(ticket, event, entry('looked', 'found', null, token.value.account)).ok;
  }

  /** @returns whether the lane may go on at once. */
  async #attempt(id: number, lane: Lane, ticket: Ticket, renewed = false): Promise<boolean> {
    if (ticket.payload === null || !isIntact(ticket.payload)) {
      this.#wait(ticket, 'internal');
      return false;
    }
    const checks = this.#deps.changesSince(ticket);
    if (checks.length > 0) {
      const checked = this.#apply(ticket, { kind: 'check', checks });
      return !checked.ok && this.#notTaken(id, lane, checked.error);
    }
    const token = await this.#deps.session.token();
    if (!token.ok) {
      const waiting = this.#wait(ticket, token.error.code);
      return mayPass(token.error) ? this.#failed(id, lane, waiting, null) : false;
    }
    const { account, value } = token.value;
    if (ticket.account !== null && ticket.account !== account) {
      this.#wait(ticket, 'queue.other_account');
      return false;
    }
    const baseline = await this.#baseline(ticket, value);
    // Meanwhile the PC may have gone to sleep, or the program be about to end.
    if (this.#stopped) return false;
    // Or a ticket that was before this one may have come back into the lane.
    if (!this.#isNext(id, ticket)) return true;

    const claimed = this.#apply(
      ticket,
      { kind: 'claim', account, baseline },
      entry('begun', 'begun', null, account),
    );
    // Not claimed: it was recalled meanwhile, or the disk did not take the write-ahead. Then nothing may leave.
    if (!claimed.ok) return this.#notTaken(id, lane, claimed.error);

    const outcome = await this.#post(ticket.payload, value);
    const recorded = this.#record(id, lane, claimed.value, outcome);
    return this.#after(id, lane, outcome, recorded, value, renewed);
  }

  #isNext(id: number, ticket: Ticket): boolean {
    const [blocker, next] = [this.#deps.store.blocker(id), this.#deps.store.nextInLane(id)];
    return blocker.ok && blocker.value === null && next.ok && next.value?.id === ticket.id;
  }

  /** What is listed for this VIN before the attempt, so that what is listed after it is known to be new. */
  async #baseline(ticket: Ticket, token: string): Promise<readonly string[] | null> {
    const listed = (await this.#deps.lookup?.listed(vinOf(ticket), token)) ?? err(appError('internal'));
    return listed.ok ? listed.value.map(({ id }) => id) : null;
  }

  async #post({ body }: FrozenPayload, token: string): Promise<PostOutcome> {
    try {
      return await this.#deps.sender.postTicket(Buffer.from(body, 'utf8'), token);
    } catch {
      // A defect in the sender. Nobody can say how far it came, so it must not look like "not sent".
      return { kind: 'unconfirmed', code: 'doubt.interrupted', status: null, message: null };
    }
  }

  /** What an attempt's end means for its lane. @returns whether to go on at once. */
  async #after(
    id: number,
    lane: Lane,
    outcome: PostOutcome,
    recorded: Ticket | null,
    token: string,
    renewed: boolean,
  ): Promise<boolean> {
    if (outcome.kind === 'not-sent') return this.#failed(id, lane, recorded, outcome.retryAfterMs);
    if (outcome.kind === 'unauthorized') {
      // Once: a second 401 in a row is an answer that only a person can change.
      const renewal = renewed ? err(appError('auth.required')) : await this.#deps.session.renew(token);
      if (!renewal.ok) {
        if (mayPass(renewal.error)) {
          const waiting = recorded === null ? null : this.#wait(recorded, renewal.error.code);
          return this.#failed(id, lane, waiting, null);
        }
        this.#deps.session.refused(token);
        return false;
      }
      return recorded !== null && this.#attempt(id, lane, recorded, true);
    }
    lane.failures = 0;
    if (outcome.kind === 'held' || outcome.kind === 'unconfirmed') {
      this.#askLater(id, lane, recorded);
      return true;
    }
    lane.asked = 0;
    lane.askNotBefore = -Infinity;
    return true;
  }

  /** Proven unsent: tried again by itself, later and later, and never given up. */
  #failed(id: number, lane: Lane, ticket: Ticket | null, retryAfterMs: number | null): false {
    lane.failures += 1;
    lane.isTold = retryAfterMs !== null;
    const wait = backOff(lane.failures, this.#deps.random(), retryAfterMs);
    lane.notBefore = this.#deps.monotonic() + wait;
    this.#tellPlan(ticket);
    return this.#again(id, lane, wait);
  }

  #askLater(id: number, lane: Lane, ticket: Ticket | null): void {
    lane.asked += 1;
    const base = ticket?.state === 'unconfirmed' ? LOOK_UP_BASE_MS : undefined;
    const wait = patience(lane.asked, this.#deps.random(), base);
    lane.askNotBefore = this.#deps.monotonic() + wait;
    this.#tellPlan(ticket);
    this.#again(id, lane, wait);
  }

  #again(id: number, lane: Lane, wait: number): false {
    if (!this.#stopped) lane.schedule(() => void this.#look(id), wait);
    return false;
  }

  /** The disk did not answer or did not take it: nothing is lost, and it may do so later. */
  #tryLater(id: number, lane: Lane): false {
    return this.#again(id, lane, RECORD_AGAIN_MS);
  }

  /** A step was not committed. @returns whether to look again at once, since the ticket changed meanwhile. */
  #notTaken(id: number, lane: Lane, error: AppError): boolean {
    return isStale(error) || this.#tryLater(id, lane);
  }

  /** Commits how an attempt ended; where the disk does not take it, keeps it in memory and tries again. */
  #record(id: number, lane: Lane, sending: Ticket, outcome: PostOutcome): Ticket | null {
    const done = this.#apply(sending, { kind: 'end', outcome }, endEntry(outcome, sending.account));
    if (done.ok) {
      lane.unrecorded = false;
      return done.value;
    }
    lane.unrecorded = true;
    this.#deps.later(() => {
      if (this.#record(id, lane, sending, outcome) !== null) void this.#look(id);
    }, RECORD_AGAIN_MS);
    return null;
  }

  /** Told anew, now that it is known until when it waits. */
  #tellPlan(ticket: Ticket | null): void {
    if (ticket !== null) this.#deps.changed(ticket, ticket);
  }

  /** @returns the ticket as it is now. */
  #wait(ticket: Ticket, code: AppError['code']): Ticket {
    // Said already: saying it again would only wear the disk.
    if (ticket.problem?.code === code) return ticket;
    const waiting = this.#apply(ticket, { kind: 'wait', code });
    return waiting.ok ? waiting.value : ticket;
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
  deps.changed(next.value, ticket);
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

/** What the service lists of the one may be the other's. */
const isRival = (other: Ticket, ticket: Ticket) => other.id !== ticket.id && vinOf(other) === vinOf(ticket);
const isStale = ({ code }: AppError) => code === 'ticket.changed_meanwhile';
/** What passes by itself: no connection, or no renewed sign-in. */
const isTriedAgain = (code: string) =>
  code.startsWith('net.') || code === 'auth.not_renewed' || code === 'auth.misconfigured';

/** Why there is no token: only "sign in" waits for a person, everything else is tried again by itself. */
const mayPass = ({ code }: AppError) => code !== 'auth.required';

const isIntact = (payload: FrozenPayload) =>
  createHash('sha256').update(payload.body, 'utf8').digest('hex') === payload.sha256;
