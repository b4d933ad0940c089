import { expect } from 'vitest';
import { fault, LONG } from './bench.ts';

fault(
  '7 the ticket is created and then the connection is reset: in doubt, never sent again by itself',
  async (bench) => {
    const program = bench.start();
    bench.sandbox.faults.next({ kind: 'reset', at: 'commit' });
    const id = program.write();
    await program.send(id);
    expect(program.stateOf(id)).toMatchObject({
      state: 'unconfirmed',
      problem: { code: 'doubt.connection_lost' },
    });
    program.outbox.wake();
    await program.pass(LONG);
    program.kill();
    const again = bench.start();
    await again.pass(LONG);
    expect(again.stateOf(id).state).toBe('unconfirmed');
    expect(bench.sandbox.record.connections).toHaveLength(1);
    expect(bench.sandbox.record.tickets).toHaveLength(1);
  },
);
