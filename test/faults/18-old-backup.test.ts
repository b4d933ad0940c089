import { writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import { backUpTickets, openTickets } from '../support/ticket-files.ts';
import { fault, LONG } from './bench.ts';

fault(
  '18 an old backup stands in: what may have been sent since is in doubt, nothing is sent unasked',
  async (bench) => {
    await bench.sandbox.api.stop();
    const program = bench.start();
    const [waiting, draft] = [program.write({ reference: 'waiting' }), program.write({ reference: 'draft' })];
    await program.send(waiting);
    backUpTickets(program.store, bench.folder, Date.now());
    await bench.sandbox.api.start();
    await program.pass(LONG);
    expect(program.stateOf(waiting).state).toBe('created');
    program.kill();
    writeFileSync(bench.file, 'torn');

    const opened = openTickets(bench.folder);
    expect(opened.notice).toBe('database-restored');
    const again = bench.start({ store: opened.store });
    again.outbox.wake();
    await again.pass(LONG);
    expect(again.stateOf(waiting)).toMatchObject({
      state: 'unconfirmed',
      restored: expect.any(Number) as number,
    });
    expect(again.stateOf(draft)).toMatchObject({ state: 'draft', restored: expect.any(Number) as number });
    expect(bench.sandbox.record.posts).toHaveLength(1);
  },
);
