import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NewerFile } from '../../main/database/sqlite-database.ts';
import { withFullDatabases } from '../support/interrupted.ts';
import { openOldStore, putOldBackup } from '../support/old-store.ts';
import {
  backUpTickets,
  draftsIn,
  fileOf,
  inFolder,
  openTickets,
  putAside,
  ruin,
  writeDrafts,
} from '../support/ticket-files.ts';

/** The first byte of the last form that begins so is another one: it is no JSON any more. */
function spoil(file: string, form = '{"vin":"JFL'): void {
  const bytes = readFileSync(file);
  const at = bytes.lastIndexOf(form);
  expect(at).toBeGreaterThan(0);
  bytes.write('x', at);
  writeFileSync(file, bytes);
}

const backupOf = (folder: string, day: number) => join(folder, 'backups', `tickets-2026-05-0${day}.db`);
function oldFolder(folder: string, ...days: number[]): void {
  openOldStore(fileOf(folder)).close();
  mkdirSync(dirname(backupOf(folder, 1)));
  for (const day of days) putOldBackup(backupOf(folder, day));
}

// An update rewrites each row before the file is looked at. A row that had gone bad made it fail, which was no damage: the
// program never started again, with a sound backup beside it.
describe('an update that a row of the file refuses', () => {
  it('restores the newest backup', () =>
    inFolder((folder) => {
      oldFolder(folder, 6);
      spoil(fileOf(folder));
      const { store, notice } = openTickets(folder);
      const all = store.list({ limit: 50, filter: 'all', search: '' });
      store.close();
      expect(all.ok && all.value).toHaveLength(1);
      expect(notice).toBe('database-restored');
      expect(putAside(folder)).toHaveLength(1);
    }));

  it('of a backup, makes the one before it stand in', () =>
    inFolder((folder) => {
      oldFolder(folder, 1, 2);
      spoil(backupOf(folder, 2));
      ruin(fileOf(folder));
      const { store, notice } = openTickets(folder);
      const all = store.list({ limit: 50, filter: 'all', search: '' });
      store.close();
      expect(all.ok && all.value).toHaveLength(1);
      expect(notice).toBe('database-restored');
    }));
});

it.each([
  ['no room', (folder: string) => withFullDatabases(folder, () => openTickets(folder)), /full/],
  [
    'a newer program',
    (folder: string) => {
      const db = openOldStore(fileOf(`${folder}-newer`));
      db.exec('PRAGMA user_version = 99');
      db.close();
      openTickets(`${folder}-newer`);
    },
    NewerFile,
  ],
])('what ends an update for another reason is no damage: %s', (_, open, error) =>
  inFolder((folder) => {
    oldFolder(folder, 6);
    expect(() => open(folder)).toThrow(error);
    expect(putAside(folder)).toEqual([]);
  }),
);

// A large file is not looked at whole at each start, so that putting it in doubt was the first to come upon such a row.
it('a row that cannot be put in doubt makes the file a damaged one', () =>
  inFolder((folder) => {
    const { store } = openTickets(folder);
    const [spoilt = ''] = writeDrafts(store, 1);
    backUpTickets(store, folder, Date.now());
    const [large = '', late = ''] = [
      ...writeDrafts(store, 1, () => ({ reference: 'x'.repeat(9 * 1024 * 1024) })),
      ...writeDrafts(store, 1),
    ];
    store.close();
    expect(statSync(fileOf(folder)).size).toBeGreaterThan(16 * 1024 * 1024);
    const bytes = readFileSync(fileOf(folder));
    bytes.write('x', bytes.indexOf('{', bytes.indexOf(`${spoilt}draft`)));
    writeFileSync(fileOf(folder), bytes);
    const opened = openTickets(folder, { machine: 'another PC' });
    const found = draftsIn(opened.store);
    const drafts = opened.store.inState('draft');
    opened.store.close();
    expect(found).toEqual([spoilt, large, late].sort());
    expect(drafts.ok && drafts.value.every(({ doubted }) => doubted)).toBe(true);
    expect(opened.notice).toBe('database-restored');
  }));
