import { expect } from 'vitest';
import { fault, LONG } from './bench.ts';

fault(
  '12 killed after the write-ahead, before the first byte: in doubt at the next start, not sent by itself',
  async (bench) => {
    // The write-ahead is on disk; the connection stands and has not come to its first byte.
    const connection = {
      stands: () => true,
      post: () => new Promise<never>(() => undefined),
      close: () => undefined,
    };
    const program = bench.start({
      sender: { connect: () => Promise.resolve({ ok: true, value: connection }) },
    });
    const id = program.write();
    await program.tickets.send(id);
    await expect.poll(() => program.stateOf(id).state).toBe('sending');
    program.kill();
    const again = bench.start();
    await again.pass(LONG);
    expect(again.stateOf(id)).toMatchObject({ state: 'unconfirmed', answer: { code: 'doubt.interrupted' } });
    expect(bench.sandbox.record.posts).toEqual([]);
  },
);
