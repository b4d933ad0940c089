import { expect } from 'vitest';
import { fault, LONG } from './bench.ts';

fault(
  '1 the name of the service is not found: queued, zero requests, tried again by itself',
  async (bench) => {
    let tries = 0;
    const resolveProxy = () => {
      tries += 1;
      return Promise.resolve('DIRECT');
    };
    const program = bench.start({ apiOptions: { baseUrl: 'http://service.invalid', resolveProxy } });
    const id = program.write();
    await program.send(id);
    expect(program.stateOf(id)).toMatchObject({ state: 'queued', wait: { code: 'net.dns' }, attempts: 0 });
    await program.pass(60_000);
    expect(tries).toBeGreaterThan(2);
    // Nothing was attempted as long as no connection stood, and nothing is on record.
    expect(program.stateOf(id).attempts).toBe(0);
    expect(program.tickets.attempts(id)).toEqual({ ok: true, value: [] });
    expect(bench.sandbox.record.connections).toEqual([]);
    program.kill();
    const again = bench.start();
    await again.pass(LONG);
    expect(again.stateOf(id).state).toBe('created');
    expect(bench.sandbox.record.posts).toHaveLength(1);
  },
);
