import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { killedAtEveryStep, watched, withoutRoomAtEveryStep } from '../support/interrupted.ts';
import { backUpTickets, inFolder, openTickets, openWorkshop, writeDrafts } from '../support/ticket-files.ts';

const noRoom = () => Object.assign(new Error('database or disk is full'), { errcode: 13 });

/** What lies among the backups and is none. */
function leftOver(folder: string): string[] {
  const backups = join(folder, 'backups');
  return existsSync(backups) ? readdirSync(backups).filter((name) => !name.endsWith('.db')) : [];
}

function backUp(folder: string): void {
  const { store } = openTickets(folder);
  writeDrafts(store, 3);
  backUpTickets(store, folder, Date.now());
  store.close();
}

function putTemplate(folder: string): void {
  const workshop = openWorkshop(folder);
  const template = { name: 'one', product_ids: [], answers: [], voucher: '', createdAt: 1, removedAt: null };
  workshop.templates.put({ ...template, id: crypto.randomUUID() });
  workshop.close();
}

// What had been copied stayed, and with it all the room that there was: the next key that was typed was not saved, and the
// program did not start again.
describe('a backup for which there is no room gives back what it took', () => {
  it.each([
    ['of the tickets', backUp],
    ['of names and templates', putTemplate],
  ])('when the copy cannot be marked: %s', (_, work) =>
    inFolder((folder) => {
      let isCopied = false;
      const sql = (text: string) => {
        if (isCopied && /^\s*(INSERT|DELETE)/.test(text)) throw noRoom();
        if (text.startsWith('VACUUM INTO')) isCopied = true;
      };
      watched(folder, { file: () => undefined, sql }, () => work(folder));
      expect(isCopied).toBe(true);
      expect(readdirSync(join(folder, 'backups'))).toEqual([]);
    }),
  );

  it('when a file cannot be made or named, wherever that was', () =>
    inFolder((folder) => {
      mkdirSync(folder);
      for (const left of withoutRoomAtEveryStep(folder, backUp)) expect(leftOver(left), left).toEqual([]);
    }));
});

describe('the next start removes what a backup has left that was stopped', () => {
  it.each([
    ['of the tickets', backUp, (folder: string) => openTickets(folder).store.close()],
    ['of names and templates', putTemplate, putTemplate],
  ])('%s, wherever it was killed', (_, work, start) =>
    inFolder((folder) => {
      mkdirSync(folder);
      let found = 0;
      for (const left of killedAtEveryStep(folder, work)) {
        found += leftOver(left).length;
        start(left);
        expect(leftOver(left), left).toEqual([]);
      }
      expect(found).toBeGreaterThan(0);
    }),
  );

  it('and nothing that somebody else put there', () =>
    inFolder((folder) => {
      backUp(folder);
      const theirs = ['notes.unfinished', 'tickets-of-may.db.unfinished'];
      for (const name of theirs) writeFileSync(join(folder, 'backups', name), 'theirs');
      openTickets(folder).store.close();
      expect(leftOver(folder).sort()).toEqual(theirs);
    }));
});
