import { expect } from 'vitest';
import { fault, LONG } from './bench.ts';

fault('36 the network flaps a hundred times: no stall, no storm, one ticket', async (bench) => {
  const program = bench.start();
  await bench.sandbox.api.stop();
  const id = program.write();
  await program.send(id);
  for (let flap = 0; flap < 100; flap += 1) {
    // "Online", and gone again before anything could be done.
    program.outbox.wake();
    await program.outbox.idle();
    await program.pass(50);
  }
  expect(program.stateOf(id).attempts).toBeLessThanOrEqual(102);
  expect(program.clock.waiting).toBe(1);
  await bench.sandbox.api.start();
  await program.pass(LONG);
  expect(program.stateOf(id).state).toBe('created');
  expect(bench.sandbox.record.posts).toHaveLength(1);
});
