import { appError, type AppError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import { commit, entry, undisturbed } from './commit.ts';
import { Lane, RECORD_AGAIN_MS, type LaneDeps } from './lane.ts';
import { isLookedUp } from './ticket-lookup.ts';
import type { TicketConnection, TicketSender } from './ticket-sender.ts';
import type { Ticket } from './ticket.ts';
import { waitsFor } from './who-acts.ts';

export interface OutboxDeps extends LaneDeps {
  readonly sender: TicketSender;
}

/** How many connectors' tickets go out at once: a workshop's line is thin. */
const PARALLEL = 4;

/**
 * Sends what the mechanic released: one lane per connector (lane.ts), all of them side by side. The rule it keeps: a
 * ticket leaves this program a second time only when the first time is proven not to have created it, or a person said
 * so. What was proven unsent is tried again by itself, for ever.
 */
export class Outbox {
  readonly #deps: OutboxDeps;
  readonly #lanes = new Map<number, Lane>();
  /** `paused`: on the way into sleep, until it begins again. `ended`: for good. */
  #phase: 'open' | 'paused' | 'ended' = 'open';
  /** What an earlier run left is not on disk yet as what it is. */
  #mustRecover = false;
  readonly #connecting = new Set<() => void>();
  #busy = 0;
  readonly #queue: (() => void)[] = [];

  constructor(deps: OutboxDeps) {
    const { tell, rested, defect } = deps;
    this.#deps = { ...deps, tell: undisturbed(tell, defect), rested: undisturbed(rested, defect) };
  }

  /**
   * Turns what an earlier run left in `sending` into `unconfirmed`, and remembers what the service asked of it. To be
   * called once, before anything is sent. Where the disk does not take that, it is tried again, and nothing is sent
   * until then.
   */
  recover(): Result<number, AppError> {
    this.#mustRecover = true;
    const { store } = this.#deps;
    const asked = store.askedToWait();
    if (!asked.ok) return asked;
    if (asked.value !== null) this.#remember(asked.value);
    const sending = store.inState('sending');
    if (!sending.ok) return sending;
    for (const ticket of sending.value) {
      const ended = entry('ended', 'doubt.interrupted', null, ticket.account);
      const done = commit(this.#deps, ticket, { kind: 'interrupted' }, ended);
      if (!done.ok) return done;
    }
    this.#mustRecover = false;
    return ok(sending.value.length);
  }

  /** A clock that was set meanwhile makes the wait shorter or the whole of it, and never longer. */
  #remember({ at, until }: { readonly at: number; readonly until: number }): void {
    const ms = Math.min(until - this.#deps.now(), until - at);
    if (ms > 0) this.#deps.askedToWait.told(ms);
  }

  /**
   * Looks at every lane now: at start, after sleep, when the service can be reached again, after a sign-in. It may
   * only start work; what becomes of it the attempt decides.
   */
  wake(): void {
    if (this.#phase !== 'open') return;
    const lanes = this.#deps.store.activeLanes();
    // A disk that does not answer for a moment must not leave every lane without its timer.
    if (!lanes.ok) this.#deps.later(() => this.wake(), RECORD_AGAIN_MS);
    for (const id of lanes.ok ? lanes.value : []) {
      this.#lane(id).forgive();
      void this.#look(id);
    }
  }

  /**
   * Somebody pressed a button: sends what waits in this lane, in order, until it is empty or something stands in the
   * way. Resolves when nothing is left to do now; the tickets say how it went. Where a person is, the PC is awake.
   */
  run(id: number): Promise<void> {
    if (this.#phase === 'paused') this.start();
    this.#lane(id).forgive();
    return this.#look(id);
  }

  /** Begins, or begins again after `pause`, to send by itself. */
  start(): void {
    if (this.#phase === 'ended') return;
    this.#phase = 'open';
    this.wake();
  }

  /** Before sleep: begins nothing any more; what is under way ends as it ends. */
  pause(): void {
    if (this.#phase === 'open') this.#phase = 'paused';
    this.#callOff();
  }

  /** At the end: like sleep, and nothing makes it begin again. */
  end(): void {
    this.#phase = 'ended';
    this.#callOff();
  }

  /** Nothing has left as long as no connection stands: there is nothing to wait for. */
  #callOff(): void {
    for (const lane of this.#lanes.values()) lane.cancel();
    for (const callOff of this.#connecting) callOff();
  }

  /** Resolves when no request is under way. */
  async idle(): Promise<void> {
    await Promise.all([...this.#lanes.values()].flatMap(({ running }) => running ?? []));
  }

  /** When something is next done about this ticket, in milliseconds since the epoch, about; null: nothing is planned. */
  nextAttemptAt(ticket: Ticket): number | null {
    const lane = ticket.lane === null ? undefined : this.#lanes.get(ticket.lane);
    if (lane === undefined) return null;
    const { state } = ticket;
    const asks = state === 'held' || isLookedUp(ticket, this.#deps.lookup);
    const sends = state === 'queued' && ticket.wait !== null && waitsFor(ticket) === 'time';
    if (!asks && !sends) return null;
    const wait = lane.left(asks ? 'ask' : 'send');
    return wait > 0 ? this.#deps.now() + wait : null;
  }

  #lane(id: number): Lane {
    const known = this.#lanes.get(id);
    if (known !== undefined) return known;
    const lane = new Lane(id, this.#deps, {
      mayBegin: () => this.#phase === 'open',
      hasRecovered: () => !this.#mustRecover || this.recover().ok,
      connect: () => this.#connect(),
      look: () => void this.#look(id),
    });
    this.#lanes.set(id, lane);
    return lane;
  }

  async #connect(): Promise<Result<TicketConnection, AppError> | null> {
    if (this.#phase !== 'open') return null;
    let callOff: () => void = () => undefined;
    const calledOff = new Promise<null>((resolve) => {
      callOff = () => resolve(null);
    });
    this.#connecting.add(callOff);
    // A defect in the sender: nothing can have left before it answered.
    const connecting = this.#deps.sender.connect().catch(() => err(appError('net.connect_failed')));
    try {
      const first = await Promise.race([connecting, calledOff]);
      if (first === null) void connecting.then((late) => (late.ok ? late.value.close() : undefined));
      return first;
    } finally {
      this.#connecting.delete(callOff);
    }
  }

  #look(id: number): Promise<void> {
    const lane = this.#lane(id);
    lane.wanted = true;
    lane.running ??= this.#drain(lane);
    return lane.running;
  }

  async #drain(lane: Lane): Promise<void> {
    await this.#turn();
    try {
      // Asked again while at work: look again, since what was released meanwhile must not be left lying.
      while (lane.wanted) {
        lane.wanted = false;
        await lane.drain();
      }
    } finally {
      // In the same breath as the last look at `wanted`, with no `await` in between: a wish in it would go unheard.
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
}
