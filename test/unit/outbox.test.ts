import { describe, expect, it } from 'vitest';
import type { Ticket } from '../../main/tickets/ticket.ts';
import { valueOf } from '../contract/ticket-store-conformance.ts';
import { createMemoryTicketStore } from '../support/memory-ticket-store.ts';
import { draft, outcomes, releaseEvent, vouch, walk, type Attempt } from '../support/tickets.ts';
import { workbench } from '../support/workbench.ts';

/** An outbox over a store in memory and a service that answers from a script. */
function setUp(script: Attempt[] = []) {
  const store = createMemoryTicketStore();
  const bench = workbench({ store, script });
  let place = 0;
  const release = (lane = 7): Ticket => {
    const ticket = draft();
    valueOf(store.insert(ticket));
    place += 1;
    const waiting = walk(ticket, {
      ...releaseEvent(lane, place),
      vouched: { ...vouch.vouched, at: bench.clock.wall },
    });
    valueOf(store.replace(ticket, waiting));
    return waiting;
  };
  const now = ({ id }: Ticket) => valueOf(store.get(id));
  return { ...bench, store, release, now };
}

describe('the outbox', () => {
  it('commits "sending" before the first byte leaves, and the outcome after', async () => {
    const { outbox, posted, release, now, store } = setUp();
    const ticket = release();
    await outbox.run(7);
    expect(posted).toEqual([{ body: ticket.payload?.body, token: 'secret', stateOnDisk: 'sending' }]);
    expect(now(ticket)).toMatchObject({ state: 'created', attempts: 1 });
    expect(store.log.map(({ event, code }) => `${event} ${code}`)).toEqual(['begun begun', 'ended created']);
  });

  it('sends a lane in order and goes on after a refusal that concerns one ticket only', async () => {
    const { outbox, posted, release, now } = setUp([outcomes.created, outcomes.rejected]);
    const tickets = [release(), release(), release()];
    await outbox.run(7);
    expect(posted.map(({ body }) => body)).toEqual(tickets.map((ticket) => ticket.payload?.body));
    expect(tickets.map((ticket) => now(ticket)?.state)).toEqual(['created', 'rejected', 'created']);
  });

  it.each(['refused', 'lost', 'serverError', 'held', 'unauthorized'] as const)(
    'stops the lane, and only that one, after: %s',
    async (outcome) => {
      const { outbox, asked, release, now } = setUp([outcomes[outcome]]);
      const [first, second, other] = [release(7), release(7), release(8)];
      await outbox.run(7);
      expect(asked.connections).toBe(1);
      expect(now(first)?.state).not.toBe('created');
      expect(now(second)?.state).toBe('queued');
      await outbox.run(8);
      expect(now(other)?.state).toBe('created');
    },
  );

  it.each(['lost', 'held'] as const)(
    'sends nothing past a ticket that stands in the way: %s',
    async (outcome) => {
      const { outbox, posted, release, now } = setUp([outcomes[outcome]]);
      release();
      const second = release();
      await outbox.run(7);
      await outbox.run(7);
      expect(posted).toHaveLength(1);
      expect(now(second)).toMatchObject({ state: 'queued', wait: { code: 'queue.blocked' } });
    },
  );

  it('makes one POST of two clicks', async () => {
    const { outbox, posted, release, gate } = setUp();
    let open = () => {};
    gate.wait = new Promise((resolve) => {
      open = resolve;
    });
    release();
    const runs = [outbox.run(7), outbox.run(7)];
    open();
    await Promise.all(runs);
    expect(posted).toHaveLength(1);
  });

  it('sends what was released while the lane was at work', async () => {
    const { outbox, release, gate, now } = setUp();
    let open = () => {};
    gate.wait = new Promise((resolve) => {
      open = resolve;
    });
    release();
    const run = outbox.run(7);
    const late = release();
    void outbox.run(7);
    open();
    await run;
    expect(now(late)?.state).toBe('created');
  });

  it('sends what was released in the very moment in which it found nothing more to send', async () => {
    const { outbox, release, now, store } = setUp();
    const late: Ticket[] = [];
    const nextInLane = store.nextInLane.bind(store);
    store.nextInLane = (lane) => {
      const next = nextInLane(lane);
      if (late.length === 0 && next.ok && next.value === null)
        queueMicrotask(() => {
          late.push(release());
          void outbox.run(7);
        });
      return next;
    };
    release();
    await outbox.run(7);
    expect(late.map((ticket) => now(ticket)?.state)).toEqual(['created']);
  });

  it('sends nothing when nobody is signed in, and says so', async () => {
    const { outbox, posted, release, now, state } = setUp();
    state.account = null;
    const ticket = release();
    await outbox.run(7);
    expect(posted).toEqual([]);
    expect(now(ticket)).toMatchObject({ state: 'queued', wait: { code: 'auth.required' } });
  });

  it('tells the session which token was refused, and keeps the ticket', async () => {
    const { outbox, refused, posted, release, now } = setUp([outcomes.unauthorized]);
    const ticket = release();
    await outbox.run(7);
    expect(refused).toEqual(['secret']);
    expect(posted).toHaveLength(1);
    expect(now(ticket)).toMatchObject({
      state: 'queued',
      wait: { code: 'auth.required' },
      answer: { code: 'auth.required', status: 401 },
    });
  });

  it("never sends one account's ticket under another", async () => {
    const { outbox, posted, release, now, state } = setUp();
    const ticket = release();
    state.account = 'pin:2';
    await outbox.run(7);
    expect(posted).toEqual([]);
    expect(now(ticket)?.wait?.code).toBe('queue.other_account');
  });

  it('sends nothing when the write-ahead cannot be committed', async () => {
    const { outbox, posted, release, now, store } = setUp();
    const ticket = release();
    store.full = true;
    await outbox.run(7);
    expect(posted).toEqual([]);
    expect(now(ticket)?.state).toBe('queued');
  });

  it('keeps an outcome that the disk did not take, sends nothing else meanwhile, and records it later', async () => {
    const { outbox, posted, release, now, store, pass, gate } = setUp();
    const [first, second] = [release(), release()];
    // The disk fills up while the request is under way.
    gate.onPost = () => {
      store.full = true;
    };
    await outbox.run(7);
    expect(now(first)?.state).toBe('sending');
    gate.onPost = () => {};
    store.full = false;
    await outbox.run(7);
    expect(posted).toHaveLength(1);
    await pass(6_000);
    expect(now(first)?.state).toBe('created');
    await outbox.run(7);
    expect(now(second)?.state).toBe('created');
  });

  it('begins nothing once it was told to stop, though it was already asking who is signed in', async () => {
    const bench = workbench({
      session: {
        token: () => {
          bench.outbox.pause();
          return Promise.resolve({ ok: true, value: { value: 'secret', account: 'pin:1' } });
        },
        renew: () => Promise.resolve({ ok: true, value: undefined }),
        refused: () => undefined,
      },
    });
    const id = bench.write();
    await bench.send(id);
    expect(bench.posted).toEqual([]);
    expect(bench.stateOf(id)).toMatchObject({ state: 'queued', attempts: 0 });
  });

  it('sends nothing of a payload that changed since it was frozen', async () => {
    const { outbox, posted, release, now, store } = setUp();
    const ticket = release();
    valueOf(
      store.replace(ticket, {
        ...ticket,
        revision: ticket.revision + 1,
        payload: { body: '{"flipped":true}', sha256: ticket.payload?.sha256 ?? '' },
      }),
    );
    await outbox.run(7);
    expect(posted).toEqual([]);
    expect(now(ticket)?.state).toBe('queued');
  });

  it('at start, makes "may already have been sent" of what was being sent', async () => {
    const { outbox, store, posted, release, now } = setUp();
    const ticket = release();
    valueOf(store.replace(ticket, walk(ticket, { kind: 'claim', account: 'pin:1', baseline: null })));
    expect(outbox.recover()).toEqual({ ok: true, value: 1 });
    await outbox.run(7);
    expect(posted).toEqual([]);
    expect(now(ticket)).toMatchObject({ state: 'unconfirmed', answer: { code: 'doubt.interrupted' } });
  });
});
