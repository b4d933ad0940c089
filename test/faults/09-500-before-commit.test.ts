import { expect } from 'vitest';
import { fault, LONG } from './bench.ts';

fault('9 the service answers 500 before creating the ticket: in doubt either way', async (bench) => {
  const program = bench.start();
  bench.sandbox.faults.next({ kind: 'status', status: 500 });
  const id = program.write();
  await program.send(id);
  await program.pass(LONG);
  expect(program.stateOf(id)).toMatchObject({
    state: 'unconfirmed',
    problem: { code: 'doubt.server_error', status: 500 },
  });
  expect(bench.sandbox.record.posts).toHaveLength(1);
  expect(bench.sandbox.record.tickets).toHaveLength(0);
});
