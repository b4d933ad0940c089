import { cpSync } from 'node:fs';
import { expect } from 'vitest';
import { openTickets } from '../support/ticket-files.ts';
import type { ServiceBench } from '../support/service-bench.ts';
import { fault, LONG } from './bench.ts';

/** Somebody copies the data folder elsewhere, and starts the program on the copy too. */
function startedOnCopy(bench: ServiceBench, copy: string) {
  const { store, notice, dismiss } = openTickets(copy);
  const program = bench.start({ store });
  program.outbox.wake();
  return { notice, dismiss, program };
}

for (const [when, isRunning] of [
  ['while the program runs', true],
  ['while it does not', false],
] as const) {
  fault(
    `53 a copied data folder, ${when}: the copy says so, doubts what waits and sends nothing; the original goes on`,
    async (bench) => {
      bench.sandbox.api.pending.set(9, 'of a colleague');
      const first = bench.start();
      const held = first.write({ connector_id: '9' });
      await first.send(held);
      expect(first.stateOf(held).state).toBe('held');
      await bench.sandbox.api.stop();
      const [waiting, draft] = [first.write({ reference: 'waiting' }), first.write({ reference: 'draft' })];
      await first.send(waiting);
      expect(first.stateOf(waiting).state).toBe('queued');
      const copied = `${bench.folder}-copied`;
      if (!isRunning) first.kill();
      cpSync(bench.folder, copied, { recursive: true });
      const original = isRunning ? first : bench.start();
      await bench.sandbox.api.start();
      bench.sandbox.api.pending.clear();
      const refusals = bench.sandbox.record.posts.length;

      const copy = startedOnCopy(bench, copied);
      expect(copy.notice).toBe('database-copied');
      await copy.program.pass(LONG);
      for (const id of [waiting, held])
        expect(copy.program.stateOf(id)).toMatchObject({
          state: 'unconfirmed',
          restored: expect.any(Number) as number,
        });
      expect(copy.program.stateOf(draft)).toMatchObject({
        state: 'draft',
        restored: expect.any(Number) as number,
      });
      expect(bench.sandbox.record.posts).toHaveLength(refusals);

      original.outbox.wake();
      await original.pass(LONG);
      for (const id of [waiting, held]) expect(original.stateOf(id).state).toBe('created');
      expect(bench.sandbox.record.tickets).toHaveLength(2);
      original.kill();
      // It does not take itself for a copy now, nor ever asks of the copy's tickets.
      const next = openTickets(bench.folder);
      expect(next.notice).toBeNull();
      next.store.close();
    },
  );
}

fault(
  '53 and from then on the copy is a file of its own, which sends what is written in it',
  async (bench) => {
    await bench.sandbox.api.stop();
    const original = bench.start();
    const waiting = original.write({ reference: 'waiting' });
    await original.send(waiting);
    const copied = `${bench.folder}-copied`;
    cpSync(bench.folder, copied, { recursive: true });
    const copy = startedOnCopy(bench, copied);
    copy.dismiss();
    // A person has looked: it is not there, and will be sent from here. So the original's is taken back.
    original.view(original.tickets.discard(waiting));
    copy.program.view(copy.program.tickets.sendAgain(waiting));
    await copy.program.outbox.idle();
    copy.program.kill();

    const again = startedOnCopy(bench, copied);
    expect(again.notice).toBeNull();
    expect(again.program.stateOf(waiting).state).toBe('queued');
    await bench.sandbox.api.start();
    await again.program.pass(LONG);
    await original.pass(LONG);
    expect(again.program.stateOf(waiting).state).toBe('created');
    expect(bench.sandbox.record.tickets).toHaveLength(1);
  },
);
