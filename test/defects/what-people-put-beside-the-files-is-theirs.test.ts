import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  backupsOf,
  backUpTickets,
  draftsIn,
  fileOf,
  inFolder,
  openTickets,
  putAside,
  ruin,
  writeDrafts,
} from '../support/ticket-files.ts';

const DAY = 24 * 3_600_000;
const FIRST = Date.UTC(2026, 4, 1);

// The program called its own marks and copies like that, and took these for them: one was deleted, another put in use.
describe('a copy that a person made beside the tickets', () => {
  it.each(['copy', 'check', 'restored-20260506', 'old', 'backup-1'])('stays what it is: .%s', (name) =>
    inFolder((folder) => {
      const { store } = openTickets(folder);
      const early = writeDrafts(store, 2);
      backUpTickets(store, folder, Date.now());
      store.close();
      const copy = `${fileOf(folder)}.${name}`;
      cpSync(fileOf(folder), copy);
      const bytes = readFileSync(copy);
      const again = openTickets(folder);
      const late = writeDrafts(again.store, 1);
      again.store.close();
      // A backup in its place goes the whole way of a plain copy.
      cpSync(fileOf(folder), `${folder}-kept.db`);
      cpSync(backupsOf(folder)[0] ?? '', fileOf(folder));
      openTickets(folder).store.close();
      cpSync(`${folder}-kept.db`, fileOf(folder));
      const last = openTickets(folder);
      const found = draftsIn(last.store);
      last.store.close();
      expect(found).toEqual([...early, ...late].sort());
      expect(readFileSync(copy).equals(bytes)).toBe(true);
      expect(putAside(folder)).toEqual([]);
    }),
  );
});

describe('a file that a person put among the backups', () => {
  const theirs = (folder: string) => join(folder, 'backups', 'tickets-before-the-update.db');

  it('stays there, however many backups are made', () =>
    inFolder((folder) => {
      const { store } = openTickets(folder);
      writeDrafts(store, 1);
      backUpTickets(store, folder, FIRST);
      store.close();
      cpSync(fileOf(folder), theirs(folder));
      const again = openTickets(folder);
      for (let day = 1; day < 14; day += 1) backUpTickets(again.store, folder, FIRST + day * DAY);
      again.store.close();
      expect(existsSync(theirs(folder))).toBe(true);
      expect(backupsOf(folder)).toHaveLength(8);
    }));

  it('is none of the days that are kept', () =>
    inFolder((folder) => {
      const { store } = openTickets(folder);
      writeDrafts(store, 1);
      expect(backUpTickets(store, folder, FIRST)).toBe(true);
      store.close();
      const [made = ''] = backupsOf(folder);
      const again = openTickets(folder);
      writeDrafts(again.store, 250);
      again.store.close();
      cpSync(fileOf(folder), theirs(folder));
      const last = openTickets(folder);
      expect(backUpTickets(last.store, folder, FIRST)).toBe(true);
      last.store.close();
      expect(existsSync(made)).toBe(true);
    }));

  it('is read for a restore like any other', () =>
    inFolder((folder) => {
      const { store } = openTickets(folder);
      const ids = writeDrafts(store, 2);
      backUpTickets(store, folder, FIRST);
      store.close();
      cpSync(fileOf(folder), theirs(folder));
      for (const backup of backupsOf(folder)) if (backup !== theirs(folder)) rmSync(backup);
      ruin(fileOf(folder));
      const opened = openTickets(folder);
      const found = draftsIn(opened.store);
      opened.store.close();
      expect(found).toEqual(ids.sort());
      expect(opened.notice).toBe('database-restored');
    }));
});
