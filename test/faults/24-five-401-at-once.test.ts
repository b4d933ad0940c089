import { expect } from 'vitest';
import { signedInBench } from '../support/session-bench.ts';
import { fault, LONG } from './bench.ts';

fault('24 five connectors meet 401 at once: one refresh, five tickets', async (bench) => {
  const { session, refreshes } = await signedInBench(bench);
  const program = bench.start({ session });
  bench.sandbox.identity.revokeAll();
  const ids = [1, 2, 3, 4, 5].map((connector) => program.write({ connector_id: String(connector) }));
  await Promise.all(ids.map((id) => program.tickets.send(id)));
  await program.pass(LONG);
  expect(ids.map((id) => program.stateOf(id).state)).toEqual(Array(5).fill('created'));
  expect(refreshes).toHaveLength(1);
  expect(bench.sandbox.record.tickets).toHaveLength(5);
});
