import { copyFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { killedForReal } from '../support/killed-for-real.ts';
import { backUpTickets, backupsOf, openTickets, ruin } from '../support/ticket-files.ts';
import { fault } from './bench.ts';

/** A process is started for each step. */
const PATIENCE_MS = 180_000;

const DAY = 24 * 3_600_000;

fault(
  '52 killed at each step of a backup: file and backups as good as before, the backup made at the next look',
  async (bench) => {
    const today = Date.now();
    await bench.sandbox.api.stop();
    const program = bench.start();
    const early = program.write({ reference: 'in the older backup' });
    expect(backUpTickets(program.store, bench.folder, today - DAY)).toBe(true);
    const late = program.write({ reference: 'in the newer one' });
    const waiting = program.write({ reference: 'waiting' });
    await program.send(waiting);
    program.kill();

    let kills = 0;
    for await (const step of killedForReal(bench.folder, { what: 'backUp', now: today })) {
      kills = step;
      const about = `killed before step ${step}`;
      // The file itself: nothing happened to it, and nobody is told that anything did.
      const { store, notice } = openTickets(bench.folder, { now: today });
      expect(notice, about).toBeNull();
      const again = bench.start({ store });
      for (const id of [early, late]) expect(again.stateOf(id), about).toMatchObject({ restored: null });
      expect(again.stateOf(waiting).state, about).toBe('queued');
      // There is one of today in the end, whether the kill came before or after it was whole; and nothing half made.
      backUpTickets(store, bench.folder, today);
      const names = readdirSync(join(bench.folder, 'backups'));
      expect(
        names.filter((name) => !name.endsWith('.db')),
        about,
      ).toEqual([]);
      expect(names.length, about).toBeGreaterThanOrEqual(2);
      again.kill();

      // And what stands in for a file that is lost now has all of it.
      ruin(bench.file);
      const restored = bench.start({ store: openTickets(bench.folder, { now: today }).store });
      restored.outbox.wake();
      for (const id of [early, late]) expect(restored.stateOf(id).state, about).toBe('draft');
      expect(restored.stateOf(waiting).state, about).toBe('unconfirmed');
      restored.kill();
    }
    expect(kills).toBeGreaterThan(5);
    expect(bench.sandbox.record.posts).toEqual([]);
  },
  PATIENCE_MS,
);

fault(
  '52 and whichever step it was, each backup that is there says that it is one, also when a person puts it in place',
  async (bench) => {
    const today = Date.now();
    const program = bench.start();
    const early = program.write({ reference: 'in both' });
    expect(backUpTickets(program.store, bench.folder, today - DAY)).toBe(true);
    program.kill();
    for await (const step of killedForReal(bench.folder, { what: 'backUp', now: today })) {
      const backups = backupsOf(bench.folder);
      expect(backups, `killed before step ${step}`).not.toEqual([]);
      for (const backup of backups) {
        for (const suffix of ['', '-wal', '-shm']) rmSync(bench.file + suffix, { force: true });
        copyFileSync(backup, bench.file);
        const { store, notice } = openTickets(bench.folder, { now: today });
        expect(notice, `killed before step ${step}: ${backup}`).toBe('database-put-back');
        const again = bench.start({ store });
        expect(again.stateOf(early)).toMatchObject({
          state: 'draft',
          restored: expect.any(Number) as number,
        });
        again.kill();
      }
    }
  },
  PATIENCE_MS,
);
