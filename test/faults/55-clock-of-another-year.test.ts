import { expect } from 'vitest';
import { backUpTickets, backupsOf, openTickets, ruin } from '../support/ticket-files.ts';
import { Clock } from '../support/workbench.ts';
import { fault, LONG } from './bench.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DECADES = 30 * 365 * DAY;
/** What the service asks for, well below its hour at most. */
const TOLD_MS = 10 * 60_000;

const years = [
  ['decades ahead', DECADES],
  ['decades back', -DECADES],
] as const;

/** A PC whose battery is empty says so at its next start. */
const clockAt = (wall: number): Clock => Object.assign(new Clock(), { wall });

for (const [name, jump] of years) {
  fault(
    `55 a clock that is ${name}: backups are made, and the one made last stands in for a lost file`,
    (bench) => {
      const today = Date.now();
      const program = bench.start();
      const ids: string[] = [];
      // Right, wrong for more days than backups are kept, and right again.
      const days = [today, ...Array.from({ length: 8 }, (_, day) => today + jump + day * DAY), today + DAY];
      for (const [at, now] of days.entries()) {
        ids.push(program.write({ reference: `day ${at}` }));
        expect(backUpTickets(program.store, bench.folder, now), `day ${at}`).toBe(true);
      }
      program.kill();
      expect(backupsOf(bench.folder)).toHaveLength(7);
      for (const now of [today + DAY, today + jump]) {
        ruin(bench.file);
        const opened = openTickets(bench.folder, { now });
        expect(opened.notice).toBe('database-restored');
        const again = bench.start({ store: opened.store });
        for (const id of ids) expect(again.stateOf(id).state).toBe('draft');
        again.kill();
      }
    },
  );

  fault(
    `55 and a ticket that waits is not sent by itself after a start ${name}, and goes out once when looked at`,
    async (bench) => {
      await bench.sandbox.api.stop();
      const before = bench.start();
      const id = before.write();
      await before.send(id);
      before.kill();
      await bench.sandbox.api.start();
      const program = bench.start({ clock: clockAt(before.clock.wall + jump) });
      await program.pass(LONG);
      expect(program.stateOf(id)).toMatchObject({ state: 'confirm', checks: [{ code: 'aged' }] });
      expect(bench.sandbox.record.posts).toEqual([]);
      program.view(program.tickets.confirm(id));
      await program.pass(LONG);
      expect(program.stateOf(id).state).toBe('created');
      // What comes after it waits for nothing that the old clock had said.
      const next = program.write();
      bench.sandbox.api.pending.clear();
      await program.send(next);
      expect(program.stateOf(next).state).toBe('created');
      expect(bench.sandbox.record.posts).toHaveLength(2);
    },
  );

  fault(
    `55 and what the service asked for is waited for, no shorter and no longer, when the clock jumps ${name}`,
    async (bench) => {
      const program = bench.start();
      bench.sandbox.faults.next({ kind: 'status', status: 429, headers: { 'retry-after': '600' } });
      const first = program.write();
      await program.send(first);
      program.clock.wall += jump;
      const other = program.write({ connector_id: '8' });
      await program.send(other);
      await program.pass(TOLD_MS - 2_000);
      expect(bench.sandbox.record.posts).toHaveLength(1);
      await program.pass(4_000);
      expect(program.stateOf(other).state).toBe('created');
      expect(program.stateOf(first).state).toBe('confirm');
    },
  );

  fault(
    `55 and after a start ${name} it is waited for once more at most, and not for years`,
    async (bench) => {
      const before = bench.start();
      bench.sandbox.faults.next({ kind: 'status', status: 429, headers: { 'retry-after': '600' } });
      await before.send(before.write());
      before.kill();
      const program = bench.start({ clock: clockAt(before.clock.wall + jump) });
      const other = program.write({ connector_id: '8' });
      await program.send(other);
      // A clock that was set back proves no time: the whole of it is waited for, from the start on.
      await program.pass(TOLD_MS - 2_000);
      expect(bench.sandbox.record.posts).toHaveLength(jump < 0 ? 1 : 2);
      await program.pass(4_000);
      expect(program.stateOf(other).state).toBe('created');
      expect(bench.sandbox.record.tickets).toHaveLength(1);
    },
  );
}

fault(
  '55 and a date to come back at is counted by the clock of the service, not by this one',
  async (bench) => {
    // The service is three decades away from this PC, and names a time five minutes from its own now.
    const there = Date.now() - DECADES;
    const program = bench.start();
    bench.sandbox.faults.next({
      kind: 'status',
      status: 429,
      headers: {
        date: new Date(there).toUTCString(),
        'retry-after': new Date(there + 5 * 60_000).toUTCString(),
      },
    });
    const id = program.write();
    await program.send(id);
    await program.pass(4 * 60_000);
    expect(bench.sandbox.record.posts).toHaveLength(1);
    await program.pass(2 * 60_000);
    expect(program.stateOf(id).state).toBe('created');
  },
);
