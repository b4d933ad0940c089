import { copyFileSync, rmSync } from 'node:fs';
import { expect } from 'vitest';
import { backUpTickets, backupsOf, openTickets, ruin } from '../support/ticket-files.ts';
import type { ServiceBench } from '../support/service-bench.ts';
import { fault, LONG } from './bench.ts';

/** How a backup of the morning comes to be the file of the afternoon. */
const ways: [way: string, notice: string, lose: (bench: ServiceBench) => void][] = [
  ['put in place by the program', 'database-restored', ({ file }) => ruin(file)],
  [
    'put in place by a person',
    'database-put-back',
    ({ file, folder }) => {
      for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true });
      copyFileSync(backupsOf(folder)[0] ?? '', file);
    },
  ],
];

/** Backed up as a draft, or while it waited; then sent, and the service deals with it: its connector is busy with it. */
async function sentSince(bench: ServiceBench, was: 'draft' | 'waiting', lose: (bench: ServiceBench) => void) {
  if (was === 'waiting') await bench.sandbox.api.stop();
  const morning = bench.start();
  const id = morning.write();
  if (was === 'waiting') await morning.send(id);
  expect(backUpTickets(morning.store, bench.folder, Date.now())).toBe(true);
  if (was === 'waiting') await bench.sandbox.api.start();
  await (was === 'waiting' ? morning.pass(LONG) : morning.send(id));
  expect(morning.stateOf(id)).toMatchObject({ state: 'created', created: { id: '3' } });
  expect([...bench.sandbox.api.pending.keys()]).toEqual([7]);
  morning.kill();
  lose(bench);
  const { store, notice } = openTickets(bench.folder);
  const program = bench.start({ store });
  program.outbox.wake();
  await program.pass(LONG);
  // Until somebody presses a button, nothing has left.
  expect(bench.sandbox.record.posts).toHaveLength(1);
  return { id, program, notice };
}

for (const [way, said, lose] of ways)
  for (const was of ['draft', 'waiting'] as const) {
    fault(
      `58 our own ticket keeps the connector busy after a restore: asked, no second one (${was}, ${way})`,
      async (bench) => {
        const { id, program, notice } = await sentSince(bench, was, lose);
        expect(notice).toBe(said);
        // Somebody takes it for unsent, and sends it.
        if (was === 'draft') await program.send(id);
        else program.view(program.tickets.sendAgain(id));
        await program.pass(LONG);
        expect(bench.sandbox.record.posts).toHaveLength(2);
        expect(program.stateOf(id)).toMatchObject({
          state: 'unconfirmed',
          answer: { code: 'api.connector_pending' },
        });
        const counts = program.store.counts();
        expect(counts.ok && counts.value.needsYou).toBe(1);
        // The first one is dealt with: a program that had waited for the connector would now make the second.
        bench.sandbox.api.pending.clear();
        program.outbox.wake();
        await program.pass(LONG);
        expect(bench.sandbox.record.tickets).toHaveLength(1);
        program.view(program.tickets.itIsThere(id, '3'));
        await program.pass(LONG);
        expect(program.stateOf(id)).toMatchObject({ state: 'created', created: { id: '3' } });
        expect(bench.sandbox.record.posts).toHaveLength(2);
      },
    );
  }
