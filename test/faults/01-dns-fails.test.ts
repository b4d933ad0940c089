import { expect } from 'vitest';
import { fault, LONG } from './bench.ts';

fault(
  '1 the name of the service is not found: queued, zero requests, tried again by itself',
  async (bench) => {
    const program = bench.start({ apiOptions: { baseUrl: 'http://service.invalid' } });
    const id = program.write();
    await program.send(id);
    expect(program.stateOf(id)).toMatchObject({ state: 'queued', problem: { code: 'net.dns' }, attempts: 1 });
    await program.pass(60_000);
    expect(program.stateOf(id).attempts).toBeGreaterThan(2);
    expect(bench.sandbox.record.connections).toEqual([]);
    program.kill();
    const again = bench.start();
    await again.pass(LONG);
    expect(again.stateOf(id).state).toBe('created');
    expect(bench.sandbox.record.posts).toHaveLength(1);
  },
);
