import { copyFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { DatabaseSync } from 'node:sqlite';
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

const DAY = 24 * 3_600_000;
const today = Date.now();

/** Ten days of work, a backup each day, and a copy of the file as it was after the first. */
function tenDays(folder: string, copy: string): void {
  for (let day = 10; day >= 1; day -= 1) {
    const { store } = openTickets(folder);
    writeDrafts(store, 1, () => ({ reference: `day ${day}` }));
    expect(backUpTickets(store, folder, today - day * DAY)).toBe(true);
    store.close();
    if (day === 9) copyFileSync(fileOf(folder), copy);
  }
}

const idsIn = (file: string): string[] => {
  const db = new DatabaseSync(file, { readOnly: true });
  const rows = db.prepare('SELECT id FROM ticket').all() as { id: string }[];
  db.close();
  return rows.map(({ id }) => id);
};

// The number of backups goes back with the file that was put back. The next backup has a smaller number than the seven
// that lie there, is the eighth of them, and is thrown away in the breath in which it was made; "made", says the program.
it('a backup that was made after an older file was put back is there', () =>
  inFolder((folder) => {
    const older = `${folder}-older.db`;
    tenDays(folder, older);
    copyFileSync(older, fileOf(folder));
    const { store } = openTickets(folder);
    const [id = ''] = writeDrafts(store, 1, () => ({ reference: 'of today' }));
    backUpTickets(store, folder, today);
    store.close();
    expect(backupsOf(folder).filter((backup) => idsIn(backup).includes(id))).not.toEqual([]);
  }));

it('and is the one that stands in when the file is damaged', () =>
  inFolder((folder) => {
    const older = `${folder}-older.db`;
    tenDays(folder, older);
    copyFileSync(older, fileOf(folder));
    const written: string[] = [];
    for (const day of [0, -1, -2]) {
      const { store } = openTickets(folder);
      written.push(...writeDrafts(store, 5, () => ({ reference: `after ${day}` })));
      backUpTickets(store, folder, today - day * DAY);
      store.close();
    }
    ruin(fileOf(folder));
    const { store } = openTickets(folder);
    const found = draftsIn(store);
    store.close();
    expect(found).toEqual(expect.arrayContaining(written));
  }));

// The same without any copy of a person's: they put in place the oldest of the program's own backups.
it('nor does a backup that a person put in place make the program forget the days after it', () =>
  inFolder((folder) => {
    tenDays(folder, `${folder}-unused.db`);
    const [oldest = ''] = backupsOf(folder).sort();
    copyFileSync(oldest, fileOf(folder));
    const written: string[] = [];
    for (const day of [0, -1]) {
      const { store } = openTickets(folder);
      written.push(...writeDrafts(store, 5, () => ({ reference: `after ${day}` })));
      backUpTickets(store, folder, today - day * DAY);
      store.close();
    }
    ruin(fileOf(folder));
    const { store } = openTickets(folder);
    const found = draftsIn(store);
    store.close();
    expect(found).toEqual(expect.arrayContaining(written));
  }));
