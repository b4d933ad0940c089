import { expect } from 'vitest';
import { fault, LONG } from './bench.ts';

fault('31 a guest network answers 200 with its sign-in page: in doubt, not created', async (bench) => {
  const program = bench.start();
  bench.sandbox.faults.next({
    kind: 'status',
    status: 200,
    body: '<html><body>Welcome! Sign in</body></html>',
    headers: { 'content-type': 'text/html' },
  });
  const id = program.write();
  await program.send(id);
  await program.pass(LONG);
  expect(program.stateOf(id)).toMatchObject({
    state: 'unconfirmed',
    answer: { code: 'doubt.unexpected_answer', message: null },
  });
  expect(bench.sandbox.record.posts).toHaveLength(1);
});
