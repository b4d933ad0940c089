import { expect, it } from 'vitest';
import type { ListedTicket } from '../../main/tickets/ticket-lookup.ts';
import { ok } from '../../preload/contract/result.ts';
import { outcomes } from '../support/tickets.ts';
import { complete, workbench } from '../support/workbench.ts';

const late: ListedTicket = { id: '9', connectorId: 7, vin: complete.vin ?? '', reference: '', state: 1 };
const created = { ...outcomes.created, ticket: { ...outcomes.created.ticket, id: null } };

// The list showed one new ticket for this car, and it was taken for the one in doubt. It was another of ours, of which
// the id was not known: thrown away in doubt and made late, or made with an answer that was lost.
it.each([
  ['thrown away in doubt', outcomes.lost],
  ['created without an id', created],
])('a ticket in doubt is not taken for another one for the same car: %s', async (_, outcome) => {
  const listed: ListedTicket[] = [];
  const bench = workbench({
    script: [outcome, outcomes.lost],
    lookup: { listed: () => Promise.resolve(ok([...listed])) },
  });
  const [first, second] = [bench.write(), bench.write()];
  await bench.send(first);
  bench.tickets.discard(first);
  await bench.send(second);
  listed.push(late);
  await bench.pass(3_600_000);
  expect(bench.stateOf(second).state).toBe('unconfirmed');
  expect(bench.posted).toHaveLength(2);
});
