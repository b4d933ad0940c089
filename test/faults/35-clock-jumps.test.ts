import { expect } from 'vitest';
import { fault, LONG } from './bench.ts';

const TEN_YEARS = 10 * 365 * 24 * 3_600_000;

for (const [name, jump] of [
  ['ahead', TEN_YEARS],
  ['back', -TEN_YEARS],
] as const) {
  fault(
    `35 the clock jumps ten years ${name}: no stall, no storm, and what cannot be dated is looked over`,
    async (bench) => {
      await bench.sandbox.api.stop();
      const program = bench.start();
      const id = program.write();
      await program.send(id);
      program.clock.wall += jump;
      const before = program.stateOf(id).attempts;
      await program.pass(10_000);
      expect(program.stateOf(id)).toMatchObject({ state: 'confirm', checks: [{ code: 'aged' }] });
      expect(program.stateOf(id).attempts - before).toBeLessThanOrEqual(1);
      await bench.sandbox.api.start();
      program.view(program.tickets.confirm(id));
      const next = program.write({ connector_id: '8' });
      await program.send(next);
      await program.pass(LONG);
      expect(program.stateOf(id).state).toBe('created');
      expect(program.stateOf(next).state).toBe('created');
      expect(bench.sandbox.record.posts).toHaveLength(2);
    },
  );
}
