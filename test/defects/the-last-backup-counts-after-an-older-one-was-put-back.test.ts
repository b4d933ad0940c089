import { copyFileSync, rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openTicketDatabase } from '../../main/tickets/sqlite-schema.ts';
import {
  backupsOf,
  backUpTickets,
  draftsIn,
  fileOf,
  inFolder,
  openTickets,
  ruin,
  writeDrafts,
} from '../support/ticket-files.ts';
import { filledForm } from '../support/tickets.ts';

const DAY = 24 * 3_600_000;
const today = new Date(2026, 4, 6, 12).getTime();

/** A draft and a backup on each of so many days. @returns the backups, oldest first. */
function daysOfWork(folder: string, count: number): string[] {
  const { store } = openTickets(folder, { now: today });
  const made: string[] = [];
  for (let day = 1; day <= count; day += 1) {
    writeDrafts(store, 1, () => ({ reference: `day ${day}` }));
    const before = backupsOf(folder);
    expect(backUpTickets(store, folder, today + day * DAY)).toBe(true);
    made.push(...backupsOf(folder).filter((file) => !before.includes(file)));
  }
  store.close();
  return made;
}

/** What a person may put in the file's place. */
const puts: [string, (file: string, backups: readonly string[]) => void][] = [
  ['the backup of the first day', (file, [first = '']) => copyFileSync(first, file)],
  [
    'a file of an older program, which counted none',
    (file) => {
      const older = openTicketDatabase(file, 1);
      older
        .prepare(
          `INSERT INTO ticket (id, state, revision, form, blank, queued, attempts, doubted, created_at, saved_at)
           VALUES ('00000000-0000-4000-8000-00000000aaaa', 'draft', 1, ?, 0, 0, 0, 0, 1, 1)`,
        )
        .run(JSON.stringify(filledForm()));
      older.close();
    },
  ],
];

// Backups were counted on from the number in the file that was put in place. The next ones had numbers that those of the
// days before had reached already: they were taken for the older ones, were the first to be thrown out, and one that was
// made on the same day took the place of another.
for (const [what, put] of puts) {
  const putBack = (folder: string, backups: readonly string[]) => {
    for (const suffix of ['', '-wal', '-shm']) rmSync(fileOf(folder) + suffix, { force: true });
    put(fileOf(folder), backups);
  };

  it(`after ${what} was put in place, the backup made last is the one that stands in for a lost file`, () =>
    inFolder((folder) => {
      putBack(folder, daysOfWork(folder, 4));
      const { store } = openTickets(folder);
      const [written = ''] = writeDrafts(store, 1, () => ({ reference: 'since then' }));
      expect(backUpTickets(store, folder, today + 5 * DAY)).toBe(true);
      store.close();
      ruin(fileOf(folder));
      const again = openTickets(folder);
      const drafts = draftsIn(again.store);
      again.store.close();
      expect(drafts).toContain(written);
    }));

  it(`after ${what} was put in place, the new backup is kept beside those of before, of which the oldest goes`, () =>
    inFolder((folder) => {
      const before = daysOfWork(folder, 7);
      putBack(folder, before);
      const { store } = openTickets(folder);
      writeDrafts(store, 1);
      expect(backUpTickets(store, folder, today + 8 * DAY)).toBe(true);
      store.close();
      const kept = backupsOf(folder);
      expect(kept).toHaveLength(7);
      expect(before.filter((file) => !kept.includes(file))).toEqual([before[0]]);
    }));

  it(`after ${what} was put in place, no backup of the same day is overwritten`, () =>
    inFolder((folder) => {
      const before = daysOfWork(folder, 3);
      putBack(folder, before);
      const { store } = openTickets(folder);
      writeDrafts(store, 1);
      expect(backUpTickets(store, folder, today + 2 * DAY)).toBe(true);
      store.close();
      expect(backupsOf(folder)).toHaveLength(4);
    }));
}

it('a backup of today, put in place, is followed by another one today: what is written now is on another branch', () =>
  inFolder((folder) => {
    const { store } = openTickets(folder);
    const made: string[] = [];
    for (let backup = 1; backup <= 3; backup += 1) {
      writeDrafts(store, 250);
      expect(backUpTickets(store, folder, today)).toBe(true);
      made.push(...backupsOf(folder).filter((file) => !made.includes(file)));
    }
    store.close();
    // It knows already that there was one today.
    const [, noon = ''] = made;
    for (const suffix of ['', '-wal', '-shm']) rmSync(fileOf(folder) + suffix, { force: true });
    copyFileSync(noon, fileOf(folder));
    const opened = openTickets(folder);
    const [written = ''] = writeDrafts(opened.store, 1);
    expect(backUpTickets(opened.store, folder, today)).toBe(true);
    opened.store.close();
    ruin(fileOf(folder));
    const again = openTickets(folder);
    const drafts = draftsIn(again.store);
    again.store.close();
    expect(drafts).toContain(written);
  }));
