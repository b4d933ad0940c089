import type { OutboxDeps } from '../../main/tickets/outbox.ts';
import type { TicketSender } from '../../main/tickets/ticket-sender.ts';
import type { TokenSource } from '../../main/tickets/token-source.ts';
import type { TicketLookup } from '../../main/tickets/ticket-lookup.ts';
import type { StorageError } from '../../main/database/storage-error.ts';
import type { TicketStore } from '../../main/tickets/ticket-store.ts';
import { appError } from '../../preload/contract/errors.ts';
import { err, ok } from '../../preload/contract/result.ts';

/** Before a port's call takes effect, or after it did and before it returns. */
export type Moment = 'before' | 'after';

/** The port call with which a process ends. Counted from 1. */
export interface Death {
  readonly atCall: number;
  readonly moment: Moment;
}

/**
 * Every moment at which a process of so many calls can end: between two of them, it does not matter whether the one has just
 * returned or the other was just begun.
 */
export const deathsWithin = (calls: number): Death[] => [
  ...Array.from({ length: calls }, (_, index): Death => ({ atCall: index + 1, moment: 'before' })),
  { atCall: calls, moment: 'after' },
];

/** What the outbox and the ticket service know of the outside. */
export interface Ports {
  readonly store: TicketStore;
  readonly sender: TicketSender;
  readonly session: TokenSource;
  readonly lookup: TicketLookup | null;
  readonly later: OutboxDeps['later'];
}

/**
 * One process, that may end at any port call. An exception would be caught by somebody and the code would go on; a
 * process that ended does nothing more. So from its end on nothing that its code still calls has any effect: what is
 * asynchronous never comes back, and what is synchronous answers an error that nobody is left to hear.
 */
export class Life {
  /** Port calls so far. */
  calls = 0;
  isOver = false;
  #death: Death | null;
  readonly #onEnd: () => void;

  constructor(onEnd: () => void, death: Death | null = null) {
    this.#onEnd = onEnd;
    this.#death = death;
  }

  end(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.#onEnd();
  }

  /** The process will end with one of its next calls. */
  endWith({ atCall, moment }: Death): void {
    this.#death = { atCall: this.calls + atCall, moment };
  }

  #isLast(moment: Moment): boolean {
    return this.#death?.atCall === this.calls && this.#death.moment === moment;
  }

  call<T>(effect: () => T, unheard: T): T {
    if (this.isOver) return unheard;
    this.calls += 1;
    if (this.#isLast('before')) {
      this.end();
      return unheard;
    }
    const isLast = this.#isLast('after');
    let result: T;
    try {
      result = effect();
    } catch (error) {
      // It ended in something that this call needed.
      if (this.#hasEnded()) return unheard;
      throw error;
    }
    if (isLast) this.end();
    return this.#hasEnded() ? unheard : result;
  }

  /** For what says by throwing that it did not happen, which whatever is left of the process must not take for news. */
  callOrThrow<T>(effect: () => T): T {
    if (this.isOver) throw new Gone();
    this.calls += 1;
    if (this.#isLast('before')) {
      this.end();
      throw new Gone();
    }
    const isLast = this.#isLast('after');
    const result = effect();
    if (isLast) this.end();
    if (this.#hasEnded()) throw new Gone();
    return result;
  }

  async callAsync<T>(effect: () => Promise<T>): Promise<T> {
    if (this.isOver) return never();
    this.calls += 1;
    if (this.#isLast('before')) {
      this.end();
      return never();
    }
    const isLast = this.#isLast('after');
    const result = await effect();
    if (isLast) this.end();
    // It may also have ended of something else while this was under way.
    return this.#hasEnded() ? never() : result;
  }

  #hasEnded(): boolean {
    return this.isOver;
  }
}

/** The process that would have gone on is no more. */
class Gone extends Error {}

const never = <T>(): Promise<T> => new Promise<T>(() => {});
const unheard = err(appError('storage.failed') as StorageError);

/** The same ports, for one process. */
export function mortal(life: Life, { store, sender, session, lookup, later }: Ports): Ports {
  return {
    store: mortalStore(life, store),
    sender: {
      connect: async () => {
        const connection = await life.callAsync(() => sender.connect());
        if (!connection.ok) return connection;
        const { value } = connection;
        return ok({
          stands: () => value.stands(),
          post: (body, token) => life.callAsync(() => value.post(body, token)),
          close: () => value.close(),
        });
      },
    },
    session: {
      token: () => life.callAsync(() => session.token()),
      renew: (token) => life.callAsync(() => session.renew(token)),
      refused: (token) => life.call(() => session.refused(token), undefined),
    },
    lookup:
      lookup === null ? null : { listed: (vin, token) => life.callAsync(() => lookup.listed(vin, token)) },
    later: (work, ms) =>
      life.call(
        () =>
          later(() => {
            if (!life.isOver) work();
          }, ms),
        () => {},
      ),
  };
}

/** Files, for one process: each of what is done with them is a call. */
export function mortalFiles<T extends object>(life: Life, files: T): T {
  return new Proxy(files, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]): unknown =>
        life.callOrThrow(() => Reflect.apply(member, target, given) as unknown);
    },
  });
}

const mortalStore = (life: Life, store: TicketStore): TicketStore => ({
  insert: (...given) => life.call(() => store.insert(...given), unheard),
  get: (...given) => life.call(() => store.get(...given), unheard),
  replace: (...given) => life.call(() => store.replace(...given), unheard),
  latestDraft: () => life.call(() => store.latestDraft(), unheard),
  blankDraft: () => life.call(() => store.blankDraft(), unheard),
  list: (...given) => life.call(() => store.list(...given), unheard),
  attempts: (...given) => life.call(() => store.attempts(...given), unheard),
  activeLanes: () => life.call(() => store.activeLanes(), unheard),
  counts: () => life.call(() => store.counts(), unheard),
  insertAll: (...given) => life.call(() => store.insertAll(...given), unheard),
  claimedBy: (...given) => life.call(() => store.claimedBy(...given), unheard),
  queuedIn: (...given) => life.call(() => store.queuedIn(...given), unheard),
  underWayFor: (...given) => life.call(() => store.underWayFor(...given), unheard),
  askedToWait: () => life.call(() => store.askedToWait(), unheard),
  releasedFor: (...given) => life.call(() => store.releasedFor(...given), unheard),
  createdSince: (...given) => life.call(() => store.createdSince(...given), unheard),
  nameless: (...given) => life.call(() => store.nameless(...given), unheard),
  inState: (...given) => life.call(() => store.inState(...given), unheard),
  blocker: (...given) => life.call(() => store.blocker(...given), unheard),
  nextInLane: (...given) => life.call(() => store.nextInLane(...given), unheard),
  nextPlace: () => life.call(() => store.nextPlace(), unheard),
  close: () => life.call(() => store.close(), undefined),
});
