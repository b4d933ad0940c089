import { expect, it } from 'vitest';
import { ok } from '../../preload/contract/result.ts';
import { outcomes } from '../support/tickets.ts';
import { complete, workbench } from '../support/workbench.ts';

// A ticket in doubt was looked up under whoever was signed in. What was listed before the attempt had been read under
// another account, so an old ticket that only this one sees looked new, and was taken for the one in doubt.
it('a ticket in doubt is not looked up under another account than the one it was sent under', async () => {
  const old = { id: '9', connectorId: 7, vin: complete.vin ?? '', reference: null, state: 1 };
  const bench = workbench({
    script: [outcomes.lost],
    lookup: { listed: () => Promise.resolve(ok(bench.state.account === 'pin:2' ? [old] : [])) },
  });
  const id = bench.write();
  await bench.send(id);
  bench.state.account = 'pin:2';
  await bench.pass(3_600_000);
  expect(bench.stateOf(id).state).toBe('unconfirmed');
});
