import { expect } from 'vitest';
import { fault, LONG } from './bench.ts';

fault(
  '2 the connection is refused: queued, zero requests, sent once when the service is back',
  async (bench) => {
    const program = bench.start();
    await bench.sandbox.api.stop();
    const id = program.write();
    await program.send(id);
    expect(program.stateOf(id)).toMatchObject({ state: 'queued', wait: { code: 'net.refused' } });
    await program.pass(LONG);
    expect(bench.sandbox.record.connections).toEqual([]);
    await bench.sandbox.api.start();
    await program.pass(LONG);
    expect(program.stateOf(id)).toMatchObject({ state: 'created', wait: null });
    expect(bench.sandbox.record.posts).toHaveLength(1);
  },
);
