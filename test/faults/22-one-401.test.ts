import { expect } from 'vitest';
import { signedInBench } from '../support/session-bench.ts';
import { fault } from './bench.ts';

fault('22 one 401: one refresh, sent once more, created', async (bench) => {
  const { session, refreshes } = await signedInBench(bench);
  const program = bench.start({ session });
  bench.sandbox.identity.revokeAll();
  const id = program.write();
  await program.send(id);
  expect(program.stateOf(id)).toMatchObject({ state: 'created', attempts: 2 });
  expect(refreshes).toHaveLength(1);
  expect(bench.sandbox.record.posts.map(({ status }) => status)).toEqual([401, 201]);
});
