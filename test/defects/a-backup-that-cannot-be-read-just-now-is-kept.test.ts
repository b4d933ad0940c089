import { chmodSync, existsSync } from 'node:fs';
import { expect, it } from 'vitest';
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

/** A week of work, a backup each day. @returns the newest backup, and what was written on the last day. */
function aWeek(folder: string): { newest: string; last: string[] } {
  let last: string[] = [];
  let newest = '';
  for (let day = 7; day >= 1; day -= 1) {
    const { store } = openTickets(folder);
    last = writeDrafts(store, 3, () => ({ reference: `day ${day}` }));
    const before = backupsOf(folder);
    backUpTickets(store, folder, today - day * DAY);
    newest = backupsOf(folder).find((file) => !before.includes(file)) ?? '';
    store.close();
  }
  return { newest, last };
}

// A virus scanner, or the PC's own backup, has yesterday's file open for a moment. It is ranked last, "the first to go",
// and it goes: the oldest of the week stays in its place.
it('is not thrown away in place of the oldest', () =>
  inFolder((folder) => {
    const { newest } = aWeek(folder);
    chmodSync(newest, 0o000);
    const { store } = openTickets(folder);
    writeDrafts(store, 1);
    backUpTickets(store, folder, today);
    store.close();
    expect(existsSync(newest)).toBe(true);
  }));

// The same at a restore: an older one is taken for the last, and nobody is told.
it('is waited for, or told, where it is needed', () =>
  inFolder((folder) => {
    const { newest, last } = aWeek(folder);
    ruin(fileOf(folder));
    chmodSync(newest, 0o000);
    let found: string[];
    try {
      const { store } = openTickets(folder);
      found = draftsIn(store);
      store.close();
    } catch {
      // Told; the next start finds it.
      chmodSync(newest, 0o600);
      const { store } = openTickets(folder);
      found = draftsIn(store);
      store.close();
    }
    expect(found).toEqual(expect.arrayContaining(last));
  }));
