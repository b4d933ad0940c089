import { describe, expect, it } from 'vitest';
import type { ListedTicket } from '../../main/tickets/ticket-lookup.ts';
import { ok } from '../../preload/contract/result.ts';
import { outcomes } from '../support/tickets.ts';
import { complete, workbench } from '../support/workbench.ts';

// A person who looks for a ticket in doubt finds the car's other ticket on the service's screen, and types its number.
// The program had created that one itself and took the word for it: the second order was never sent, and nobody knew.
describe('"It is there" with the number of another ticket of ours', () => {
  /** One ticket created as no. 3, and another one for the same car in doubt. */
  async function oneCreatedOneInDoubt() {
    const bench = workbench({ script: [outcomes.created, outcomes.lost] });
    const [first, second] = [bench.write(), bench.write()];
    await bench.send(first);
    await bench.send(second);
    return { ...bench, first, second };
  }

  it.each(['3', ' 3 ', '#3', '# 3', 'no. 3', 'No 3', '03'])('is refused: %j', async (number) => {
    const { tickets, second, stateOf } = await oneCreatedOneInDoubt();
    expect(tickets.itIsThere(second, number).ok).toBe(false);
    expect(stateOf(second).state).toBe('unconfirmed');
  });

  it('is refused where that ticket was itself said to be there by a person', async () => {
    const { tickets, write, send, stateOf } = workbench({ script: [outcomes.lost, outcomes.lost] });
    const [first, second] = [write(), write({ connector_id: '8' })];
    await send(first);
    await send(second);
    expect(tickets.itIsThere(first, '12').ok).toBe(true);
    const said = tickets.itIsThere(second, '12');
    expect(stateOf(second).state).toBe('unconfirmed');
    expect(said.ok).toBe(false);
  });

  it('leaves it possible to say the right number, or none', async () => {
    const { tickets, first, second, stateOf, view } = await oneCreatedOneInDoubt();
    expect(tickets.itIsThere(second, '3').ok).toBe(false);
    view(tickets.itIsThere(second, '4'));
    expect(stateOf(first).created?.id).toBe('3');
    expect(stateOf(second)).toMatchObject({
      state: 'created',
      created: { id: '4', confirmedByPerson: true },
    });
  });
});

describe.each(['#4', 'no. 4', ' 4', '04'])('a number that was typed as %j', (typed) => {
  it('is that of no other ticket', async () => {
    const { tickets, write, send, stateOf, view } = workbench({ script: [outcomes.lost, outcomes.lost] });
    const [first, second] = [write(), write({ connector_id: '8' })];
    await send(first);
    await send(second);
    view(tickets.itIsThere(first, typed));
    const said = tickets.itIsThere(second, '4');
    expect(stateOf(second).state).toBe('unconfirmed');
    expect(said.ok).toBe(false);
  });

  it('is not found to be another ticket’s by the service’s list', async () => {
    const listed: ListedTicket[] = [];
    const { tickets, outbox, write, send, pass, stateOf, view } = workbench({
      script: [outcomes.lost, outcomes.lost],
      lookup: { listed: () => Promise.resolve(ok([...listed])) },
    });
    const [first, second] = [write(), write()];
    await send(first);
    await send(second);
    view(tickets.itIsThere(first, typed));
    await outbox.idle();
    expect(stateOf(second).state).toBe('unconfirmed');
    // Listed at last: the first one, whose number a person has told.
    listed.push({ id: '4', connectorId: 7, vin: complete.vin ?? '', reference: null, state: 1 });
    await pass(3_600_000);
    expect(stateOf(second).state).toBe('unconfirmed');
  });
});
