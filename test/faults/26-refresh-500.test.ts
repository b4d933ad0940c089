import { expect } from 'vitest';
import { signedInBench } from '../support/session-bench.ts';
import { fault, LONG } from './bench.ts';

fault('26 the refresh is answered with 500: a 500 does not sign out, sent later', async (bench) => {
  const { session, script } = await signedInBench(bench);
  const program = bench.start({ session });
  bench.sandbox.identity.revokeAll();
  script.push('doubt.server_error', 'doubt.server_error', 'doubt.server_error');
  const id = program.write();
  await program.send(id);
  expect(session.view()).toMatchObject({ account: { label: '910101043' }, refused: false });
  await program.pass(LONG);
  expect(program.stateOf(id).state).toBe('created');
});
