import { describe, expect, it } from 'vitest';
import { createWitness, originOf } from '../../main/tickets/witness.ts';
import type { Disk } from '../../main/database/disk.ts';

/** What was seen here: this file, after three attempts. */
const seen = { id: 'ours', attempts: 3 };
const ours = { id: 'ours', home: 'disk 1, file 7' };

describe('a file of tickets', () => {
  it.each([
    ['nothing was sent since', 'disk 1, file 7', 3],
    ['something was sent that was not witnessed', 'disk 1, file 7', 4],
    ['it was moved or renamed', 'disk 2, file 9', 3],
    ['the system tells no identities', null, 3],
  ])('is the same that was used here: %s', (_name, home, attempts) =>
    expect(originOf(ours, home, attempts, seen)).toBe('same'),
  );

  it('is an older one where more was sent here than it knows of, wherever it lies', () => {
    for (const home of ['disk 1, file 7', 'disk 2, file 9', null])
      expect(originOf(ours, home, 2, seen)).toBe('older');
  });

  it.each([
    ['nothing', null],
    ['another file', { id: 'another', attempts: 9 }],
  ])('where %s was seen is the same only as long as it did not move', (_name, witnessed) => {
    expect(originOf(ours, 'disk 1, file 7', 3, witnessed)).toBe('same');
    expect(originOf(ours, 'disk 2, file 9', 3, witnessed)).toBe('copied');
    expect(originOf(ours, null, 3, witnessed)).toBe('copied');
    expect(originOf({ ...ours, home: null }, null, 3, witnessed)).toBe('copied');
  });
});

describe('what was seen of a file of tickets', () => {
  /** A disk of one file. */
  function disk(text: string | null) {
    const state = { text, folder: '' };
    const full = new Error('ENOSPC');
    return {
      state,
      isFull: false,
      read: (file: string) => (file === 'folder/witness.json' ? state.text : null),
      makeFolder(path: string) {
        state.folder = path;
      },
      write(file: string, written: string) {
        if (this.isFull) throw full;
        if (file === 'folder/witness.json' && state.folder === 'folder') state.text = written;
      },
    };
  }
  const witnessOn = (on: ReturnType<typeof disk>) =>
    createWitness('folder/witness.json', 'folder', on as unknown as Disk);

  it('is what was written last, also in a folder that was not there yet', () => {
    const on = disk(null);
    witnessOn(on).write(seen);
    expect(witnessOn(on).read()).toEqual(seen);
  });

  it.each([null, '', '{"id":"ours"', '{"id":"ours"}', '{"attempts":3}', '[]', 'null'])(
    'is nothing where the file says %j',
    (text) => expect(witnessOn(disk(text)).read()).toBeNull(),
  );

  it('stands in nobody’s way where the disk takes nothing', () => {
    const on = disk(null);
    on.isFull = true;
    expect(() => witnessOn(on).write(seen)).not.toThrow();
    expect(witnessOn(on).read()).toBeNull();
  });
});
