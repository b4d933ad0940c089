import { copyFileSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { systemDisk, type Disk } from '../../main/database/disk.ts';
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

const DAY = 24 * 3_600_000;

/** Drafts that are in two backups. @returns their ids. */
function backedUp(folder: string): string[] {
  const { store } = openTickets(folder);
  const ids = writeDrafts(store, 5);
  for (const at of [Date.now() - DAY, Date.now()]) expect(backUpTickets(store, folder, at)).toBe(true);
  store.close();
  return ids.sort();
}

function database(file: string, sql: string): void {
  const db = new DatabaseSync(file);
  db.exec(sql);
  db.close();
}

/** @param file the one that is damaged; what lies beside it is called like it. */
type LaidBeside = (file: string) => void;
const aside = (file: string, number: number | string = 5) => `${file}.corrupt-${number}`;
const laidBeside: readonly [string, LaidBeside][] = [
  ['a folder', (file) => mkdirSync(aside(file))],
  [
    'a folder in the place of a log',
    (file) => {
      writeFileSync(aside(file), 'text');
      mkdirSync(`${aside(file)}-wal`);
    },
  ],
  ['a number with zeros before it', (file) => copyFileSync(file, aside(file, '007'))],
  ['a number that no program could count to', (file) => copyFileSync(file, aside(file, '9'.repeat(25)))],
  ['a date for a number', (file) => copyFileSync(file, aside(file, '20261127120000123'))],
  ['a link to nothing', (file) => symlinkSync('/nowhere/at/all', aside(file))],
  [
    'the database of another program',
    (file) => database(aside(file), 'CREATE TABLE kept (a, b); INSERT INTO kept VALUES (1, 2)'),
  ],
  [
    'one whose first page went bad',
    (file) => {
      const bytes = readFileSync(file);
      bytes[47] = 9;
      writeFileSync(aside(file), bytes);
    },
  ],
];

// All that was ever put aside is looked into when a file is restored, and any of it could stop that for good.
describe.each([
  ['is gone', (file: string) => rmSync(file)],
  ['cannot be read', ruin],
])('a file that %s is restored', (_what, spoil) => {
  it.each(laidBeside)('whatever lies beside it: %s', (_name, lay) =>
    inFolder((folder) => {
      const ids = backedUp(folder);
      lay(fileOf(folder));
      spoil(fileOf(folder));
      const { store, notice } = openTickets(folder);
      expect(draftsIn(store)).toEqual(ids);
      store.close();
      expect(notice).toBe('database-restored');
    }),
  );

  it.each(['EACCES', 'EBUSY', 'EIO', 'ENOSPC'])('also where that cannot be had: %s', (code) =>
    inFolder((folder) => {
      const ids = backedUp(folder);
      copyFileSync(fileOf(folder), aside(fileOf(folder)));
      spoil(fileOf(folder));
      const disk: Disk = {
        ...systemDisk,
        copy(from, to) {
          if (from === aside(fileOf(folder))) throw Object.assign(new Error(code), { code });
          systemDisk.copy(from, to);
        },
      };
      const { store } = openTickets(folder, { disk });
      expect(draftsIn(store)).toEqual(ids);
      store.close();
    }),
  );
});

it.each(laidBeside)('what the workshop says itself is restored, whatever lies beside it: %s', (_name, lay) =>
  inFolder((folder) => {
    const workshop = openWorkshop(folder);
    expect(workshop.templates.put(record(1)).ok).toBe(true);
    workshop.close();
    lay(workshopFileOf(folder));
    ruin(workshopFileOf(folder));
    const again = openWorkshop(folder);
    const all = again.templates.all({ from: '0000-01-01', before: '9999-12-31' });
    again.close();
    expect(all.ok && all.value).toHaveLength(1);
  }),
);

/** A byte of the first page of a file, and what it says then. */
const firstPage = [
  ['the version of its format', 47, 9],
  ['who may write into it', 18, 5],
  ['a schema that is newer', 63, 99],
  ['a schema that is older', 63, 0],
] as const;
describe.each(firstPage)('a backup of which one byte went bad: %s', (_what, at, value) => {
  function spoiltBackup(folder: string, which: number): void {
    const file = backupsOf(folder).sort().at(which) ?? '';
    const bytes = readFileSync(file);
    bytes[at] = value;
    writeFileSync(file, bytes);
  }

  it('is passed over for the one before', () =>
    inFolder((folder) => {
      const ids = backedUp(folder);
      spoiltBackup(folder, -1);
      ruin(fileOf(folder));
      const { store } = openTickets(folder);
      expect(draftsIn(store)).toEqual(ids);
      store.close();
    }));

  it('is never a reason to begin with nothing', () =>
    inFolder((folder) => {
      const ids = backedUp(folder);
      spoiltBackup(folder, 0);
      spoiltBackup(folder, 1);
      ruin(fileOf(folder));
      let drafts: string[] | null = null;
      try {
        const { store } = openTickets(folder);
        drafts = draftsIn(store);
        store.close();
      } catch {
        // An error says that something is wrong; an empty list would say that there was nothing.
      }
      expect([ids, null]).toContainEqual(drafts);
    }));
});
