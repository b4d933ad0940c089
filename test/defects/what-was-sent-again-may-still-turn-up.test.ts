import { expect, it } from 'vitest';
import type { ListedTicket } from '../../main/tickets/ticket-lookup.ts';
import { ok } from '../../preload/contract/result.ts';
import { outcomes } from '../support/tickets.ts';
import { complete, workbench, type WorkbenchOptions } from '../support/workbench.ts';

type Bench = ReturnType<typeof workbench>;

const late: ListedTicket = { id: '9', connectorId: 7, vin: complete.vin ?? '', reference: '', state: 1 };
const created = { ...outcomes.created, ticket: { ...outcomes.created.ticket, id: '8' } };
const stays = () => undefined;
const isEdited = ({ tickets, view }: Bench, id: string) => void view(tickets.edit(id));
const isDiscarded = ({ tickets, view }: Bench, id: string) => void view(tickets.discard(id));

/** What the second attempt of the first ticket comes to, and what is then done with it. */
const ways: [string, NonNullable<WorkbenchOptions['script']>[number], (bench: Bench, id: string) => void][] =
  [
    ['refused by the service', outcomes.rejected, stays],
    ['made a draft again', outcomes.refused, isEdited],
    ['thrown away', outcomes.refused, isDiscarded],
    ['created with a number of its own', created, stays],
  ];

// Its end was not known, somebody said "it is not there", and it was sent again. From then on it was taken for one whose
// number is known, or that has none. The ticket of the first attempt was listed late, while the next order for this car
// was in doubt, and that one was called sent: an order that nobody ever got.
it.each(ways)(
  'a ticket in doubt is not taken for an earlier attempt of another one, which since was %s',
  async (_, second, then) => {
    const listed: ListedTicket[] = [];
    const bench = workbench({
      script: [outcomes.lost, second, outcomes.lost],
      lookup: { listed: () => Promise.resolve(ok([...listed])) },
    });
    const first = bench.write();
    await bench.send(first);
    bench.view(bench.tickets.sendAgain(first));
    await bench.outbox.idle();
    then(bench, first);
    await bench.outbox.idle();
    const next = bench.write();
    await bench.send(next);
    expect(bench.stateOf(next).state).toBe('unconfirmed');
    listed.push(late);
    await bench.pass(3_600_000);
    expect(bench.stateOf(next).state).toBe('unconfirmed');
  },
);
