import { expect } from 'vitest';
import { fault, LONG } from './bench.ts';

fault(
  '19 the service refuses with 400: its words, the form to correct, and one ticket in the end',
  async (bench) => {
    const program = bench.start();
    bench.sandbox.faults.next({ kind: 'status', status: 400, body: '{"message":"vin is not known"}' });
    const id = program.write({ reference: 'kept' });
    await program.send(id);
    await program.pass(LONG);
    expect(program.stateOf(id)).toMatchObject({
      state: 'rejected',
      answer: { message: 'vin is not known' },
    });
    expect(bench.sandbox.record.posts).toHaveLength(1);
    expect(program.view(program.tickets.edit(id))).toMatchObject({
      state: 'draft',
      form: { reference: 'kept' },
    });
    await program.send(id);
    expect(program.stateOf(id).state).toBe('created');
    expect(bench.sandbox.record.tickets).toHaveLength(1);
  },
);
