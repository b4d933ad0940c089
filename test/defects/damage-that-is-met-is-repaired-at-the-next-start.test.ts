import { copyFileSync, cpSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TicketStore } from '../../main/tickets/ticket-store.ts';
import {
  backUpTickets,
  damage,
  fileOf,
  openTickets,
  putAside,
  writeDrafts,
} from '../support/ticket-files.ts';

const HOUR = 3_600_000;
const MIB = 1024 * 1024;
/** More than what is looked over whole at each start. */
const COUNT = 2_300;

let outer: string;
/** A large file, and its backup of the day before. */
let sound: string;
let ids: string[];
let copies = 0;

beforeAll(() => {
  outer = mkdtempSync(join(tmpdir(), 'workshop-defect-'));
  sound = join(outer, 'sound');
  const { store } = openTickets(sound);
  ids = writeDrafts(store, COUNT, (at) => ({
    reference: `draft ${at}`,
    product_ids: Array<string>(200).fill('1'.repeat(40)),
  })).sort();
  expect(backUpTickets(store, sound, Date.now() - 24 * HOUR)).toBe(true);
  store.close();
  expect(statSync(fileOf(sound)).size).toBeGreaterThan(20 * MIB);
}, 120_000);
afterAll(() => rmSync(outer, { recursive: true, force: true }));

/** The copy stands for the folder itself: this PC remembers it, or it would be known for a copy. */
const sameFolder = (copy: string) => copyFileSync(`${sound}-witness.json`, `${copy}-witness.json`);

/** A disk spoils two stretches of the file while the program is not running. */
function spoiled(): string {
  copies += 1;
  const folder = join(outer, `spoiled-${copies}`);
  cpSync(sound, folder, { recursive: true });
  sameFolder(folder);
  const size = statSync(fileOf(folder)).size;
  for (const part of [0.3, 0.6]) damage(fileOf(folder), Math.floor((size * part) / 4_096) * 4_096, 64 * 1024);
  return folder;
}

/** What the program does all day with the file, until it comes upon the damage. */
const encounters: [string, (store: TicketStore, folder: string) => boolean][] = [
  ['the drafts are exported', (store) => store.inState('draft').ok],
  [
    'the list is scrolled to its end',
    (store) => {
      let before: string | undefined;
      for (;;) {
        const page = store.list({ limit: 200, before, filter: 'all', search: '' });
        if (!page.ok) return false;
        before = page.value.at(-1)?.id;
        if (before === undefined) return true;
      }
    },
  ],
  ['a draft is opened', (store) => ids.every((id) => store.get(id).ok)],
  ['the backup of the day is made', (store, folder) => backUpTickets(store, folder, Date.now())],
];

// A file over 16 MiB was looked over only after a crash. Damage in one was met by call after call, the daily backup
// failed each day, and no start ever put the file aside.
it.each(encounters)(
  'the start after the damage was met puts it right, and the window says so: %s',
  (_, meets) => {
    const folder = spoiled();
    const first = openTickets(folder);
    const went = meets(first.store, folder);
    first.store.close();
    // A start that finds it by itself is as good: then nothing goes wrong in its day.
    if (first.notice === null) expect(went).toBe(false);
    const next = openTickets(folder);
    const drafts = next.store.inState('draft');
    next.store.close();
    expect([first.notice, next.notice]).not.toEqual([null, null]);
    expect(drafts.ok && drafts.value.map(({ id }) => id).sort()).toEqual(ids);
    expect(putAside(folder)).not.toEqual([]);
  },
);

it('and from then on there is a backup each day again', () => {
  const folder = spoiled();
  const first = openTickets(folder);
  // Not made, or made of what is there again: the next start is what counts.
  backUpTickets(first.store, folder, Date.now());
  first.store.close();
  const next = openTickets(folder);
  const isMade = backUpTickets(next.store, folder, Date.now() + 24 * HOUR);
  next.store.close();
  expect(isMade).toBe(true);
});

it('a start of a sound file of this size, after a day of work, has nothing to tell', () => {
  copies += 1;
  const folder = join(outer, `sound-${copies}`);
  cpSync(sound, folder, { recursive: true });
  sameFolder(folder);
  const first = openTickets(folder);
  expect(first.store.inState('draft').ok).toBe(true);
  expect(backUpTickets(first.store, folder, Date.now())).toBe(true);
  first.store.close();
  const next = openTickets(folder);
  next.store.close();
  expect(next.notice).toBeNull();
});
