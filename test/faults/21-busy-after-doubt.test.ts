import { expect } from 'vitest';
import { fault, LONG } from './bench.ts';

fault(
  '21 "pending" after an attempt in doubt: more doubt, since the pending one may be ours',
  async (bench) => {
    const program = bench.start();
    bench.sandbox.faults.next({ kind: 'reset', at: 'commit' });
    const id = program.write();
    await program.send(id);
    program.view(program.tickets.sendAgain(id));
    await program.pass(LONG);
    expect(program.stateOf(id)).toMatchObject({
      state: 'unconfirmed',
      answer: { code: 'api.connector_pending' },
    });
    expect(bench.sandbox.record.tickets).toHaveLength(1);
  },
);

fault('21 and the look-up settles it', async (bench) => {
  const program = bench.start({ lookup: bench.api() });
  bench.sandbox.faults.next({ kind: 'reset', at: 'commit' });
  const id = program.write();
  await program.send(id);
  await program.pass(LONG);
  expect(program.stateOf(id)).toMatchObject({ state: 'created', created: { id: '3' } });
  expect(bench.sandbox.record.posts).toHaveLength(1);
});
