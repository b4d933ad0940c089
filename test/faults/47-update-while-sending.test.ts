import { expect } from 'vitest';
import { fault } from './bench.ts';

fault(
  '47 an update wants to end the program while a ticket is being sent: it waits for the answer',
  async (bench) => {
    const program = bench.start();
    bench.sandbox.faults.next({ kind: 'hold', at: 'commit' });
    const id = program.write();
    await program.tickets.send(id);
    await bench.sandbox.record.until(({ ticket }) => ticket !== null);
    // What quitting does, for an update or otherwise: start nothing, and wait for what is under way.
    program.outbox.pause();
    let mayEnd = false;
    const quitting = program.outbox.idle().then(() => (mayEnd = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(mayEnd).toBe(false);
    bench.sandbox.faults.release();
    await quitting;
    expect(program.stateOf(id).state).toBe('created');
  },
);
