import { describe, expect, it } from 'vitest';
import { createWitness, originOf } from '../../main/tickets/witness.ts';
import type { Disk } from '../../main/database/disk.ts';

/** What was seen here: this file, in this session, after three attempts. */
const seen = { id: 'ours', session: 'today', attempts: 3 };
const ours = { id: 'ours', session: 'today', sessionBefore: 'yesterday', home: null };
const home = 'disk 1, file 7';

describe('a file of tickets', () => {
  it.each([
    ['nothing was sent since', ours, 3],
    ['something was sent that was not witnessed', ours, 4],
    ['a start was stopped before it was witnessed', { ...ours, session: 'now', sessionBefore: 'today' }, 3],
  ])('is the one that was used here last: %s', (_name, passport, attempts) =>
    expect(originOf(passport, home, attempts, seen)).toBe('same'),
  );

  it('is an older one where more was sent here than it knows of, or it was opened since', () => {
    expect(originOf(ours, home, 2, seen)).toBe('older');
    expect(originOf({ ...ours, session: 'yesterday', sessionBefore: null }, home, 3, seen)).toBe('older');
  });

  it('is a copy where another file was used here last, also where it lies in the same place', () =>
    expect(originOf({ ...ours, home }, home, 3, { id: 'another', session: 'its own', attempts: 3 })).toBe(
      'copied',
    ));

  it('is a copy where nothing was seen, but for a place that nobody could take note of', () => {
    expect(originOf(ours, home, 3, null)).toBe('copied');
    expect(originOf({ ...ours, home }, home, 3, null)).toBe('same');
    expect(originOf({ ...ours, home }, 'disk 2, file 9', 3, null)).toBe('copied');
    expect(originOf(ours, null, 3, null)).toBe('copied');
  });

  it('of an earlier program is itself where nothing was seen, and of before where something was', () => {
    const unnamed = { id: null, session: null, sessionBefore: null, home: null };
    expect(originOf(unnamed, home, 0, null)).toBe('same');
    expect(originOf(unnamed, home, 0, seen)).toBe('older');
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
  const witnessOn = (on: ReturnType<typeof disk>, machine = 'this PC') =>
    createWitness('folder/witness.json', 'folder', on as unknown as Disk, machine);

  it('is what was written last, also in a folder that was not there yet', () => {
    const on = disk(null);
    expect(witnessOn(on).write(seen)).toBe(true);
    expect(witnessOn(on).read()).toEqual(seen);
  });

  it('is nothing on another PC, wherever the file came from', () => {
    const on = disk(null);
    witnessOn(on).write(seen);
    expect(witnessOn(on, 'another PC').read()).toBeNull();
  });

  it.each([null, '', '{"id":"ours"', '{"id":"ours"}', '{"attempts":3}', '[]', 'null'])(
    'is nothing where the file says %j',
    (text) => expect(witnessOn(disk(text)).read()).toBeNull(),
  );

  it('stands in nobody’s way where the disk takes nothing', () => {
    const on = disk(null);
    on.isFull = true;
    expect(witnessOn(on).write(seen)).toBe(false);
    expect(witnessOn(on).read()).toBeNull();
  });
});
