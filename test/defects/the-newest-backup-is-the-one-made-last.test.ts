import { copyFileSync, mkdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { TicketStore } from '../../main/tickets/ticket-store.ts';
import { record } from '../contract/template-store-conformance.ts';
import {
  backupsOf,
  backUpTickets,
  draftsIn,
  fileOf,
  inFolder,
  openTickets,
  openWorkshop,
  ruin,
  workshopFileOf,
  writeDrafts,
} from '../support/ticket-files.ts';

/** Noon of a day on this PC's calendar. */
const noon = (year: number, month: number, day: number) => new Date(year, month - 1, day, 12).getTime();
const days = (year: number, month: number, from: number, count: number) =>
  Array.from({ length: count }, (_, at) => noon(year, month, from + at));
const today = noon(2026, 5, 7);

/** What the clock says on one working day after the other, whatever the day really was. */
const clocks: [string, number[]][] = [
  ['one day ten years ahead', [noon(2036, 1, 1), today]],
  ['a whole week ahead of the right one', [...days(2036, 1, 1, 7), today]],
  ['a week that ends at the end of the century', [...days(2099, 12, 25, 7), ...days(2026, 5, 1, 3)]],
  ['a clock that fell back to its first day', [...days(2026, 4, 20, 7), noon(2000, 1, 1)]],
  ['a clock that falls back at every start', [...days(2026, 4, 20, 7), ...days(1970, 1, 2, 3)]],
  ['back and forth', [noon(2036, 1, 1), noon(2000, 1, 1), noon(2036, 1, 2), noon(2026, 5, 6), today]],
];

/** Each day a draft and then a backup. @returns the drafts, sorted. */
function daysOfWork(store: TicketStore, folder: string, clock: readonly number[]): string[] {
  return clock.flatMap((now, at) => {
    const ids = writeDrafts(store, 1, () => ({ reference: `day ${at + 1}` }));
    expect(backUpTickets(store, folder, now), `day ${at + 1}`).toBe(true);
    return ids;
  });
}

// Backups were put in order by the date in their names. A clock that had once been wrong made "the newest" of an old one,
// for ever; and with seven of those, the backup that was just made was the first to be thrown out.
it.each(clocks)('after any clock, what was written before the last backup is restored: %s', (_, clock) =>
  inFolder((folder) => {
    const { store } = openTickets(folder);
    const ids = daysOfWork(store, folder, clock);
    store.close();
    ruin(fileOf(folder));
    const opened = openTickets(folder, { now: clock.at(-1) ?? 0 });
    const found = draftsIn(opened.store);
    opened.store.close();
    expect(found).toEqual(ids.sort());
  }),
);

it.each(clocks)('after any clock, the backup of the day is made once and stays: %s', (_, clock) =>
  inFolder((folder) => {
    const { store } = openTickets(folder);
    daysOfWork(store, folder, clock);
    const before = backupsOf(folder).sort();
    // The program looks every hour whether there is one of today.
    const again = [1, 2, 3].map((hour) =>
      backUpTickets(store, folder, (clock.at(-1) ?? 0) + hour * 3_600_000),
    );
    store.close();
    expect(again).toEqual([false, false, false]);
    expect(backupsOf(folder).sort()).toEqual(before);
  }),
);

it('after a clock that was wrong for a week, seven backups are kept and each of them can be used', () =>
  inFolder((folder) => {
    const { store } = openTickets(folder);
    const ids = daysOfWork(store, folder, [...days(2036, 1, 1, 7), ...days(2026, 5, 1, 7)]);
    store.close();
    const kept = backupsOf(folder);
    expect(kept).toHaveLength(7);
    // The seven made last: the oldest of them was made on the eighth day.
    const held = kept.map((backup, at) => {
      const alone = `${folder}-alone-${at}`;
      mkdirSync(alone);
      copyFileSync(backup, fileOf(alone));
      const opened = openTickets(alone);
      const count = draftsIn(opened.store).length;
      opened.store.close();
      return count;
    });
    expect(held.sort((one, other) => one - other)).toEqual([8, 9, 10, 11, 12, 13, 14]);
    expect(ids).toHaveLength(14);
  }));

it.each(clocks)(
  'after any clock, what the workshop named itself is restored from the last backup: %s',
  (_, clock) =>
    inFolder((folder) => {
      // The file is closed each evening, and backed up with the first change of each day.
      for (const [at, now] of clock.entries()) {
        const workshop = openWorkshop(folder, { now: () => now });
        expect(workshop.templates.put(record(at + 1)).ok).toBe(true);
        workshop.close();
      }
      ruin(workshopFileOf(folder));
      const workshop = openWorkshop(folder, { now: () => clock.at(-1) ?? 0 });
      const all = workshop.templates.all({ from: '0000-01-01', before: '9999-12-31' });
      workshop.close();
      expect(all.ok && all.value.map(({ name }) => name)).toEqual(
        clock.map((_day, at) => `Template ${at + 1}`),
      );
    }),
);
