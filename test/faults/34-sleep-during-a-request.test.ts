import { expect } from 'vitest';
import { fault, LONG } from './bench.ts';

interface Body {
  readonly connector_id: number;
}

fault(
  '34 the PC sleeps during a request and the answer is there on waking: the real result',
  async (bench) => {
    const program = bench.start();
    bench.sandbox.faults.next({ kind: 'hold', at: 'commit' });
    const [id, next] = [program.write(), program.write()];
    await program.tickets.send(id);
    await program.tickets.send(next);
    await bench.sandbox.record.until(({ ticket }) => ticket !== null);
    program.outbox.pause();
    bench.sandbox.faults.release();
    await program.outbox.idle();
    expect(program.stateOf(id).state).toBe('created');
    // Nothing new was begun on the way into sleep.
    expect(bench.sandbox.record.posts).toHaveLength(1);
    bench.sandbox.api.pending.clear();
    program.outbox.start();
    await program.pass(LONG);
    expect(program.stateOf(next).state).toBe('created');
    expect(bench.sandbox.record.posts).toHaveLength(2);
  },
);

fault('34 and when the connection died meanwhile: in doubt, others go on', async (bench) => {
  const program = bench.start();
  bench.sandbox.faults.next({ kind: 'hold', at: 'body' });
  const id = program.write();
  await program.tickets.send(id);
  await bench.sandbox.record.until(({ path }) => path === '/v1/tickets');
  program.outbox.pause();
  await bench.sandbox.api.stop();
  await program.outbox.idle();
  bench.sandbox.faults.release();
  await bench.sandbox.api.start();
  program.outbox.start();
  await program.send(program.write({ connector_id: '8' }));
  await program.pass(LONG);
  expect(program.stateOf(id).state).toBe('unconfirmed');
  const connectors = bench.sandbox.record.posts.map(({ body }) => (JSON.parse(body) as Body).connector_id);
  expect(connectors).toEqual([7, 8]);
});
