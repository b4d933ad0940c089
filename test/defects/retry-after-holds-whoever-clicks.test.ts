import { describe, expect, it } from 'vitest';
import type { PostOutcome } from '../../main/tickets/post-outcome.ts';
import type { TicketView } from '../../preload/contract/ticket.ts';
import { outcomes } from '../support/tickets.ts';
import { workbench } from '../support/workbench.ts';

// A wake-up obeyed what the service had named, and a click did not: "Send now", and any click on any other ticket of the
// connector, made the next request at once.
const TOLD_MS = 10 * 60_000;
const throttled = {
  kind: 'throttled',
  status: 429,
  message: null,
  retryAfterMs: TOLD_MS,
} as const satisfies PostOutcome;
const waitsBecause = (view: TicketView) => view.wait?.code ?? null;

type Bench = ReturnType<typeof workbench>;

/** One ticket was answered "come back in ten minutes"; another one waits behind it, and there is a draft too. */
async function throttledOnce() {
  const bench = workbench({ script: [throttled] });
  const [first, second, draft] = [bench.write(), bench.write(), bench.write()];
  let answer: () => void = () => undefined;
  bench.gate.wait = new Promise((resolve) => (answer = resolve));
  const underWay = new Promise<void>((resolve) => (bench.gate.onPost = resolve));
  await bench.tickets.send(first);
  await underWay;
  // Released while the first one is under way: no click of these comes after the answer.
  await bench.tickets.send(second);
  answer();
  await bench.outbox.idle();
  expect(bench.posted).toHaveLength(1);
  return { bench, first, second, draft };
}

const clicks: [string, (bench: Bench, ids: { first: string; second: string; draft: string }) => unknown][] = [
  ['"Send now" on it', ({ tickets }, { first }) => tickets.send(first)],
  ['Send on another ticket of the connector', ({ tickets }, { draft }) => tickets.send(draft)],
  ['"Send now" on the one behind it', ({ tickets }, { second }) => tickets.send(second)],
  ['Edit of another ticket of the connector', ({ tickets }, { second }) => tickets.edit(second)],
  ['Discard of another ticket of the connector', ({ tickets }, { second }) => tickets.discard(second)],
  ['a wake-up', ({ outbox }) => outbox.wake()],
];

describe('what the service said about when to come back holds in spite of', () => {
  it.each(clicks)('%s', async (_name, click) => {
    const { bench, ...ids } = await throttledOnce();
    await click(bench, ids);
    await bench.pass(TOLD_MS - 1_000);
    expect(bench.posted).toHaveLength(1);
    expect(bench.stateOf(ids.first).state).toBe('queued');
    await bench.pass(2_000);
    expect(bench.stateOf(ids.first).state).toBe('created');
  });

  it('ten clicks in a row', async () => {
    const { bench, first } = await throttledOnce();
    for (let click = 0; click < 10; click += 1) {
      await bench.tickets.send(first);
      await bench.outbox.idle();
    }
    expect(bench.posted).toHaveLength(1);
    expect(waitsBecause(bench.stateOf(first))).toBe('net.throttled');
    expect(bench.stateOf(first).nextAttemptAt).toBe(bench.clock.wall + TOLD_MS);
  });

  it('a ticket of another connector: it was the service that said so, not the connector', async () => {
    const { bench } = await throttledOnce();
    const other = bench.write({ connector_id: '8' });
    await bench.send(other);
    expect(bench.posted).toHaveLength(1);
    await bench.pass(TOLD_MS + 1_000);
    expect(bench.stateOf(other).state).toBe('created');
  });

  it('a restart of the program', async () => {
    const { bench, first } = await throttledOnce();
    bench.outbox.pause();
    bench.clock.forget();
    const again = workbench({ store: bench.store, clock: bench.clock });
    again.outbox.recover();
    again.outbox.start();
    await again.pass(TOLD_MS - 1_000);
    expect(again.posted).toEqual([]);
    await again.pass(2_000);
    expect(again.stateOf(first).state).toBe('created');
  });
});

// The other half: what was merely tried in vain may be tried again when somebody asks for it.
it('a click begins anew after a failure for which the service named no time', async () => {
  const { write, send, stateOf, asked } = workbench({ script: [outcomes.refused, outcomes.refused] });
  const id = write();
  await send(id);
  await send(id);
  await send(id);
  expect(asked.connections).toBe(3);
  expect(stateOf(id).state).toBe('created');
});
