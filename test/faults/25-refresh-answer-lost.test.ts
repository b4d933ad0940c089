import { expect } from 'vitest';
import { signedInBench } from '../support/session-bench.ts';
import { fault, LONG } from './bench.ts';

fault('25 the answer to the refresh is lost: not signed out, drafts intact, sent later', async (bench) => {
  const { session, script } = await signedInBench(bench);
  const program = bench.start({ session });
  bench.sandbox.identity.revokeAll();
  script.push('doubt.connection_lost');
  const id = program.write();
  await program.send(id);
  expect(program.stateOf(id).state).toBe('queued');
  expect(session.view()).toMatchObject({ account: { label: '910101043' }, refused: false });
  await program.pass(LONG);
  expect(program.stateOf(id).state).toBe('created');
  expect(bench.sandbox.record.tickets).toHaveLength(1);
});
