import { expect, it } from 'vitest';
import { ok } from '../../preload/contract/result.ts';
import { workbench } from '../support/workbench.ts';

/** The service's list, as each account sees it. */
const lookup = { listed: () => Promise.resolve(ok([])) };

/** Somebody else signs in while a ticket's connection is being made. */
async function switchedWhileConnecting(before: string | null) {
  const bench = workbench({ lookup });
  bench.state.account = before;
  const id = bench.write();
  let connect = () => {};
  bench.gate.connect = new Promise((resolve) => (connect = resolve));
  await bench.tickets.send(id);
  if (before === null) {
    await bench.outbox.idle();
    bench.state.account = 'pin:1';
    bench.outbox.wake();
  }
  await new Promise((resolve) => setImmediate(resolve));
  expect(bench.asked.connections).toBe(1);
  bench.state.account = 'pin:2';
  connect();
  await bench.outbox.idle();
  return { ...bench, id };
}

it('a ticket of another account than the one signed in when the connection stands does not leave', async () => {
  const { id, posted, stateOf } = await switchedWhileConnecting('pin:1');
  expect(posted).toEqual([]);
  expect(stateOf(id)).toMatchObject({ state: 'queued', wait: { code: 'queue.other_account' } });
});

// What only the other account sees would look new in its list.
it('a ticket of nobody goes under the other one, and not with a list that it has not read', async () => {
  const { id, posted, store } = await switchedWhileConnecting(null);
  expect(posted).toHaveLength(1);
  const sent = store.get(id);
  expect(sent).toMatchObject({ value: { state: 'created', account: 'pin:2', baseline: null } });
});
