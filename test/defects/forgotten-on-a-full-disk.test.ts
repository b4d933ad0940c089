import { expect, it } from 'vitest';
import { createMemoryTicketStore } from '../support/memory-ticket-store.ts';
import { outcomes } from '../support/tickets.ts';
import { workbench } from '../support/workbench.ts';

// Where the disk did not take that a ticket is tried anew, or is to be looked over, nothing was planned any more: the
// lane stood still until somebody pressed a button.
it('a ticket that is held is tried again after the disk was full', async () => {
  const store = createMemoryTicketStore();
  const bench = workbench({ store, script: [outcomes.held] });
  const id = bench.write();
  await bench.send(id);
  store.full = true;
  await bench.pass(600_000);
  store.full = false;
  await bench.pass(600_000);
  expect(bench.stateOf(id).state).toBe('created');
});

it('a ticket that waited too long is shown to be looked over after the disk was full', async () => {
  const store = createMemoryTicketStore();
  const bench = workbench({ store, script: [outcomes.refused], recheckMs: 1_000 });
  const id = bench.write();
  await bench.send(id);
  store.full = true;
  await bench.pass(600_000);
  store.full = false;
  await bench.pass(600_000);
  expect(bench.stateOf(id).state).toBe('confirm');
});
