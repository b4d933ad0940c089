import { expect } from 'vitest';
import { fault, LONG } from './bench.ts';

fault(
  '20 the connector has a pending ticket: held, other connectors go on, sent when that one is closed',
  async (bench) => {
    bench.sandbox.api.pending.set(7, 'of a colleague');
    const program = bench.start();
    const [held, behind, other] = [program.write(), program.write(), program.write({ connector_id: '8' })];
    for (const id of [held, behind, other]) await program.send(id);
    expect(program.stateOf(held)).toMatchObject({
      state: 'held',
      answer: { code: 'api.connector_pending' },
    });
    expect(program.stateOf(behind)).toMatchObject({ state: 'queued', wait: { code: 'queue.blocked' } });
    expect(program.stateOf(other).state).toBe('created');
    await program.pass(LONG);
    // It asks now and then, and a refusal is proof that nothing was created.
    expect(program.stateOf(held).state).toBe('held');
    bench.sandbox.api.pending.clear();
    await program.pass(6 * 60_000);
    expect(program.stateOf(held).state).toBe('created');
    const ids = bench.sandbox.record.tickets.map(({ connector_id }) => connector_id);
    expect(ids).toEqual([8, 7]);
  },
);
