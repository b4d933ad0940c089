import { describe, expect, it } from 'vitest';
import type { ListedTicket } from '../../main/tickets/ticket-lookup.ts';
import { appError } from '../../preload/contract/errors.ts';
import { err, ok } from '../../preload/contract/result.ts';
import { outcomes, type Attempt } from '../support/tickets.ts';
import { workbench } from '../support/workbench.ts';

const otherVin = 'JFL91010104391010';
const HOUR = 3_600_000;

/** The service's list, which cannot be read at first. */
function listOf(listed: readonly ListedTicket[]) {
  const state = { isDown: true, asked: 0 };
  const lookup = {
    listed: () => {
      state.asked += 1;
      return Promise.resolve(state.isDown ? err(appError('net.refused')) : ok([...listed]));
    },
  };
  return { state, lookup };
}

/**
 * Two tickets in the way of one connector: the first one in doubt, thrown away, and fetched back when the second one
 * had ended too.
 */
async function twoInTheWay(second: Attempt, listed: ListedTicket[] = []) {
  const { state: list, lookup } = listOf(listed);
  const bench = workbench({ script: [outcomes.lost, second], lookup });
  const { tickets, view, write, send, stateOf } = bench;
  const ids = [write(), write({ vin: otherVin })] as const;
  await send(ids[0]);
  expect(stateOf(ids[0]).state).toBe('unconfirmed');
  view(tickets.discard(ids[0]));
  list.isDown = false;
  await send(ids[1]);
  view(tickets.restore(ids[0]));
  await bench.outbox.idle();
  return { ...bench, first: ids[0], second: ids[1], list };
}

// Only the first ticket in a connector's way was ever looked up. Nobody could settle that one from the list, since the
// list was not read before its attempt; the second one said "the list is looked at again in 8 seconds", which it was
// not, and stayed in doubt although the list showed it.
describe('two tickets in the way of one connector', () => {
  it('are both looked up', async () => {
    const listed: ListedTicket[] = [];
    const { second, stateOf, pass } = await twoInTheWay(outcomes.lost, listed);
    expect(stateOf(second)).toMatchObject({ state: 'unconfirmed' });
    expect(stateOf(second).nextAttemptAt).not.toBeNull();
    listed.push({ id: '77', connectorId: 7, vin: otherVin, reference: null, state: 1 });
    await pass(HOUR);
    expect(stateOf(second)).toMatchObject({ state: 'created', created: { id: '77' } });
  });

  it('neither say what will not be done, nor have it done: the list was not read before the attempt', async () => {
    const { first, second, stateOf, view, tickets, list, pass } = await twoInTheWay(outcomes.lost);
    expect(stateOf(first).nextAttemptAt).toBeNull();
    view(tickets.discard(second));
    await pass(1_000);
    const before = list.asked;
    await pass(HOUR);
    expect(list.asked).toBe(before);
  });

  it('are looked up ever more rarely, both of them', async () => {
    const { list, pass, stateOf, second } = await twoInTheWay(outcomes.lost);
    await pass(HOUR);
    const before = list.asked;
    await pass(HOUR);
    expect(stateOf(second).state).toBe('unconfirmed');
    expect(list.asked - before).toBeGreaterThanOrEqual(12);
    expect(list.asked - before).toBeLessThanOrEqual(24);
  });

  it('do not keep each other from being tried again', async () => {
    const { second, first, stateOf, tickets, view, pass } = await twoInTheWay(outcomes.held);
    await pass(HOUR);
    // It is not tried past the one in doubt, and says so.
    expect(stateOf(second)).toMatchObject({ state: 'queued', wait: { code: 'queue.blocked' } });
    view(tickets.itIsThere(first, '5'));
    await pass(HOUR);
    expect(stateOf(second).state).toBe('created');
  });
});
