import { expect, it } from 'vitest';
import { createMemoryTicketStore } from '../support/memory-ticket-store.ts';
import { workbench } from '../support/workbench.ts';

// At start, what an earlier run left in `sending` was looked at once. Where the disk was full in that moment, the ticket
// stayed there: no button works on it, and its lane stood still until the program was started again.
it('what was being sent when the program ended is told although the disk was full at the next start', async () => {
  const store = createMemoryTicketStore();
  const first = workbench({ store });
  first.gate.wait = new Promise(() => undefined);
  const isUnderWay = new Promise<void>((resolve) => {
    first.gate.onPost = resolve;
  });
  const [id, behind] = [first.write(), first.write()];
  await first.tickets.send(id);
  await first.tickets.send(behind);
  await isUnderWay;
  const again = workbench({ store, clock: first.clock });
  store.full = true;
  expect(again.outbox.recover().ok).toBe(false);
  again.outbox.start();
  await again.pass(1_000);
  expect(again.posted).toEqual([]);
  store.full = false;
  await again.pass(60_000);
  expect(again.stateOf(id)).toMatchObject({ state: 'unconfirmed', answer: { code: 'doubt.interrupted' } });
  expect(again.posted).toEqual([]);
  again.tickets.itIsThere(id, null);
  await again.outbox.idle();
  expect(again.stateOf(behind).state).toBe('created');
});
