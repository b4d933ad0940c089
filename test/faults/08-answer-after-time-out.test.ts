import { expect } from 'vitest';
import { fault, LONG } from './bench.ts';

fault(
  '8 the answer comes after our time-out: in doubt, one ticket, never sent again by itself',
  async (bench) => {
    const program = bench.start();
    bench.sandbox.faults.next({ kind: 'hold', at: 'commit' });
    const id = program.write();
    await program.send(id);
    expect(program.stateOf(id)).toMatchObject({ state: 'unconfirmed', answer: { code: 'doubt.timeout' } });
    bench.sandbox.faults.release();
    await program.pass(LONG);
    expect(bench.sandbox.record.posts).toHaveLength(1);
    expect(bench.sandbox.record.tickets).toHaveLength(1);
  },
);
