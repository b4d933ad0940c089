import { expect } from 'vitest';
import { killedForReal } from '../support/killed-for-real.ts';
import {
  backUpTickets,
  backupsOf,
  damage,
  indexesIn,
  openTickets,
  putAside,
  ruin,
} from '../support/ticket-files.ts';
import type { ServiceBench } from '../support/service-bench.ts';
import { fault, LONG } from './bench.ts';

/** A process is started for each step. */
const PATIENCE_MS = 180_000;

/** A ticket waits and a draft is there when the backup is made; then it is sent, and something more is written. */
async function aDayOfWork(bench: ServiceBench) {
  await bench.sandbox.api.stop();
  const program = bench.start();
  const [waiting, draft] = [program.write({ reference: 'waiting' }), program.write({ reference: 'draft' })];
  await program.send(waiting);
  expect(backUpTickets(program.store, bench.folder, Date.now())).toBe(true);
  await bench.sandbox.api.start();
  await program.pass(LONG);
  expect(program.stateOf(waiting).state).toBe('created');
  const later = program.write({ reference: 'written after the backup' });
  program.kill();
  return { waiting, draft, later };
}

/** After each kill the program is started, and left alone for longer than any wait of it. */
async function startedAfterEachKill(
  bench: ServiceBench,
  look: (program: ReturnType<ServiceBench['start']>, about: string) => void,
): Promise<number> {
  let kills = 0;
  for await (const step of killedForReal(bench.folder, { what: 'open', now: Date.now() })) {
    kills = step;
    const about = `killed before step ${step}`;
    const { store, notice } = openTickets(bench.folder);
    const program = bench.start({ store });
    program.outbox.wake();
    await program.pass(LONG);
    expect(notice, about).toBe('database-restored');
    expect(putAside(bench.folder), about).not.toEqual([]);
    expect(backupsOf(bench.folder), about).toHaveLength(1);
    look(program, about);
    program.kill();
  }
  return kills;
}

fault(
  '51 killed at each step of a restore: the next start finishes it, with every ticket, and sends nothing by itself',
  async (bench) => {
    const { waiting, draft } = await aDayOfWork(bench);
    ruin(bench.file);
    const kills = await startedAfterEachKill(bench, ({ stateOf }, about) => {
      expect(stateOf(waiting), about).toMatchObject({
        state: 'unconfirmed',
        restored: expect.any(Number) as number,
      });
      expect(stateOf(draft), about).toMatchObject({ state: 'draft', form: { reference: 'draft' } });
    });
    expect(kills).toBeGreaterThan(20);
    expect(bench.sandbox.record.posts).toHaveLength(1);
  },
  PATIENCE_MS,
);

fault(
  '51 and what the damaged file still gives is there as well, wherever that was stopped',
  async (bench) => {
    const { waiting, draft, later } = await aDayOfWork(bench);
    damage(bench.file, indexesIn(bench.folder)[0]?.at ?? Number.NaN, 4_096);
    const kills = await startedAfterEachKill(bench, ({ stateOf }, about) => {
      // The damaged file knows more than the backup: it was sent.
      expect(stateOf(waiting), about).toMatchObject({ state: 'created' });
      expect(stateOf(draft), about).toMatchObject({ state: 'draft', form: { reference: 'draft' } });
      expect(stateOf(later).form.reference, about).toBe('written after the backup');
    });
    expect(kills).toBeGreaterThan(20);
    expect(bench.sandbox.record.posts).toHaveLength(1);
  },
  PATIENCE_MS,
);
