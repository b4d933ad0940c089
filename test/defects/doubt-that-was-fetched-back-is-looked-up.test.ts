import { describe, expect, it } from 'vitest';
import type { ListedTicket } from '../../main/tickets/ticket-lookup.ts';
import { ok } from '../../preload/contract/result.ts';
import { outcomes } from '../support/tickets.ts';
import { complete, workbench } from '../support/workbench.ts';

// Thrown away and fetched back, a ticket in doubt was in doubt again, and nobody looked for it any more.
describe('a ticket in doubt that was thrown away and fetched back', () => {
  async function fetchedBack(waitMs: number) {
    const listed: ListedTicket[] = [];
    const bench = workbench({
      script: [outcomes.lost],
      lookup: { listed: () => Promise.resolve(ok([...listed])) },
    });
    const id = bench.write();
    await bench.send(id);
    bench.view(bench.tickets.discard(id));
    await bench.pass(waitMs);
    bench.view(bench.tickets.restore(id));
    await bench.outbox.idle();
    return { ...bench, id, listed };
  }
  const entry = { id: '9', connectorId: 7, vin: complete.vin ?? '', reference: null, state: 1 };

  it.each([
    ['at once', 0],
    ['after an hour', 3_600_000],
  ])('%s is looked up again by itself', async (_name, waitMs) => {
    const { id, listed, pass, stateOf } = await fetchedBack(waitMs);
    expect(stateOf(id).state).toBe('unconfirmed');
    listed.push(entry);
    await pass(3_600_000);
    expect(stateOf(id)).toMatchObject({ state: 'created', created: { id: '9' } });
  });

  it('says when', async () => {
    const { id, stateOf } = await fetchedBack(3_600_000);
    expect(stateOf(id).nextAttemptAt).not.toBeNull();
  });
});
