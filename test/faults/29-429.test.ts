import { expect } from 'vitest';
import { fault } from './bench.ts';

const HOUR = 3_600_000;
for (const [header, at_least, at_most] of [
  ['7', 7_000, 7_000],
  ['0', 1_000, 1_000],
  ['1000000000', HOUR, HOUR],
  [new Date(Date.now() + 40_000).toUTCString(), 30_000, 42_000],
  ['soon, I promise', 250, 2_000],
  [null, 250, 2_000],
] as const) {
  fault(
    `29 429 with Retry-After ${String(header)}: waits as told, within reason, then sends once`,
    async (bench) => {
      const program = bench.start();
      bench.sandbox.faults.next({
        kind: 'status',
        status: 429,
        ...(header === null ? {} : { headers: { 'retry-after': header, date: new Date().toUTCString() } }),
      });
      const id = program.write();
      await program.send(id);
      expect(program.stateOf(id)).toMatchObject({ state: 'queued', wait: { code: 'net.throttled' } });
      // A wake-up is no reason to come back before the time that the service named.
      if (at_least >= 1_000) program.outbox.wake();
      await program.pass(at_least - 1);
      expect(bench.sandbox.record.posts).toHaveLength(1);
      await program.pass(at_most - at_least + 1_000);
      expect(program.stateOf(id).state).toBe('created');
      expect(bench.sandbox.record.posts).toHaveLength(2);
    },
  );
}
