import { err, type Result } from '../../preload/contract/result.ts';
import { appError, type AppError } from '../../preload/contract/errors.ts';
import type { PostOutcome } from '../api/outcome.ts';
import { commit, entry } from './commit.ts';
import { afterAsking, afterFailure, forgiven, isTold, left, type LaneWait } from './lane-wait.ts';
import type { OutboxDeps, TicketConnection, Token } from './outbox.ts';
import { isIntact } from './payload.ts';
import { lookUp, vinOf } from './ticket-lookup.ts';
import type { FrozenPayload, Ticket, TicketEvent } from './ticket.ts';
import type { AttemptEntry } from './ticket-store.ts';
import { waitCodeOf, waitsFor, type WaitCode } from './who-acts.ts';

/** What a lane asks of the outbox it belongs to. */
export interface LaneHost {
  /** Whether anything may be begun: not on the way into sleep, nor at the end. */
  readonly mayBegin: () => boolean;
  /** Recovers what an earlier run left, if that has not been possible yet. @returns false: it still is not. */
  readonly hasRecovered: () => boolean;
  /** A connection to the service, or why there is none; null: called off, since the program goes to sleep or ends. */
  readonly connect: () => Promise<Result<TicketConnection, AppError> | null>;
  /** The service named a time: it holds for every lane. */
  readonly told: (ms: number) => void;
  /** Looks at this lane again: now, or when its turn comes. */
  readonly look: () => void;
}

/** How long to wait before trying again what a disk did not take. */
export const RECORD_AGAIN_MS = 5_000;

/**
 * The tickets of one connector: first in, first out, at most one under way, and what stops one stops those behind it.
 *
 * An attempt is: connect; commit `sending`; make the POST; commit its outcome. As long as no connection stands nothing
 * is said on disk, because nothing has happened; from the commit on, whatever stops the program finds the ticket in
 * `sending` and calls it `unconfirmed`.
 */
export class Lane {
  readonly #id: number;
  readonly #deps: OutboxDeps;
  readonly #host: LaneHost;
  /** What keeps it waiting. */
  wait: LaneWait | null = null;
  /** Somebody wants this lane looked at. */
  wanted = false;
  running: Promise<void> | null = null;
  /** An outcome that is not on disk yet: nothing more goes out until it is. */
  #unrecorded = false;
  #cancelTimer: (() => void) | null = null;
  /** The tickets that changed since the lane last came to rest, as they were then. */
  readonly #touched = new Map<string, Ticket>();

  constructor(id: number, deps: OutboxDeps, host: LaneHost) {
    this.#id = id;
    this.#deps = deps;
    this.#host = host;
  }

  /** A wake-up, "online again", a click. What the service itself asked for holds, whoever clicks. */
  forgive(): void {
    this.wait = forgiven(this.wait);
    this.cancel();
  }

  cancel(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
  }

  /** Does what can be done now. Resolves when nothing is left to do. */
  async drain(): Promise<void> {
    // Asked again while at work: look again, since what was released meanwhile must not be left lying.
    while (this.wanted) {
      this.wanted = false;
      while (await this.#next()) this.#rest();
      this.#rest();
    }
  }

  /** What came of it all is news; what it was in passing is none. */
  #rest(): void {
    if (this.#unrecorded) return;
    const touched = [...this.#touched.values()];
    this.#touched.clear();
    for (const before of touched) {
      const now = this.#deps.store.get(before.id);
      if (now.ok && now.value !== null) this.#deps.rested(now.value, before);
    }
  }

  /** One step. @returns whether to go on at once. */
  async #next(): Promise<boolean> {
    if (!this.#host.mayBegin() || this.#unrecorded) return false;
    if (!this.#host.hasRecovered()) return this.#againIn(RECORD_AGAIN_MS);
    const { store } = this.#deps;
    const blocker = store.blocker(this.#id);
    if (!blocker.ok) return this.#againIn(RECORD_AGAIN_MS);
    if (blocker.value !== null) return (await this.#settle(blocker.value)) || this.#tellThoseBehind(null);
    const next = store.nextInLane(this.#id);
    if (!next.ok) return this.#againIn(RECORD_AGAIN_MS);
    if (next.value === null) return false;
    const wait = this.#left('send');
    if (wait === 0) return this.#attempt(next.value);
    if (this.wait?.why === 'told') this.#waiting(next.value, 'net.throttled');
    return this.#againIn(wait);
  }

  /** A ticket stands in the way: asks the service whether that has passed. @returns whether the lane is free now. */
  async #settle(ticket: Ticket): Promise<boolean> {
    const { state } = ticket;
    const mayAsk = state === 'held' || (state === 'unconfirmed' && this.#deps.lookup !== null);
    if (!mayAsk) return false;
    const wait = this.#left('ask');
    if (wait > 0) return this.#againIn(wait);
    // A refusal proves that nothing was created, so a held ticket can be tried until it is taken.
    if (state === 'held') return this.#apply(ticket, { kind: 'resume' }).ok || this.#againIn(RECORD_AGAIN_MS);
    const found = await lookUp(ticket, this.#id, this.#deps);
    if (found !== null) {
      const looked = entry('looked', 'found', null, found.account);
      if (this.#apply(ticket, { kind: 'found', ticket: found.created }, looked).ok) return true;
    }
    return this.#askLater(ticket, state);
  }

  /** @param isRenewed a 401 was answered already, and this is another token. @returns whether to go on at once. */
  async #attempt(ticket: Ticket, isRenewed = false): Promise<boolean> {
    const { payload } = ticket;
    if (payload === null || !isIntact(payload)) return this.#waitBecause(ticket, 'internal');
    const checks = this.#deps.changesSince(ticket);
    if (checks.length > 0) return this.#goesOn(this.#apply(ticket, { kind: 'check', checks }));
    const token = await this.#deps.session.token();
    if (!token.ok) return this.#waitBecause(ticket, waitCodeOf(token.error.code));
    if (ticket.account !== null && ticket.account !== token.value.account)
      return this.#waitBecause(ticket, 'queue.other_account');
    const baseline = await this.#baseline(ticket, token.value);
    const connection = await this.#host.connect();
    if (connection === null) return false;
    if (!connection.ok) return this.#waitBecause(ticket, waitCodeOf(connection.error.code));
    try {
      return await this.#sendBy(connection.value, {
        ticket,
        payload,
        token: token.value,
        baseline,
        isRenewed,
      });
    } finally {
      connection.value.close();
    }
  }

  /** The connection stands. What was so before it did is asked once more: connecting takes its time. */
  async #sendBy(
    connection: TicketConnection,
    order: {
      readonly ticket: Ticket;
      readonly payload: FrozenPayload;
      readonly token: Token;
      readonly baseline: readonly string[] | null;
      readonly isRenewed: boolean;
    },
  ): Promise<boolean> {
    const { ticket, payload, token, baseline, isRenewed } = order;
    const now = await this.#deps.session.token();
    if (!this.#host.mayBegin()) return false;
    const isSame = now.ok && now.value.value === token.value && now.value.account === token.account;
    if (!isSame || !this.#isNext(ticket) || this.#left('send') > 0) return true;
    if (this.#deps.changesSince(ticket).length > 0) return true;
    if (!connection.stands()) return this.#waitBecause(ticket, 'net.connect_failed');

    const claimed = this.#apply(
      ticket,
      { kind: 'claim', account: token.account, baseline },
      entry('begun', 'begun', null, token.account),
    );
    // Not claimed: it was recalled meanwhile, or the disk did not take the write-ahead. Then nothing may leave.
    if (!claimed.ok) return this.#goesOn(claimed);
    const outcome = await this.#post(connection, payload, token.value);
    const recorded = this.#record(claimed.value, outcome);
    return this.#after(outcome, recorded, token.value, isRenewed);
  }

  /** Nothing came before it meanwhile. That it is as it was, the claim makes sure of. */
  #isNext({ id }: Ticket): boolean {
    const [blocker, next] = [this.#deps.store.blocker(this.#id), this.#deps.store.nextInLane(this.#id)];
    return blocker.ok && blocker.value === null && next.ok && next.value?.id === id;
  }

  /** What is listed for this VIN before the attempt, so that what is listed after it is known to be new. */
  async #baseline(ticket: Ticket, { value }: Token): Promise<readonly string[] | null> {
    const listed = await this.#deps.lookup?.listed(vinOf(ticket), value);
    return listed?.ok === true ? listed.value.map(({ id }) => id) : null;
  }

  async #post(connection: TicketConnection, { body }: FrozenPayload, token: string): Promise<PostOutcome> {
    try {
      return await connection.post(Buffer.from(body, 'utf8'), token);
    } catch {
      // A defect in the sender. Nobody can say how far it came, so it must not look like "not sent".
      return { kind: 'unconfirmed', code: 'doubt.interrupted', status: null, message: null };
    }
  }

  /** Commits how an attempt ended; where the disk does not take it, keeps it in memory and tries again. */
  #record(sending: Ticket, outcome: PostOutcome): Ticket | null {
    const done = this.#apply(sending, { kind: 'end', outcome }, this.#endEntry(outcome, sending.account));
    this.#unrecorded = !done.ok;
    if (done.ok) return done.value;
    this.#deps.later(() => {
      if (this.#record(sending, outcome) !== null) this.#host.look();
    }, RECORD_AGAIN_MS);
    return null;
  }

  #endEntry(outcome: PostOutcome, account: string | null): AttemptEntry {
    const status = 'status' in outcome ? outcome.status : outcome.kind === 'created' ? 201 : 401;
    if (outcome.kind !== 'throttled')
      return entry('ended', 'code' in outcome ? outcome.code : outcome.kind, status, account);
    const until = outcome.retryAfterMs === null ? null : this.#deps.now() + outcome.retryAfterMs;
    return { ...entry('ended', 'net.throttled', status, account), until };
  }

  /** What an attempt's end means for the lane. @returns whether to go on at once. */
  async #after(
    outcome: PostOutcome,
    recorded: Ticket | null,
    token: string,
    isRenewed: boolean,
  ): Promise<boolean> {
    switch (outcome.kind) {
      case 'throttled':
        if (outcome.retryAfterMs === null) this.#waitFor(this.#failure());
        else this.#host.told(outcome.retryAfterMs);
        if (recorded !== null) this.#deps.tell(recorded.id);
        return this.#againIn(this.#left('send'));
      case 'unauthorized':
        return this.#unauthorized(recorded, token, isRenewed);
      case 'held':
      case 'unconfirmed':
        this.#askLater(recorded, recorded?.state === 'held' ? 'held' : 'unconfirmed');
        return true;
      case 'created':
      case 'rejected':
        this.#waitFor(null);
        return true;
    }
  }

  async #unauthorized(recorded: Ticket | null, token: string, isRenewed: boolean): Promise<boolean> {
    const { session } = this.#deps;
    // Once: a second 401 in a row is an answer that only a person can change.
    const renewal = isRenewed ? err(appError('auth.required')) : await session.renew(token);
    if (renewal.ok) return recorded !== null && this.#attempt(recorded, true);
    const code = waitCodeOf(renewal.error.code);
    if (code === 'auth.required') session.refused(token);
    return recorded !== null && this.#waitBecause(recorded, code);
  }

  /** It does not go now. Proven unsent, it is tried again by itself, or waits for a person, and those behind it too. */
  #waitBecause(ticket: Ticket, code: WaitCode): false {
    const isForTime = waitsFor({ state: 'queued', wait: { code } }) === 'time';
    if (isForTime) this.#waitFor(this.#failure());
    this.#waiting(ticket, code);
    return isForTime ? this.#againIn(this.#left('send')) : this.#tellThoseBehind(ticket);
  }

  /** Says why it waits. Said already, it is only told until when. */
  #waiting(ticket: Ticket, code: WaitCode): void {
    if (ticket.wait?.code === code) this.#deps.tell(ticket.id);
    else this.#apply(ticket, { kind: 'wait', code });
  }

  /** What waits behind a ticket that needs somebody, says so. @param head null: it is not queued itself. */
  #tellThoseBehind(head: Ticket | null): false {
    const queued = this.#deps.store.queuedIn(this.#id);
    for (const ticket of queued.ok ? queued.value : []) {
      if (ticket.id !== head?.id && ticket.wait?.code !== 'queue.blocked')
        this.#apply(ticket, { kind: 'wait', code: 'queue.blocked' });
    }
    return false;
  }

  #askLater(ticket: Ticket | null, blocker: 'held' | 'unconfirmed'): false {
    const { monotonic, random, tell } = this.#deps;
    this.#waitFor(afterAsking(this.wait, monotonic(), random(), blocker));
    if (ticket !== null) tell(ticket.id);
    return this.#againIn(this.#left('ask'));
  }

  /** What the service told, to whichever lane, is not replaced by anything else. */
  #waitFor(wait: LaneWait | null): void {
    if (!isTold(this.wait, this.#deps.monotonic())) this.wait = wait;
  }

  #failure(): LaneWait {
    return afterFailure(this.wait, this.#deps.monotonic(), this.#deps.random());
  }

  #left(next: 'send' | 'ask'): number {
    return left(this.wait, this.#deps.monotonic(), next);
  }

  /** Looks again after a while, unless something else comes first. One timer a lane. */
  #againIn(ms: number): false {
    if (!this.#host.mayBegin()) return false;
    this.cancel();
    this.#cancelTimer = this.#deps.later(() => {
      this.#cancelTimer = null;
      this.#host.look();
    }, ms);
    return false;
  }

  /** @returns whether to look again at once: it is done, or the ticket changed meanwhile. A disk may take it later. */
  #goesOn(done: Result<Ticket, AppError>): boolean {
    return done.ok || done.error.code === 'ticket.changed_meanwhile' || this.#againIn(RECORD_AGAIN_MS);
  }

  #apply(ticket: Ticket, event: TicketEvent, attempt?: AttemptEntry): Result<Ticket, AppError> {
    const done = commit(this.#deps, ticket, event, attempt);
    if (done.ok && !this.#touched.has(ticket.id)) this.#touched.set(ticket.id, ticket);
    return done;
  }
}
