import { expect } from 'vitest';
import { fault } from './bench.ts';

fault(
  '39 edited, discarded or changed while it is being sent: refused, and what is sent is what was released',
  async (bench) => {
    const program = bench.start();
    bench.sandbox.faults.next({ kind: 'hold', at: 'body' });
    const id = program.write({ reference: 'as released' });
    await program.tickets.send(id);
    await bench.sandbox.record.until(({ path }) => path === '/v1/tickets');
    for (const attempt of [
      program.tickets.edit(id),
      program.tickets.discard(id),
      program.tickets.change(id, { reference: 'too late' }),
      program.tickets.sendAgain(id),
    ])
      expect(attempt).toMatchObject({ ok: false, error: { code: 'ticket.not_possible_now' } });
    bench.sandbox.faults.release();
    await program.outbox.idle();
    expect(program.stateOf(id).state).toBe('created');
    expect(bench.sandbox.record.tickets).toMatchObject([{ reference: 'as released' }]);
  },
);
