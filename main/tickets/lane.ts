import { err, type Result } from '../../preload/contract/result.ts';
import { appError, type AppError } from '../../preload/contract/errors.ts';
import type { TicketCheck } from '../../preload/contract/ticket.ts';
import type { AskedToWait } from './asked-to-wait.ts';
import { commit, endEntry, entry, type CommitDeps } from './commit.ts';
import { afterAsking, afterFailure, forgiven, left, type LaneWait } from './lane-wait.ts';
import { isIntact } from './payload.ts';
import type { PostOutcome } from './post-outcome.ts';
import { isLookedUp, lookUp, vinOf, type TicketLookup } from './ticket-lookup.ts';
import type { TicketConnection } from './ticket-sender.ts';
import type { FrozenPayload, Ticket, TicketEvent } from './ticket.ts';
import type { AttemptEntry } from './ticket-store.ts';
import { mayGoUnder, whyNotUnder, type Token, type TokenSource } from './token-source.ts';
import { waitCodeOf, waitsFor, type WaitCode } from './who-acts.ts';

export interface LaneDeps extends CommitDeps {
  readonly session: TokenSource;
  /** The service's list, where the deployment enables it. */
  readonly lookup: TicketLookup | null;
  /** What changed since a person pressed Send on a ticket; nothing: it may go. */
  readonly changesSince: (ticket: Ticket) => readonly TicketCheck[];
  /** What the service asked of everybody. */
  readonly askedToWait: AskedToWait;
  /** Milliseconds of a clock that nobody can set: every wait is measured with it. */
  readonly monotonic: () => number;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** What became of a ticket, when the outbox lets go of it for now: as it is, and as it was when it was taken up. */
  readonly rested: (ticket: Ticket, before: Ticket) => void;
  /** Runs `work` after a while; returns what calls it off. */
  readonly later: (work: () => void, ms: number) => () => void;
}

/** What a lane asks of the outbox it belongs to. */
export interface LaneHost {
  /** Whether anything may be begun: not on the way into sleep, nor at the end. */
  readonly mayBegin: () => boolean;
  /** Recovers what an earlier run left, if that has not been possible yet. @returns false: it still is not. */
  readonly hasRecovered: () => boolean;
  /** A connection to the service, or why there is none; null: called off, since the program goes to sleep or ends. */
  readonly connect: () => Promise<Result<TicketConnection, AppError> | null>;
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
  readonly #deps: LaneDeps;
  readonly #host: LaneHost;
  /** What keeps it waiting, of its own. */
  wait: LaneWait | null = null;
  /** Somebody wants this lane looked at, and it has not been since. */
  wanted = false;
  running: Promise<void> | null = null;
  /** An outcome that is not on disk yet: nothing more goes out until it is. */
  #unrecorded = false;
  /** The last look at it ended with a defect. */
  #hasThrown = false;
  #cancelTimer: (() => void) | null = null;
  /** The tickets that changed since the lane last came to rest, as they were then. */
  readonly #touched = new Map<string, Ticket>();

  constructor(id: number, deps: LaneDeps, host: LaneHost) {
    this.#id = id;
    this.#deps = deps;
    this.#host = host;
  }

  /** A wake-up, "online again", a click. What the service itself asked for holds, whoever clicks. */
  forgive(): void {
    this.wait = forgiven(this.wait);
  }

  /** How long it waits before what is to be done next: of its own, or since the service asked everybody to. */
  left(next: 'send' | 'ask'): number {
    return Math.max(left(this.wait, this.#deps.monotonic(), next), this.#deps.askedToWait.left);
  }

  cancel(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
  }

  /** One look: does what can be done now. Resolves when nothing is left to do. */
  async drain(): Promise<void> {
    // What the timer was for is this look. It sets another one where there is something to wait for.
    this.cancel();
    try {
      while (await this.#next()) this.#rest();
      this.#rest();
      this.#hasThrown = false;
    } catch (error) {
      this.#deps.defect(error);
      // May have been a moment's: looked at again. Met twice in a row, it is the ticket's, and would be met for ever.
      if (!(this.#hasThrown && this.#saysSo())) this.#againIn(RECORD_AGAIN_MS);
      this.#hasThrown = true;
    }
  }

  /** What a defect never lets go says that it needs somebody, and whoever waits behind it too. @returns false: nothing does. */
  #saysSo(): boolean {
    try {
      const { store } = this.#deps;
      const [blocker, next] = [store.blocker(this.#id), store.nextInLane(this.#id)];
      if (!blocker.ok || blocker.value !== null || !next.ok || next.value === null) return false;
      this.#waitBecause(next.value, 'internal');
      return true;
    } catch (error) {
      this.#deps.defect(error);
      return false;
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
    const wait = this.left('send');
    if (wait === 0) return this.#attempt(next.value);
    if (this.#deps.askedToWait.left >= wait) this.#waiting(next.value, 'net.throttled');
    return this.#againIn(wait);
  }

  /** Something stands in the way: asks the service whether that has passed. @returns whether to look again at once. */
  async #settle(blocker: Ticket): Promise<boolean> {
    const { store } = this.#deps;
    // A lane does one thing after the other, so nobody is at it: a defect came in between. How far it came, nobody knows.
    if (blocker.state === 'sending') {
      const ended = entry('ended', 'doubt.interrupted', null, blocker.account);
      return this.#apply(blocker, { kind: 'interrupted' }, ended).ok || this.#againIn(RECORD_AGAIN_MS);
    }
    const [held, inDoubt] = [store.inState('held'), store.inState('unconfirmed')];
    if (!held.ok || !inDoubt.ok) return this.#againIn(RECORD_AGAIN_MS);
    const isHere = ({ lane }: Ticket) => lane === this.#id;
    // Each of them says that something will be done about it, not the first one alone.
    const toTry = held.value.filter(isHere);
    const toLookUp = inDoubt.value.filter(
      (ticket) => isHere(ticket) && isLookedUp(ticket, this.#deps.lookup),
    );
    if (toTry.length + toLookUp.length === 0) return false;
    const wait = this.left('ask');
    if (wait > 0) return this.#againIn(wait);
    // A refusal proves that nothing was created, so a held ticket can be tried until it is taken.
    for (const ticket of toTry)
      if (!this.#apply(ticket, { kind: 'resume' }).ok) return this.#againIn(RECORD_AGAIN_MS);
    return (await this.#lookUp(toLookUp)) || toTry.length > 0;
  }

  /** @returns whether one of them was found. */
  async #lookUp(tickets: readonly Ticket[]): Promise<boolean> {
    const missing: string[] = [];
    for (const ticket of tickets) {
      if (!this.#host.mayBegin()) return false;
      const found = await lookUp(ticket, this.#deps);
      const looked = entry('looked', 'found', null, found?.account ?? null);
      if (found === null || !this.#apply(ticket, { kind: 'found', ticket: found.created }, looked).ok)
        missing.push(ticket.id);
    }
    if (missing.length > 0) this.#askLater(missing, 'unconfirmed');
    return missing.length < tickets.length;
  }

  /** @param isRenewed a 401 was answered already, and this is another token. @returns whether to go on at once. */
  async #attempt(ticket: Ticket, isRenewed = false): Promise<boolean> {
    const { payload } = ticket;
    if (payload === null || !isIntact(payload)) return this.#waitBecause(ticket, 'internal');
    const checks = this.#deps.changesSince(ticket);
    if (checks.length > 0) return this.#goesOn(this.#apply(ticket, { kind: 'check', checks }));
    const asker = await this.#deps.session.token();
    if (!mayGoUnder(asker, ticket)) return this.#waitBecause(ticket, whyNotUnder(asker));
    const baseline = await this.#baseline(ticket, asker.value);
    // The list may have been answered with it.
    if (this.left('send') > 0) return true;
    const connection = await this.#host.connect();
    if (connection === null) return false;
    if (!connection.ok) return this.#waitBecause(ticket, waitCodeOf(connection.error.code));
    const order = { ticket, payload, asker: asker.value.account, baseline, isRenewed };
    try {
      return await this.#sendBy(connection.value, order);
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
      /** Who read the list. */
      readonly asker: string;
      readonly baseline: readonly string[] | null;
      readonly isRenewed: boolean;
    },
  ): Promise<boolean> {
    const { ticket, payload, isRenewed } = order;
    const sender = await this.#deps.session.token();
    if (!this.#host.mayBegin()) return false;
    // What changed here is looked at anew, and what is found then lets it go or wait: nobody goes in circles.
    if (!this.#isNext(ticket) || this.left('send') > 0) return true;
    if (this.#deps.changesSince(ticket).length > 0) return true;
    // Asked for anew at each connection, a short-lived token is another one each time. The newest one is the one to use.
    if (!mayGoUnder(sender, ticket)) return this.#waitBecause(ticket, whyNotUnder(sender));
    if (!connection.stands()) return this.#waitBecause(ticket, 'net.connect_failed');

    const token = sender.value;
    // Another account may see other tickets, and what only it sees would look new.
    const baseline = token.account === order.asker ? order.baseline : null;
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
    const done = this.#apply(
      sending,
      { kind: 'end', outcome },
      endEntry(outcome, sending.account, this.#deps.now(), this.#deps.askedToWait.left),
    );
    this.#unrecorded = !done.ok;
    if (done.ok) return done.value;
    this.#deps.later(() => {
      if (this.#record(sending, outcome) !== null) this.#host.look();
    }, RECORD_AGAIN_MS);
    return null;
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
        if (outcome.retryAfterMs === null) this.wait = this.#failure();
        else this.#deps.askedToWait.told(outcome.retryAfterMs);
        if (recorded !== null) this.#deps.tell(recorded.id);
        return this.#againIn(this.left('send'));
      case 'unauthorized':
        return this.#unauthorized(recorded, token, isRenewed);
      case 'held':
      case 'unconfirmed':
        this.#askLater(
          recorded === null ? [] : [recorded.id],
          recorded?.state === 'held' ? 'held' : 'unconfirmed',
        );
        return true;
      case 'created':
      case 'rejected':
        this.wait = null;
        return true;
    }
  }

  async #unauthorized(recorded: Ticket | null, token: string, isRenewed: boolean): Promise<boolean> {
    const { session } = this.#deps;
    // Once: a second 401 in a row is an answer that only a person can change.
    const renewal = isRenewed ? err(appError('auth.required')) : await session.renew(token);
    if (renewal.ok) return recorded !== null && this.#attempt(recorded, true);
    const code = waitCodeOf(renewal.error.code);
    if (code !== 'auth.required') return recorded !== null && this.#waitBecause(recorded, code);
    session.refused(token);
    const now = await session.token();
    // Another lane had it renewed while this answer was under way. Not at once: they could go on like that for ever.
    const isOld = now.ok && now.value.value !== token;
    return recorded !== null && this.#waitBecause(recorded, isOld ? 'auth.not_renewed' : code);
  }

  /** It does not go now. Proven unsent, it is tried again by itself, or waits for a person, and those behind it too. */
  #waitBecause(ticket: Ticket, code: WaitCode): false {
    const isForTime = waitsFor({ state: 'queued', wait: { code } }) === 'time';
    if (isForTime) this.wait = this.#failure();
    this.#waiting(ticket, code);
    return isForTime ? this.#againIn(this.left('send')) : this.#tellThoseBehind(ticket);
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

  #askLater(ids: readonly string[], blocker: 'held' | 'unconfirmed'): false {
    const { monotonic, random, tell } = this.#deps;
    this.wait = afterAsking(this.wait, monotonic(), random(), blocker);
    for (const id of ids) tell(id);
    return this.#againIn(this.left('ask'));
  }

  #failure(): LaneWait {
    return afterFailure(this.wait, this.#deps.monotonic(), this.#deps.random());
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
