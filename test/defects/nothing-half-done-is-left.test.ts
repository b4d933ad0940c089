import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { killedAtEveryStep, withoutRoomAtEveryStep } from '../support/interrupted.ts';
import { backUpTickets, fileOf, inFolder, openTickets, ruin, writeDrafts } from '../support/ticket-files.ts';

/** A damaged file beside a sound backup: the next start restores. */
function toBeRestored(folder: string): void {
  const { store } = openTickets(folder);
  writeDrafts(store, 3);
  backUpTickets(store, folder, Date.now());
  store.close();
  ruin(fileOf(folder));
}

const start = (folder: string) => openTickets(folder).store.close();

/** What is left of unfinished files after one more start, whatever the number in their names. */
function leftAfterStarts(folders: Iterable<string>): string[] {
  const left = new Set<string>();
  for (const folder of folders) {
    start(folder);
    for (const name of readdirSync(folder))
      if (name.includes('.unfinished')) left.add(name.replace(/\d{5,}/, 'N'));
  }
  return [...left];
}

// A restore writes under another name: a whole copy of what people wrote. Where it was stopped nobody ever took that
// away, and on a full disk each further start left one more.
describe('a restore that was stopped leaves nothing half done behind the next start', () => {
  it('when it was killed, wherever that was', () =>
    inFolder((folder) => {
      toBeRestored(folder);
      expect(leftAfterStarts(killedAtEveryStep(folder, start))).toEqual([]);
    }));

  it('when there was no room, wherever that was', () =>
    inFolder((folder) => {
      toBeRestored(folder);
      expect(leftAfterStarts(withoutRoomAtEveryStep(folder, start))).toEqual([]);
    }));
});
