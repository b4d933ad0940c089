import { expect, it } from 'vitest';
import { serviceBench } from '../support/service-bench.ts';

// More than 16 kB of headers, a gateway's cookies for instance, was no answer at all: what was refused, throttled or
// created had to be looked up by a person.
it.each([
  [201, 'created'],
  [400, 'rejected'],
  [429, 'queued'],
])('once a status came it counts, also with 20 kB of headers: %i', async (status, state) => {
  const bench = await serviceBench();
  try {
    const program = bench.start();
    const headers = { 'set-cookie': 'x'.repeat(20_000), 'retry-after': '60' };
    bench.sandbox.faults.next({ kind: 'status', status, body: '{"id":"7"}', headers });
    const id = program.write();
    await program.send(id);
    expect(program.stateOf(id).state).toBe(state);
    program.outbox.pause();
  } finally {
    await bench.close();
  }
});
