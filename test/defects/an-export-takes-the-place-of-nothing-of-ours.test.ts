import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemDisk } from '../../main/database/disk.ts';
import { ownFolders, pathsOf } from '../../main/paths.ts';
import { exportDrafts } from '../../main/platform/draft-transfer.ts';
import {
  draftsIn,
  exportFrom,
  exportOf,
  fileOf,
  inFolder,
  openTickets,
  workshopFileOf,
  writeDrafts,
} from '../support/ticket-files.ts';

const inside: [string, (folder: string) => string][] = [
  ['the tickets', fileOf],
  ['names and templates', workshopFileOf],
  ['a backup', (folder) => join(folder, 'backups', 'tickets-2026-05-06-000001.db')],
  ['a file that is not there yet', (folder) => join(folder, 'drafts.json')],
  [
    'the tickets, by another way',
    (folder) => {
      symlinkSync(folder, `${folder}-link`);
      return fileOf(`${folder}-link`);
    },
  ],
];

// The file was renamed over whatever was there. Over tickets.db the next start found no database, and began anew.
describe('an export over', () => {
  it.each(inside)('%s is refused, and everything is as it was', (_, targetIn) =>
    inFolder((folder) => {
      const { store } = openTickets(folder);
      const ids = writeDrafts(store, 2);
      store.close();
      mkdirSync(join(folder, 'backups'));
      const target = targetIn(folder);
      const { code, said } = exportFrom(folder, target);
      expect(code).toBe(1);
      expect(said).toContain(`could not be written to ${target} (that folder is the program’s own)`);
      const opened = openTickets(folder);
      const inWindow = exportDrafts(opened.store, target, 1, { disk: systemDisk, ownFolders: [folder] });
      const found = draftsIn(opened.store);
      opened.store.close();
      expect(inWindow).toMatchObject({ ok: false, error: { code: 'export.failed' } });
      expect(found).toEqual(ids.sort());
      expect(existsSync(join(folder, 'drafts.json'))).toBe(false);
    }),
  );
});

it('the program’s own are the data folder and that of the witness', () => {
  const paths = pathsOf('/app', '/data', { platform: 'linux', env: {}, home: '/home/a' });
  expect(ownFolders(paths)).toEqual(['/data', dirname(paths.witness)]);
});

// It was renamed before it had reached the disk: after a power cut it could be empty, and so was the one before.
it('an export is on the disk before it takes the place of an earlier one', () =>
  inFolder((folder) => {
    const { store } = openTickets(folder);
    writeDrafts(store, 1);
    const written: string[] = [];
    const write = (file: string, text: string) => {
      written.push(file);
      systemDisk.write(file, text);
    };
    const done = exportDrafts(store, exportOf(folder), 1, { disk: { write }, ownFolders: [folder] });
    store.close();
    expect(done).toMatchObject({ ok: true, value: { drafts: 1 } });
    expect(written).toEqual([exportOf(folder)]);
    expect(readFileSync(exportOf(folder), 'utf8')).toContain('jifeline-workshop-drafts');
  }));
