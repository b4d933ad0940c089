import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { createSqliteOwnStore } from '../../main/catalogue/sqlite-own-store.ts';
import { systemDisk } from '../../main/database/disk.ts';
import { createWorkshopFile } from '../../main/database/sqlite-workshop-file.ts';
import {
  backupsOf,
  backUpTickets,
  fileOf,
  inFolder,
  openTickets,
  ruin,
  workshopFileOf,
  writeDrafts,
} from '../support/ticket-files.ts';

const DAY = 24 * 3_600_000;
const noon = (day: number) => new Date(2026, 4, 1, 12).getTime() + day * DAY;
const days = (folder: string) => backupsOf(folder).map((file) => basename(file).slice(8, 18));

// With 200 rows an hour, all seven backups were of that one day by the evening.
it('a day of much work pushes no other day’s backup out', () =>
  inFolder((folder) => {
    const { store } = openTickets(folder);
    for (let day = 0; day < 9; day += 1) {
      writeDrafts(store, 1);
      expect(backUpTickets(store, folder, noon(day))).toBe(true);
    }
    expect(days(folder)).toEqual(['03', '04', '05', '06', '07', '08', '09'].map((day) => `2026-05-${day}`));
    for (let hour = 1; hour <= 9; hour += 1) {
      writeDrafts(store, 200);
      expect(backUpTickets(store, folder, noon(8) + hour * 60_000)).toBe(true);
    }
    store.close();
    expect([...new Set(days(folder))]).toEqual(
      ['03', '04', '05', '06', '07', '08', '09'].map((day) => `2026-05-${day}`),
    );
    expect(backupsOf(folder).length).toBeLessThan(10);
  }));

it('a clock that stands still leaves more than one', () =>
  inFolder((folder) => {
    const { store } = openTickets(folder);
    for (let time = 0; time < 5; time += 1) {
      writeDrafts(store, 200);
      expect(backUpTickets(store, folder, noon(0))).toBe(true);
    }
    store.close();
    expect(backupsOf(folder)).toHaveLength(3);
  }));

// Those of the tickets were told; of those of names and templates nobody heard.
it('what becomes of a backup of names and templates is told', () =>
  inFolder((folder) => {
    mkdirSync(folder, { recursive: true });
    let hasRoom = false;
    const makeFolder = (name: string) => {
      if (!hasRoom) throw new Error('ENOSPC');
      systemDisk.makeFolder(name);
    };
    const told: unknown[] = [];
    const file = createWorkshopFile(
      { file: workshopFileOf(folder), backups: join(folder, 'backups') },
      { disk: { ...systemDisk, makeFolder }, now: () => noon(0), backedUp: (...what) => told.push(what) },
    );
    const own = createSqliteOwnStore(file);
    expect(own.favourite(7, true, 1).ok).toBe(true);
    hasRoom = true;
    expect(own.favourite(8, true, 1).ok).toBe(true);
    file.close();
    expect(told).toEqual([
      ['failed', null],
      ['made', '2026-05-01'],
    ]);
  }));

// The newest backup went bad together with the file. What stood in for both counted from before, so the next backup took the
// bad one's number and its name, and went at once as the one that had gone bad.
it('a backup that takes the place of one that went bad stays', () =>
  inFolder((folder) => {
    const { store } = openTickets(folder);
    for (let day = 0; day < 5; day += 1) {
      writeDrafts(store, 1);
      expect(backUpTickets(store, folder, noon(day))).toBe(true);
    }
    store.close();
    ruin(fileOf(folder));
    ruin(backupsOf(folder).at(-1) ?? '');
    const { store: restored } = openTickets(folder, { now: noon(4) });
    expect(backUpTickets(restored, folder, noon(4))).toBe(true);
    restored.close();
    expect(days(folder)).toEqual(['01', '02', '03', '04', '05'].map((day) => `2026-05-${day}`));
  }));
