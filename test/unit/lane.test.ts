import { describe, expect, it } from 'vitest';
import { AskedToWait } from '../../main/tickets/asked-to-wait.ts';
import type { StorageError } from '../../main/database/storage-error.ts';
import type { TicketSender } from '../../main/tickets/ticket-sender.ts';
import type { TokenSource } from '../../main/tickets/token-source.ts';
import type { ListedTicket } from '../../main/tickets/ticket-lookup.ts';
import { appError, type AppError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import { createMemoryTicketStore } from '../support/memory-ticket-store.ts';
import { outcomes, vouch, walk, type Attempt } from '../support/tickets.ts';
import { Clock, complete, workbench, type WorkbenchOptions } from '../support/workbench.ts';

/** After how long a disk that did not answer is asked again. */
const DISK_MS = 5_000;

/** A workbench over a store in memory. */
function start(options: Omit<WorkbenchOptions, 'store'> = {}) {
  const store = createMemoryTicketStore();
  const told: (number | null)[] = [];
  const bench = workbench({
    ...options,
    store,
    onTell: (ticket) => void told.push(bench.views.viewOf(ticket).nextAttemptAt),
  });
  /** Until when nothing is done about a ticket, as the window was told last. */
  const toldUntil = () => told.at(-1) ?? null;
  return { ...bench, store, toldUntil };
}

/** What a lane asks the store. */
type Question = 'blocker' | 'nextInLane' | 'inState';

/** The store does not answer this question the next time. */
function fails(store: ReturnType<typeof createMemoryTicketStore>, name: Question) {
  const answers = store[name].bind(store);
  const failing = () => {
    Object.assign(store, { [name]: answers });
    return err(appError('storage.failed') as StorageError);
  };
  Object.assign(store, { [name]: failing });
}

/** A line to the service on which everything is seen, and which the test can cut. */
function line(...attempts: Exclude<Attempt, { kind: 'no-connection' }>[]) {
  const seen = { opened: 0, closed: 0, posted: 0 };
  const state = { stands: true, onConnect: () => {}, onPost: () => {} };
  const sender: TicketSender = {
    connect: () => {
      seen.opened += 1;
      state.onConnect();
      return Promise.resolve(
        ok({
          stands: () => state.stands,
          post: () => {
            seen.posted += 1;
            state.onPost();
            return Promise.resolve(attempts.shift() ?? outcomes.created);
          },
          close: () => void (seen.closed += 1),
        }),
      );
    },
  };
  return { sender, seen, state };
}

/** A sign-in whose token the test changes. */
function signedIn(renew: () => Result<void, AppError> = () => ok(undefined)) {
  const state = {
    token: 'first',
    account: 'pin:1',
    asked: 0,
    onAsked: () => {},
    refused: [] as string[],
    renewed: [] as string[],
  };
  const session: TokenSource = {
    token: () => {
      state.asked += 1;
      state.onAsked();
      return Promise.resolve(ok({ value: state.token, account: state.account }));
    },
    renew: (token) => {
      state.renewed.push(token);
      const renewed = renew();
      if (renewed.ok) state.token = 'second';
      return Promise.resolve(renewed);
    },
    refused: (token) => void state.refused.push(token),
  };
  return { session, state };
}

describe('when the disk does not answer', () => {
  it.each(['blocker', 'nextInLane'] as const)(
    'the lane is looked at again a little later: %s',
    async (name) => {
      const { store, clock, write, tickets, outbox, pass, stateOf, posted } = start();
      const id = write();
      fails(store, name);
      await tickets.send(id);
      await outbox.idle();
      expect(posted).toEqual([]);
      expect(clock.next).toBe(DISK_MS);
      await pass(DISK_MS);
      expect(stateOf(id).state).toBe('created');
      expect(clock.waiting).toBe(0);
    },
  );

  it.each(['blocker', 'nextInLane'] as const)(
    'in the moment in which a connection stands, nothing leaves on it: %s',
    async (name) => {
      const { sender, seen, state } = line();
      const { store, write, send, stateOf } = start({ sender });
      const id = write();
      state.onConnect = () => {
        state.onConnect = () => {};
        fails(store, name);
      };
      await send(id);
      // Looked at once more, and then it goes.
      expect(seen).toEqual({ opened: 2, closed: 2, posted: 1 });
      expect(stateOf(id)).toMatchObject({ state: 'created', attempts: 1 });
    },
  );

  it('a ticket whose write-ahead it did not take goes a little later', async () => {
    const { sender, seen, state } = line();
    const { store, clock, write, send, pass, stateOf } = start({ sender });
    const id = write();
    state.onConnect = () => {
      store.full = true;
    };
    await send(id);
    expect(seen).toEqual({ opened: 1, closed: 1, posted: 0 });
    expect(clock.next).toBe(DISK_MS);
    state.onConnect = () => {};
    store.full = false;
    await pass(DISK_MS);
    expect(stateOf(id).state).toBe('created');
  });

  it('to say what an earlier run left, nothing is sent until it does', async () => {
    const { store, clock, write, send, pass, outbox, posted, stateOf } = start();
    const id = write();
    fails(store, 'inState');
    expect(outbox.recover().ok).toBe(false);
    fails(store, 'inState');
    await send(id);
    expect(posted).toEqual([]);
    expect(clock.next).toBe(DISK_MS);
    await pass(DISK_MS);
    expect(stateOf(id).state).toBe('created');
  });

  it('an outcome is kept until it does, and nobody is told of what is not on disk', async () => {
    const { sender, state, seen } = line();
    const { store, clock, write, send, pass, stateOf, rested, outbox, tickets } = start({ sender });
    const [id, behind] = [write(), write()];
    state.onPost = () => {
      store.full = true;
    };
    await send(id);
    expect(stateOf(id).state).toBe('sending');
    expect(rested).toEqual([]);
    // Still full, also the next time.
    await pass(DISK_MS);
    expect(stateOf(id).state).toBe('sending');
    expect(clock.next).toBe(DISK_MS);
    state.onPost = () => {};
    store.full = false;
    await tickets.send(behind);
    await outbox.idle();
    expect(seen.posted).toBe(1);
    await pass(DISK_MS);
    expect(stateOf(id).state).toBe('created');
    expect(stateOf(behind).state).toBe('created');
    expect(rested.map(({ ticket, before }) => [ticket.id, before.state, ticket.state])).toEqual([
      [id, 'queued', 'created'],
      [behind, 'queued', 'created'],
    ]);
  });

  it('a ticket that must be looked over says so a little later', async () => {
    const { store, clock, write, send, pass, stateOf, outbox } = start({ script: [outcomes.refused] });
    const id = write();
    await send(id);
    outbox.pause();
    await pass(5 * 3_600_000);
    store.full = true;
    outbox.start();
    await outbox.idle();
    expect(clock.next).toBe(DISK_MS);
    store.full = false;
    await pass(DISK_MS);
    expect(stateOf(id).state).toBe('confirm');
    expect(clock.waiting).toBe(0);
  });

  it('a ticket that is held is tried again a little later than it could be', async () => {
    const { store, clock, write, send, pass, stateOf } = start({ script: [outcomes.held] });
    const id = write();
    await send(id);
    store.full = true;
    await pass(clock.next ?? 0);
    expect(clock.next).toBe(DISK_MS);
    store.full = false;
    await pass(DISK_MS);
    expect(stateOf(id).state).toBe('created');
  });
});

describe('a defect that a look at the lane comes upon', () => {
  /** As often as `fault.left` says, the store throws at this question. */
  function breakable(name: Question, options: Parameters<typeof start>[0] = {}) {
    const fault = { left: 0, defects: 0 };
    const bench = start({ ...options, defect: () => void (fault.defects += 1) });
    const answers = bench.store[name].bind(bench.store) as (...words: unknown[]) => unknown;
    const faulty = (...words: unknown[]) => {
      if (fault.left === 0) return answers(...words);
      fault.left -= 1;
      throw new TypeError('a defect');
    };
    Object.assign(bench.store, { [name]: faulty });
    return { ...bench, fault };
  }

  it.each(['blocker', 'nextInLane'] as const)('once is over with the next one: %s', async (name) => {
    const { fault, write, tickets, outbox, pass, clock, stateOf } = breakable(name);
    const first = write();
    await tickets.send(first);
    await outbox.idle();
    expect(stateOf(first).state).toBe('created');
    const second = write();
    fault.left = 1;
    await tickets.send(second);
    await outbox.idle();
    expect(clock.next).toBe(DISK_MS);
    expect(stateOf(second)).toMatchObject({ state: 'queued', wait: null });
    await pass(DISK_MS);
    expect(stateOf(second).state).toBe('created');
    expect(fault.defects).toBe(1);
  });

  it('again and again, also where it is asked who waits, ends none of the looks', async () => {
    const { fault, write, tickets, outbox, pass, stateOf } = breakable('blocker');
    const id = write();
    fault.left = Number.POSITIVE_INFINITY;
    await tickets.send(id);
    await outbox.idle();
    await pass(DISK_MS);
    await pass(DISK_MS);
    // The first look says one; each after it another one, since it cannot be said either whom it keeps waiting.
    expect(fault.defects).toBe(5);
    expect(stateOf(id)).toMatchObject({ state: 'queued', wait: null });
    fault.left = 0;
    await pass(DISK_MS);
    expect(stateOf(id).state).toBe('created');
  });

  it('twice, in a lane in which nothing waits any more, is told as often as it was met', async () => {
    const { fault, write, tickets, outbox, pass, clock } = breakable('blocker');
    const id = write();
    fault.left = 1;
    await tickets.send(id);
    await outbox.idle();
    fault.left = 1;
    tickets.discard(id);
    await outbox.idle();
    expect(fault.defects).toBe(2);
    expect(clock.next).toBe(DISK_MS);
    await pass(DISK_MS);
    expect(clock.waiting).toBe(0);
  });

  it('at a ticket in the way is not said of those behind it', async () => {
    const { fault, write, send, pass, stateOf } = breakable('inState', { script: [outcomes.held] });
    const [held, behind] = [write(), write()];
    await send(held);
    await send(behind);
    expect(stateOf(behind)).toMatchObject({ wait: { code: 'queue.blocked' } });
    fault.left = 4;
    await pass(22_500 + 2 * DISK_MS);
    expect(fault.left).toBeLessThan(3);
    expect(stateOf(behind)).toMatchObject({ state: 'queued', wait: { code: 'queue.blocked' } });
    await pass(60_000);
    expect([held, behind].map((id) => stateOf(id).state)).toEqual(['created', 'created']);
  });
});

describe('an outcome that the disk did not take', () => {
  it.each([
    ['created', 'created'],
    ['rejected', 'api.rejected'],
    ['held', 'held'],
    ['lost', 'doubt.connection_lost'],
    ['throttled', 'net.throttled'],
  ] as const)('is recorded later as what it was: %s', async (outcome, code) => {
    const { sender, state } = line(outcomes[outcome]);
    const { store, write, send, pass, stateOf } = start({ sender });
    const id = write();
    state.onPost = () => {
      store.full = true;
    };
    await send(id);
    expect(stateOf(id).state).toBe('sending');
    state.onPost = () => {};
    store.full = false;
    await pass(DISK_MS);
    expect(store.log[1]).toMatchObject({ event: 'ended', code });
    expect(stateOf(id).state).not.toBe('sending');
  });
});

describe('what is not there any more when the lane comes to rest', () => {
  it.each([
    ['the disk does not answer', () => err(appError('storage.failed') as StorageError)],
    ['there is no such ticket', () => ok(null)],
  ])('is told to nobody: %s', async (_name, get) => {
    const { sender, state } = line();
    const { store, write, send, rested } = start({ sender });
    state.onPost = () => {
      store.get = get;
    };
    await send(write());
    expect(rested).toEqual([]);
  });
});

describe('while a connection is made', () => {
  it('a ticket that is thrown away does not leave', async () => {
    const { sender, seen, state } = line();
    const { write, send, stateOf, tickets } = start({ sender });
    const id = write();
    state.onConnect = () => void tickets.discard(id);
    await send(id);
    expect(seen).toEqual({ opened: 1, closed: 1, posted: 0 });
    expect(stateOf(id).state).toBe('discarded');
  });

  it('a ticket that changes is looked at again at once, and goes as it is then', async () => {
    const { sender, seen, state } = line();
    const { write, send, stateOf, store, clock } = start({ sender });
    const id = write();
    state.onConnect = () => {
      state.onConnect = () => {};
      const found = store.get(id);
      if (!found.ok || found.value === null) throw new Error('not there');
      const vouched = { ...vouch.vouched, at: clock.wall };
      store.replace(found.value, walk(found.value, { kind: 'adopt', ...vouch, vouched }));
    };
    await send(id);
    expect(seen).toEqual({ opened: 2, closed: 2, posted: 1 });
    expect(stateOf(id)).toMatchObject({ state: 'created', attempts: 1 });
    expect(clock.waiting).toBe(0);
  });

  it('one that comes back into its old place goes first', async () => {
    const { sender, seen, state } = line(outcomes.lost);
    const { write, send, stateOf, tickets } = start({ sender });
    const [old, next] = [write(), write()];
    await send(old);
    tickets.discard(old);
    state.onConnect = () => {
      state.onConnect = () => {};
      tickets.restore(old);
      tickets.sendAgain(old);
    };
    const order: string[][] = [];
    state.onPost = () => order.push([old, next].map((id) => stateOf(id).state));
    await send(next);
    expect(order).toEqual([
      ['sending', 'queued'],
      ['created', 'sending'],
    ]);
    expect(seen.posted).toBe(3);
  });

  it('a click does not make the next attempt sooner', async () => {
    const bench = start({ script: [outcomes.refused] });
    const id = bench.write();
    let open = () => {};
    bench.gate.connect = new Promise((resolve) => {
      open = resolve;
    });
    await bench.tickets.send(id);
    await new Promise((resolve) => setImmediate(resolve));
    void bench.outbox.run(7);
    open();
    await bench.outbox.idle();
    expect(bench.asked.connections).toBe(1);
    expect(bench.clock.next).toBe(1_000);
    expect(bench.stateOf(id)).toMatchObject({ state: 'queued', wait: { code: 'net.refused' } });
  });

  it('and the token is asked for once more, the PC goes to sleep: nothing leaves', async () => {
    const { sender, seen } = line();
    const { session, state } = signedIn();
    const { write, send, stateOf, outbox } = start({ sender, session });
    const id = write();
    state.onAsked = () => {
      if (state.asked === 2) outbox.pause();
    };
    await send(id);
    expect(seen).toEqual({ opened: 1, closed: 1, posted: 0 });
    expect(stateOf(id)).toMatchObject({ state: 'queued', attempts: 0 });
  });

  it('and afterwards, whatever came of it, it is closed', async () => {
    const { sender, seen } = line(outcomes.rejected, outcomes.lost);
    const { write, send } = start({ sender });
    await send(write());
    await send(write());
    expect(seen).toEqual({ opened: 2, closed: 2, posted: 2 });
  });

  it('another token takes the place of the one that was asked for: that one is sent', async () => {
    const { sender, seen, state: cable } = line();
    const { session, state } = signedIn();
    const { write, send, stateOf } = start({ sender, session });
    const id = write();
    cable.onConnect = () => {
      cable.onConnect = () => {};
      state.token = 'second';
    };
    await send(id);
    expect(seen).toEqual({ opened: 1, closed: 1, posted: 1 });
    expect(stateOf(id)).toMatchObject({ state: 'created', attempts: 1 });
  });

  it('somebody else signs in with what looks the same: the ticket is not theirs', async () => {
    const { sender, seen, state: cable } = line();
    const { session, state } = signedIn();
    const { write, send, stateOf } = start({ sender, session });
    const id = write();
    cable.onConnect = () => {
      state.account = 'pin:2';
    };
    await send(id);
    expect(seen.posted).toBe(0);
    expect(stateOf(id)).toMatchObject({ state: 'queued', wait: { code: 'queue.other_account' } });
  });

  it('the sign-in ends: nothing leaves', async () => {
    const { sender, seen, state: cable } = line();
    const bench = start({ sender });
    const id = bench.write();
    cable.onConnect = () => {
      bench.state.account = null;
    };
    await bench.send(id);
    expect(seen).toEqual({ opened: 1, closed: 1, posted: 0 });
    expect(bench.stateOf(id)).toMatchObject({ state: 'queued', wait: { code: 'auth.required' } });
  });

  it('the sign-in ends, and a click asks for it to go: there is no time to wait for', async () => {
    const { sender, state: cable } = line();
    const bench = start({ sender });
    const id = bench.write();
    cable.onConnect = () => {
      bench.state.account = null;
      void bench.outbox.run(7);
    };
    await bench.send(id);
    expect(bench.stateOf(id)).toMatchObject({ state: 'queued', wait: { code: 'auth.required' } });
    expect(bench.clock.waiting).toBe(0);
  });

  it('another car is put on the cable: the ticket must be looked over', async () => {
    const { sender, seen, state: cable } = line();
    const bench = start({ sender });
    bench.state.reading = { connectorId: 7, vin: 'WVGZZZ5NZEW069297' };
    const id = bench.write();
    cable.onConnect = () => {
      bench.state.reading = { connectorId: 7, vin: 'JFL91010104391010' };
    };
    await bench.send(id);
    expect(seen).toEqual({ opened: 1, closed: 1, posted: 0 });
    expect(bench.stateOf(id).state).toBe('confirm');
  });

  it('the PC goes to sleep: nothing leaves, and nothing is planned until it wakes', async () => {
    const { sender, seen, state: cable } = line();
    const bench = start({ sender });
    const id = bench.write();
    cable.onConnect = () => {
      cable.onConnect = () => {};
      bench.outbox.pause();
    };
    await bench.send(id);
    expect(seen.posted).toBe(0);
    expect(bench.clock.waiting).toBe(0);
    bench.outbox.start();
    await bench.outbox.idle();
    expect(bench.stateOf(id)).toMatchObject({ state: 'created', attempts: 1 });
  });

  it('it breaks again: proven unsent, the ticket waits for a better one', async () => {
    const { sender, seen, state: cable } = line();
    const { write, send, pass, stateOf, clock } = start({ sender });
    const id = write();
    cable.stands = false;
    await send(id);
    expect(seen).toEqual({ opened: 1, closed: 1, posted: 0 });
    expect(stateOf(id)).toMatchObject({
      state: 'queued',
      attempts: 0,
      wait: { code: 'net.connect_failed' },
    });
    cable.stands = true;
    await pass(clock.next ?? 0);
    expect(stateOf(id).state).toBe('created');
  });

  it('the service asks another connector’s ticket to wait: this one waits as well', async () => {
    const { write, tickets, outbox, gate, pass, stateOf, posted, clock } = start({
      script: [{ ...outcomes.throttled, retryAfterMs: 60_000 }],
    });
    const [slow, other] = [write(), write({ connector_id: '8' })];
    let open = () => {};
    gate.connect = new Promise((resolve) => {
      open = resolve;
    });
    await tickets.send(slow);
    await new Promise((resolve) => setImmediate(resolve));
    gate.connect = Promise.resolve();
    await tickets.send(other);
    await new Promise((resolve) => setImmediate(resolve));
    expect(stateOf(other).wait?.code).toBe('net.throttled');
    open();
    await outbox.idle();
    expect(posted).toHaveLength(1);
    expect(stateOf(slow)).toMatchObject({ state: 'queued', wait: { code: 'net.throttled' } });
    expect(clock.next).toBe(60_000);
    await pass(60_000);
    expect([stateOf(slow).state, stateOf(other).state]).toEqual(['created', 'created']);
  });
});

describe('a ticket that is queued', () => {
  it('is told as sent before the next one of the lane has gone', async () => {
    const { sender, state } = line();
    const { write, tickets, outbox, rested } = start({ sender });
    const [first, second] = [write(), write()];
    const told: string[][] = [];
    state.onPost = () => told.push(rested.map(({ ticket }) => `${ticket.id} ${ticket.state}`));
    await tickets.send(first);
    await tickets.send(second);
    await outbox.idle();
    expect(told).toEqual([[], [`${first} created`]]);
  });

  it.each([
    ['is none', null],
    ['is another than was released', { body: '{}', sha256: '' }],
  ])('does not go where its payload %s: somebody must look', async (_name, payload) => {
    const { write, send, store, stateOf, posted, clock } = start({ script: [outcomes.refused] });
    const id = write();
    await send(id);
    const found = store.get(id);
    if (!found.ok || found.value === null) throw new Error('not there');
    store.replace(found.value, { ...found.value, payload, revision: found.value.revision + 1 });
    await send(id);
    expect(posted).toEqual([]);
    expect(stateOf(id)).toMatchObject({ state: 'queued', wait: { code: 'internal' }, waitsFor: 'person' });
    expect(clock.waiting).toBe(0);
  });

  it('and was released by nobody goes out under whoever is signed in', async () => {
    const bench = start();
    bench.state.account = null;
    const id = bench.write();
    await bench.send(id);
    bench.state.account = 'pin:2';
    bench.outbox.wake();
    await bench.outbox.idle();
    expect(bench.stateOf(id).state).toBe('created');
  });

  it('takes up one timer, which a click calls off', async () => {
    const { write, send, clock, stateOf, script } = start({ script: [outcomes.refused, outcomes.refused] });
    const id = write();
    await send(id);
    await send(id);
    expect(clock.waiting).toBe(1);
    script.length = 0;
    await send(id);
    expect(stateOf(id).state).toBe('created');
    expect(clock.waiting).toBe(0);
  });

  it('waits longer and longer, and the window is told each time until when', async () => {
    const { write, send, pass, clock, changes, stateOf, toldUntil } = start({
      script: [outcomes.refused, outcomes.refused, outcomes.refused],
    });
    const id = write();
    await send(id);
    const waits: (number | null)[] = [];
    for (let round = 0; round < 3; round += 1) {
      waits.push(clock.next);
      expect(toldUntil()).toBe(clock.wall + (clock.next ?? 0));
      const before = changes.length;
      await pass(clock.next ?? 0);
      expect(changes.length).toBeGreaterThan(before);
    }
    expect(waits).toEqual([1_000, 2_000, 4_000]);
    expect(stateOf(id).state).toBe('created');
  });

  it('says why it waits once, and not again with each attempt', async () => {
    const { write, send, pass, clock, stateOf } = start({ script: [outcomes.refused, outcomes.refused] });
    const id = write();
    await send(id);
    const { revision } = stateOf(id);
    await pass(clock.next ?? 0);
    expect(stateOf(id).revision).toBe(revision);
  });

  it('begins anew after a success: an old failure makes nothing later', async () => {
    const { write, send, clock, pass } = start({
      script: [outcomes.refused, outcomes.rejected, outcomes.refused],
    });
    await send(write());
    await pass(clock.next ?? 0);
    await send(write());
    expect(clock.next).toBe(1_000);
  });

  it('is told when the lane comes to rest: as it is, and as it was', async () => {
    const { write, send, rested } = start({ script: [outcomes.refused] });
    const id = write();
    await send(id);
    expect(rested).toMatchObject([
      { ticket: { id, wait: { code: 'net.refused' } }, before: { id, wait: null } },
    ]);
    await send(id);
    expect(rested.slice(1)).toMatchObject([
      { ticket: { id, state: 'created' }, before: { id, state: 'queued' } },
    ]);
  });
});

describe('the tickets behind one that stands in the way', () => {
  const blocked = { state: 'queued', wait: { code: 'queue.blocked' } };

  it.each(['lost', 'held'] as const)('say so, and say it once: %s', async (outcome) => {
    const { write, send, stateOf, posted } = start({ script: [outcomes[outcome]] });
    const [head, second, third] = [write(), write(), write()];
    for (const id of [head, second, third]) await send(id);
    const before = stateOf(third);
    expect([stateOf(second), before]).toMatchObject([blocked, blocked]);
    await send(second);
    expect(stateOf(third).revision).toBe(before.revision);
    expect(posted).toHaveLength(1);
  });

  it('say so as soon as that one stands in the way', async () => {
    const { write, send, pass, stateOf, clock } = start({
      script: [outcomes.refused, outcomes.refused, outcomes.lost],
    });
    const [head, behind] = [write(), write()];
    await send(head);
    await send(behind);
    expect(stateOf(behind).wait).toBeNull();
    await pass(clock.next ?? 0);
    expect(stateOf(head).state).toBe('unconfirmed');
    expect(stateOf(behind)).toMatchObject(blocked);
  });

  it('go out when that one is settled', async () => {
    const { write, send, stateOf, tickets, outbox } = start({ script: [outcomes.lost] });
    const [head, behind] = [write(), write()];
    await send(head);
    await send(behind);
    tickets.itIsThere(head, null);
    await outbox.idle();
    expect(stateOf(behind).state).toBe('created');
  });

  it('wait for a ticket that must be looked over', async () => {
    const bench = start({ script: [outcomes.refused, outcomes.refused] });
    bench.state.reading = { connectorId: 7, vin: 'WVGZZZ5NZEW069297' };
    const [head, behind] = [bench.write(), bench.write()];
    await bench.send(head);
    await bench.send(behind);
    bench.state.reading = { connectorId: 7, vin: 'JFL91010104391010' };
    await bench.pass(60_000);
    expect(bench.stateOf(head).state).toBe('confirm');
    expect(bench.stateOf(behind)).toMatchObject(blocked);
    expect(bench.clock.waiting).toBe(0);
  });

  it('wait while one is sent, though this lane knows nothing of it', async () => {
    const { write, tickets, outbox, gate, store, clock, posted, stateOf } = start();
    gate.wait = new Promise(() => undefined);
    const [head, behind] = [write(), write()];
    const isUnderWay = new Promise<void>((resolve) => {
      gate.onPost = resolve;
    });
    await tickets.send(head);
    await isUnderWay;
    const another = workbench({ store, clock });
    await another.tickets.send(behind);
    await another.outbox.idle();
    expect([posted.length, another.posted.length]).toEqual([1, 0]);
    expect(stateOf(behind)).toMatchObject(blocked);
    // What is in the way of the other is in doubt from now on, and on record as that.
    expect(stateOf(head).state).toBe('unconfirmed');
    expect(store.log.at(-1)).toMatchObject({ event: 'ended', code: 'doubt.interrupted', ticketId: head });
    // It was looked at again at once, and there is nothing that time would bring.
    expect(clock.waiting).toBe(0);
    outbox.end();
  });
});

describe('a ticket that is held', () => {
  it('is tried again when half a minute is over, and later each time', async () => {
    const { write, send, pass, clock, stateOf, posted, toldUntil } = start({
      script: [outcomes.held, outcomes.held],
    });
    const id = write();
    await send(id);
    expect(clock.next).toBe(22_500);
    expect(stateOf(id)).toMatchObject({ state: 'held', nextAttemptAt: clock.wall + 22_500 });
    expect(toldUntil()).toBe(clock.wall + 22_500);
    await pass(22_499);
    expect(posted).toHaveLength(1);
    await pass(1);
    expect(posted).toHaveLength(2);
    expect(clock.next).toBe(45_000);
    await pass(45_000);
    expect(stateOf(id)).toMatchObject({ state: 'created', attempts: 3 });
    expect(clock.waiting).toBe(0);
  });

  it('and was taken at last makes the next one wait no longer', async () => {
    const { write, send, pass, clock, stateOf, script } = start({ script: [outcomes.held, outcomes.held] });
    const first = write();
    await send(first);
    await pass(70_000);
    expect(stateOf(first).state).toBe('created');
    script.push(outcomes.held);
    await send(write());
    expect(clock.next).toBe(22_500);
  });

  it('stays as it is once the program ends', async () => {
    const { write, send, pass, outbox, stateOf, clock } = start({ script: [outcomes.held] });
    const id = write();
    await send(id);
    outbox.end();
    await pass(60_000);
    await outbox.run(7);
    expect(stateOf(id).state).toBe('held');
    expect(clock.waiting).toBe(0);
  });

  it('while the PC went to sleep is not planned for until it wakes', async () => {
    const { write, send, outbox, gate, clock, stateOf } = start({ script: [outcomes.held] });
    const id = write();
    gate.onPost = () => outbox.pause();
    await send(id);
    expect(stateOf(id).state).toBe('held');
    expect(clock.waiting).toBe(0);
    outbox.start();
    await outbox.idle();
    expect(clock.waiting).toBe(1);
  });

  it('is not tried sooner because of a click on another', async () => {
    const { write, send, posted } = start({ script: [outcomes.held] });
    await send(write());
    await send(write());
    expect(posted).toHaveLength(1);
  });
});

describe('what is held in one lane', () => {
  it('is tried when its own time is over, whatever is due in another', async () => {
    const { write, send, pass, posted, stateOf } = start({ script: [outcomes.held, outcomes.held] });
    const here = write();
    await send(here);
    await pass(10_000);
    const there = write({ connector_id: '8' });
    await send(there);
    await pass(12_500);
    expect([here, there].map((id) => stateOf(id).state)).toEqual(['created', 'held']);
    expect(posted).toHaveLength(3);
    await pass(10_000);
    expect(stateOf(there).state).toBe('created');
  });

  it('is asked about a little later where the disk does not say what that is', async () => {
    const { store, write, send, pass, clock, stateOf } = start({ script: [outcomes.held] });
    const id = write();
    await send(id);
    fails(store, 'inState');
    await pass(22_500);
    expect(stateOf(id).state).toBe('held');
    expect(clock.next).toBe(DISK_MS);
    const answers = store.inState.bind(store);
    store.inState = (state) =>
      state === 'held' ? answers(state) : err(appError('storage.failed') as StorageError);
    await pass(DISK_MS);
    expect(stateOf(id).state).toBe('held');
    expect(clock.next).toBe(DISK_MS);
    store.inState = answers;
    await pass(DISK_MS);
    expect(stateOf(id).state).toBe('created');
  });
});

describe('a ticket in doubt', () => {
  const entry = (id: string): ListedTicket => ({
    id,
    connectorId: 7,
    vin: complete.vin ?? '',
    reference: '',
    state: 1,
  });
  /** A program whose service shows this list. */
  function withList(...attempts: Attempt[]) {
    const list: ListedTicket[] = [];
    const asked: string[] = [];
    const onList = { call: () => {} };
    const bench = start({
      script: attempts,
      lookup: {
        listed: (vin) => {
          asked.push(vin);
          onList.call();
          return Promise.resolve(ok([...list]));
        },
      },
    });
    return { ...bench, list, asked, onList };
  }

  it('is not asked about where there is no list to look into', async () => {
    const { write, send, clock, stateOf, pass, posted } = start({ script: [outcomes.lost] });
    const id = write();
    await send(id);
    expect(stateOf(id)).toMatchObject({ state: 'unconfirmed', nextAttemptAt: null });
    await pass(3_600_000);
    expect(stateOf(id).state).toBe('unconfirmed');
    expect(posted).toHaveLength(1);
    expect(clock.waiting).toBe(0);
  });

  it('is found in the service’s list, and that is recorded with who saw it', async () => {
    const { write, send, pass, clock, stateOf, list, store, asked } = withList(outcomes.lost);
    list.push(entry('1'));
    const id = write();
    await send(id);
    expect(asked).toHaveLength(1);
    expect(stateOf(id).nextAttemptAt).toBe(clock.wall + 3_000);
    list.push(entry('2'));
    await pass(3_000);
    expect(stateOf(id)).toMatchObject({ state: 'created', created: { id: '2' } });
    expect(store.log.at(-1)).toMatchObject({
      event: 'looked',
      code: 'found',
      status: null,
      account: 'pin:1',
    });
    expect(clock.waiting).toBe(0);
  });

  it('is looked for later each time, and the window is told when', async () => {
    const { write, send, pass, clock, list, changes, stateOf, toldUntil } = withList(outcomes.lost);
    await send(write());
    const waits: (number | null)[] = [];
    for (let round = 0; round < 3; round += 1) {
      waits.push(clock.next);
      expect(toldUntil()).toBe(clock.wall + (clock.next ?? 0));
      const before = changes.length;
      await pass(clock.next ?? 0);
      expect(changes.length).toBeGreaterThan(before);
    }
    expect(waits).toEqual([3_000, 6_000, 12_000]);
    list.push(entry('2'));
    await pass(60_000);
    expect(stateOf(changes[0]?.id ?? '').state).toBe('created');
  });

  it('that the disk does not take as found is looked for again', async () => {
    const { write, send, pass, store, list, stateOf, clock } = withList(outcomes.lost);
    const id = write();
    await send(id);
    list.push(entry('2'));
    store.full = true;
    await pass(3_000);
    expect(stateOf(id).state).toBe('unconfirmed');
    expect(clock.next).toBe(6_000);
    store.full = false;
    await pass(6_000);
    expect(stateOf(id).state).toBe('created');
  });

  it('lets the next one go once it is found', async () => {
    const { write, send, pass, list, stateOf } = withList(outcomes.lost);
    const [id, behind] = [write(), write()];
    await send(id);
    await send(behind);
    expect(stateOf(behind).wait?.code).toBe('queue.blocked');
    list.push(entry('2'));
    await pass(3_000);
    expect([stateOf(id).state, stateOf(behind).state]).toEqual(['created', 'created']);
  });

  it('is asked about at once where it is fetched back, though no connection comes about', async () => {
    const { write, send, tickets, outbox, gate, asked, stateOf } = withList(outcomes.lost, outcomes.refused);
    const [old, next] = [write(), write()];
    await send(old);
    tickets.discard(old);
    let open = () => {};
    gate.connect = new Promise((resolve) => {
      open = resolve;
    });
    await tickets.send(next);
    await new Promise((resolve) => setImmediate(resolve));
    tickets.restore(old);
    const before = asked.length;
    open();
    await outbox.idle();
    expect(asked.length).toBe(before + 1);
    expect(stateOf(old).state).toBe('unconfirmed');
  });

  it('is asked about beside one that is held, and both go on', async () => {
    const { write, send, tickets, outbox, pass, list, stateOf } = withList(outcomes.lost, outcomes.held);
    const [old, next] = [write(), write()];
    await send(old);
    tickets.discard(old);
    await send(next);
    tickets.restore(old);
    await outbox.idle();
    expect([old, next].map((id) => stateOf(id).state)).toEqual(['unconfirmed', 'held']);
    list.push(entry('2'));
    await pass(60_000);
    expect([old, next].map((id) => stateOf(id).state)).toEqual(['created', 'created']);
  });

  it('is not asked about once the PC went to sleep over the one before it', async () => {
    const { write, send, tickets, outbox, pass, asked, clock, onList } = withList(
      outcomes.lost,
      outcomes.lost,
    );
    const [old, next] = [write(), write({ vin: 'JFL91010104391010' })];
    await send(old);
    tickets.discard(old);
    await send(next);
    tickets.restore(old);
    await outbox.idle();
    const before = asked.length;
    onList.call = () => outbox.pause();
    await pass(60_000);
    expect(asked).toHaveLength(before + 1);
    expect(clock.waiting).toBe(0);
  });

  it('and no other is what the list is asked about: not one that must be looked over', async () => {
    const bench = withList(outcomes.refused);
    bench.state.reading = { connectorId: 7, vin: 'WVGZZZ5NZEW069297' };
    const id = bench.write();
    await bench.send(id);
    const asked = bench.asked.length;
    bench.state.reading = { connectorId: 7, vin: 'JFL91010104391010' };
    await bench.pass(60_000);
    expect(bench.stateOf(id).state).toBe('confirm');
    expect(bench.asked).toHaveLength(asked);
  });

  it('after 400 for a pending ticket it is asked about as what it is: in doubt', async () => {
    const { write, send, tickets, outbox, clock, stateOf } = withList(outcomes.lost, outcomes.held);
    const id = write();
    await send(id);
    tickets.sendAgain(id);
    await outbox.idle();
    expect(stateOf(id).state).toBe('unconfirmed');
    expect(clock.next).toBe(6_000);
  });

  it('is one whose sender broke down: nobody can say how far it came', async () => {
    const { sender, state } = line();
    state.onPost = () => {
      throw new Error('a defect');
    };
    const { write, send, stateOf, store } = start({ sender });
    const id = write();
    await send(id);
    expect(stateOf(id)).toMatchObject({
      state: 'unconfirmed',
      answer: { code: 'doubt.interrupted', status: null, message: null },
    });
    expect(store.log.at(-1)).toMatchObject({ event: 'ended', code: 'doubt.interrupted', status: null });
  });
});

describe('the record', () => {
  it.each([
    ['created', 'created', 201],
    ['rejected', 'api.rejected', 400],
    ['held', 'held', 400],
    ['unauthorized', 'unauthorized', 401],
    ['throttled', 'net.throttled', 429],
    ['lost', 'doubt.connection_lost', null],
    ['serverError', 'doubt.server_error', 500],
  ] as const)('says how each attempt ended, and under whom: %s', async (outcome, code, status) => {
    const { write, send, store } = start({ script: [outcomes[outcome]] });
    await send(write());
    expect(store.log.map(({ event }) => event)).toEqual(['begun', 'ended']);
    expect(store.log[0]).toMatchObject({ code: 'begun', status: null, account: 'pin:1' });
    expect(store.log[1]).toMatchObject({ code, status, account: 'pin:1' });
  });

  it('says until when the service wants to be left alone, where it did', async () => {
    const unsaid = start({ script: [{ ...outcomes.throttled, retryAfterMs: null }] });
    await unsaid.send(unsaid.write());
    expect(unsaid.store.log[1]?.until).toBeNull();
    const { write, send, store, clock } = start({ script: [outcomes.throttled] });
    await send(write());
    expect(store.log[1]?.until).toBe(clock.wall + 600_000);
  });
});

describe('a 429', () => {
  it('to the question for the list makes the ticket wait, and no connection is made for it', async () => {
    const clock = new Clock();
    const askedToWait = new AskedToWait(() => clock.monotonic);
    const { sender, seen } = line();
    const { write, send, pass, stateOf } = start({
      clock,
      askedToWait,
      sender,
      lookup: {
        listed: () => {
          askedToWait.told(clock.monotonic === 0 ? 60_000 : 0);
          return Promise.resolve(ok([]));
        },
      },
    });
    const id = write();
    await send(id);
    expect(seen.opened).toBe(0);
    expect(stateOf(id)).toMatchObject({ state: 'queued', wait: { code: 'net.throttled' } });
    expect(clock.next).toBe(60_000);
    await pass(60_000);
    expect(stateOf(id).state).toBe('created');
  });

  it('that names no time is a failure like others: later each time, and a click begins anew', async () => {
    const unsaid = { ...outcomes.throttled, retryAfterMs: null };
    const { write, send, pass, clock, stateOf } = start({ script: [unsaid, unsaid] });
    const id = write();
    await send(id);
    expect(clock.next).toBe(1_000);
    expect(stateOf(id)).toMatchObject({
      wait: { code: 'net.throttled' },
      nextAttemptAt: clock.wall + 1_000,
    });
    await pass(1_000);
    expect(clock.next).toBe(2_000);
    await send(id);
    expect(stateOf(id).state).toBe('created');
  });

  it('holds for a lane whose request was under way, however that ends', async () => {
    const { write, tickets, outbox, send, gate, pass, stateOf, posted } = start({
      script: [outcomes.created, outcomes.throttled],
    });
    const [slow, behind] = [write(), write()];
    let open = () => {};
    gate.wait = new Promise((resolve) => {
      open = resolve;
    });
    const isUnderWay = new Promise<void>((resolve) => {
      gate.onPost = resolve;
    });
    await tickets.send(slow);
    await isUnderWay;
    await tickets.send(behind);
    gate.wait = Promise.resolve();
    await tickets.send(write({ connector_id: '8' }));
    await new Promise((resolve) => setImmediate(resolve));
    open();
    await outbox.idle();
    await send(behind);
    expect(stateOf(slow).state).toBe('created');
    expect(stateOf(behind)).toMatchObject({ state: 'queued', wait: { code: 'net.throttled' } });
    expect(posted).toHaveLength(2);
    await pass(600_000);
    expect(stateOf(behind).state).toBe('created');
  });

  it('tells the window until when', async () => {
    const { write, send, clock, toldUntil } = start({ script: [outcomes.throttled] });
    await send(write());
    expect(toldUntil()).toBe(clock.wall + 600_000);
  });
});

describe('a 401', () => {
  it('is answered with another token at once', async () => {
    const { sender, seen } = line(outcomes.unauthorized);
    const { session, state } = signedIn();
    const { write, send, stateOf } = start({ sender, session });
    const id = write();
    await send(id);
    expect(seen).toEqual({ opened: 2, closed: 2, posted: 2 });
    expect(state).toMatchObject({ renewed: ['first'], refused: [] });
    expect(stateOf(id)).toMatchObject({ state: 'created', attempts: 2 });
  });

  it('to the renewed token as well calls a person, and no third request is made', async () => {
    const { sender, seen } = line(outcomes.unauthorized, outcomes.unauthorized);
    const { session, state } = signedIn();
    const { write, send, stateOf, clock, outbox } = start({ sender, session });
    const id = write();
    await send(id);
    expect(seen.posted).toBe(2);
    expect(state).toMatchObject({ renewed: ['first'], refused: ['second'] });
    expect(stateOf(id)).toMatchObject({ state: 'queued', wait: { code: 'auth.required' } });
    expect(clock.waiting).toBe(0);
    // Whom it waited for is there: there is no time to wait for besides.
    outbox.wake();
    await outbox.idle();
    expect(seen.posted).toBe(3);
    expect(stateOf(id).state).toBe('created');
  });

  it('to a token that another lane had renewed meanwhile waits for time, and calls nobody', async () => {
    const { sender, state: cable } = line(outcomes.unauthorized);
    const { session, state } = signedIn(() => err(appError('auth.required')));
    const { write, send, stateOf, clock, pass } = start({ sender, session });
    cable.onPost = () => {
      state.token = 'renewed by another';
    };
    const id = write();
    await send(id);
    expect(stateOf(id)).toMatchObject({
      state: 'queued',
      wait: { code: 'auth.not_renewed' },
      waitsFor: 'time',
    });
    await pass(clock.next ?? 0);
    expect(stateOf(id).state).toBe('created');
  });

  it('whose renewal fails for want of a network waits for that, and takes nobody’s sign-in away', async () => {
    const { sender } = line(outcomes.unauthorized);
    const { session, state } = signedIn(() => err(appError('net.dns')));
    const { write, send, stateOf, clock, pass } = start({ sender, session });
    const id = write();
    await send(id);
    expect(state.refused).toEqual([]);
    expect(stateOf(id)).toMatchObject({ state: 'queued', wait: { code: 'net.dns' } });
    await pass(clock.next ?? 0);
    expect(stateOf(id).state).toBe('created');
  });

  it.each([
    ['is renewed', () => ok(undefined)],
    ['is not', () => err(appError('auth.required'))],
    ['cannot be, for want of a network', () => err(appError('net.dns'))],
  ] as const)(
    'that the disk did not take is not followed by a request, whether the token %s',
    async (_name, renew) => {
      const { sender, seen, state: cable } = line(outcomes.unauthorized);
      const { session } = signedIn(renew);
      const { write, send, store, stateOf } = start({ sender, session });
      const id = write();
      cable.onPost = () => {
        store.full = true;
      };
      await send(id);
      expect(seen.posted).toBe(1);
      expect(stateOf(id).state).toBe('sending');
    },
  );
});
