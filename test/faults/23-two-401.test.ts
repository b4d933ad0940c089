import { expect } from 'vitest';
import { signedInBench } from '../support/session-bench.ts';
import { fault, LONG } from './bench.ts';

fault('23 a second 401: queued, asks to sign in, no storm', async (bench) => {
  const { session, refreshes } = await signedInBench(bench, { renewsToUseless: true });
  const program = bench.start({ session });
  bench.sandbox.identity.revokeAll();
  const id = program.write({ reference: 'kept' });
  await program.send(id);
  await program.pass(LONG);
  expect(program.stateOf(id)).toMatchObject({
    state: 'queued',
    wait: { code: 'auth.required' },
    form: { reference: 'kept' },
  });
  expect(session.view()).toMatchObject({ refused: true });
  expect(refreshes).toHaveLength(1);
  expect(bench.sandbox.record.posts).toHaveLength(2);
});
