import { renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { killedAtEveryStep, withFullDatabases, withoutRoomAtEveryStep } from '../support/interrupted.ts';
import {
  backupsOf,
  backUpTickets,
  draftsIn,
  fileOf,
  inFolder,
  openTickets,
  openWorkshop,
  putAside,
  ruin,
  workshopFileOf,
  writeDrafts,
} from '../support/ticket-files.ts';
import { releaseEvent, walk } from '../support/tickets.ts';
import { record } from '../contract/template-store-conformance.ts';

const DAY = 24 * 3_600_000;

/** So many drafts and a waiting ticket, with a sound backup of two days. @returns their ids, sorted. */
function writtenAndBackedUp(folder: string, count = 20): string[] {
  const { store } = openTickets(folder);
  const ids = writeDrafts(store, count, (at) => ({ reference: `draft ${at} ${'x'.repeat(500)}` }));
  const [first] = ids;
  const ticket = store.get(first ?? '');
  if (!ticket.ok || ticket.value === null) throw new Error('the draft is not there');
  store.replace(ticket.value, walk(ticket.value, releaseEvent()));
  expect(backUpTickets(store, folder, Date.now() - DAY)).toBe(true);
  expect(backUpTickets(store, folder, Date.now())).toBe(true);
  store.close();
  return ids.sort();
}

/** What a start of the program finds of these tickets. */
function foundBy(folder: string, ids: readonly string[]): string[] {
  const { store } = openTickets(folder);
  const found = ids.filter((id) => {
    const ticket = store.get(id);
    return ticket.ok && ticket.value !== null;
  });
  store.close();
  return found;
}

const start = (folder: string) => openTickets(folder).store.close();
const restart = (folder: string) => {
  try {
    start(folder);
  } catch {
    // Not opening is an answer; what counts is what a later start finds.
  }
};

// The damaged file was moved away first, and the backup copied after that: stopped in between, the next start found no
// file at all, began an empty one, and said nothing.
it('wherever a restore is killed, the next start finds every ticket of the backup', () =>
  inFolder((folder) => {
    const ids = writtenAndBackedUp(folder);
    ruin(fileOf(folder));
    for (const left of killedAtEveryStep(folder, start)) expect(foundBy(left, ids), left).toEqual(ids);
  }));

it('whichever file of a restore finds no room, the next start finds every ticket of the backup', () =>
  inFolder((folder) => {
    const ids = writtenAndBackedUp(folder);
    ruin(fileOf(folder));
    for (const left of withoutRoomAtEveryStep(folder, start)) expect(foundBy(left, ids), left).toEqual(ids);
  }));

it(
  'a restore that was killed, and whose repetition is killed as well, still finds every ticket',
  () =>
    inFolder((folder) => {
      const ids = writtenAndBackedUp(folder, 2);
      ruin(fileOf(folder));
      // Each time a step later: the second one starts from what the first one left.
      let step = 0;
      for (const once of killedAtEveryStep(folder, start)) {
        step += 1;
        // Every pair of steps is tried in memory: test/proofs/file-crashes.test.ts.
        if (step % 20 !== 0) continue;
        for (const twice of killedAtEveryStep(once, start)) expect(foundBy(twice, ids), twice).toEqual(ids);
      }
      expect(step).toBeGreaterThan(20);
    }),
  120_000,
);

// Not having room to put the tickets in doubt was taken for a bad backup: each was tried and thrown out, down to an empty
// file, which looked sound at the next start.
it('a disk that is full in a restore leaves no empty program behind, and the backups alone', () =>
  inFolder((folder) => {
    const ids = writtenAndBackedUp(folder);
    const backups = backupsOf(folder);
    ruin(fileOf(folder));
    withFullDatabases(folder, () => restart(folder));
    expect(backupsOf(folder)).toEqual(backups);
    expect(foundBy(folder, ids)).toEqual(ids);
  }));

it('while the disk is full in a restore, nobody is shown an empty list as if nothing had ever been written', () =>
  inFolder((folder) => {
    const ids = writtenAndBackedUp(folder);
    ruin(fileOf(folder));
    const shown: string[][] = [];
    withFullDatabases(folder, () => {
      try {
        shown.push(foundBy(folder, ids));
      } catch {
        // Told as an error: right as well.
      }
    });
    expect(shown.filter((found) => found.length < ids.length)).toEqual([]);
  }));

// A cleaner, a virus scanner or a power cut takes the whole file, not a page of it.
it.each([
  ['deleted', (file: string) => rmSync(file)],
  ['cut to nothing', (file: string) => truncateSync(file)],
  [
    'cut to nothing, with a log of changes still beside it',
    (file: string) => {
      truncateSync(file);
      writeFileSync(`${file}-wal`, Buffer.alloc(4_096));
    },
  ],
])('a file that is %s while there are backups is restored, and the window says so', (_, spoil) =>
  inFolder((folder) => {
    const ids = writtenAndBackedUp(folder);
    spoil(fileOf(folder));
    const { store, notice } = openTickets(folder);
    const [drafts, waiting] = [draftsIn(store), store.inState('unconfirmed')];
    store.close();
    expect([...drafts, ...(waiting.ok ? waiting.value.map(({ id }) => id) : [])].sort()).toEqual(ids);
    expect(notice).not.toBeNull();
  }),
);

it('a file that is gone while a damaged one lies beside it is told, also without a backup', () =>
  inFolder((folder) => {
    start(folder);
    ruin(fileOf(folder));
    expect(openTicketsAndClose(folder)).toBe('database-quarantined');
    expect(putAside(folder)).not.toEqual([]);
    rmSync(fileOf(folder));
    expect(openTicketsAndClose(folder)).not.toBeNull();
  }));

function openTicketsAndClose(folder: string): string | null {
  const { store, notice } = openTickets(folder);
  store.close();
  return notice;
}

it('the very first start, with nothing there, has nothing to tell', () =>
  inFolder((folder) => expect(openTicketsAndClose(folder)).toBeNull()));

/** Two templates, both in the backup. */
function templatesBackedUp(folder: string): void {
  // Backed up with the first change of each day.
  for (const [number, now] of [Date.now() - DAY, Date.now()].entries()) {
    const workshop = openWorkshop(folder, { now: () => now });
    expect(workshop.templates.put(record(number + 1)).ok).toBe(true);
    workshop.close();
  }
}

const always = { from: '0000-01-01', before: '9999-12-31' };
/** The names of the templates that are there; null: an error was told. */
function templatesIn(folder: string): string[] | null {
  const workshop = openWorkshop(folder);
  const all = workshop.templates.all(always);
  workshop.close();
  return all.ok ? all.value.map(({ name }) => name) : null;
}
const both = ['Template 1', 'Template 2'];

it('wherever the restore of what the workshop named itself is killed, the next start finds all of it', () =>
  inFolder((folder) => {
    templatesBackedUp(folder);
    ruin(workshopFileOf(folder));
    for (const left of killedAtEveryStep(folder, templatesIn)) expect(templatesIn(left), left).toEqual(both);
  }));

it('whichever file of that restore finds no room, no later call answers that there is nothing', () =>
  inFolder((folder) => {
    templatesBackedUp(folder);
    ruin(workshopFileOf(folder));
    const counts: number[] = [];
    const asked = (at: string) => {
      const workshop = openWorkshop(at);
      // The window asks again: an error that heals into an empty list is worse than one that stays.
      for (const answer of [workshop.templates.all(always), workshop.templates.all(always)])
        if (answer.ok) counts.push(answer.value.length);
      workshop.close();
    };
    for (const left of withoutRoomAtEveryStep(folder, asked)) {
      expect(counts.filter((count) => count !== 2)).toEqual([]);
      expect(templatesIn(left), left).toEqual(both);
    }
  }));

it.each([
  ['deleted', (file: string) => rmSync(file)],
  ['cut to nothing', (file: string) => truncateSync(file)],
])('what the workshop named itself comes back when its file is %s', (_, spoil) =>
  inFolder((folder) => {
    templatesBackedUp(folder);
    spoil(workshopFileOf(folder));
    expect(templatesIn(folder)).toEqual(both);
  }),
);

// What was put aside, and what takes its place, is named by the clock, and "-5" was no number to find it by again: the
// program did not start.
it('a restore under a clock of before 1970 finds every ticket of the backup', () =>
  inFolder((folder) => {
    const ids = writtenAndBackedUp(folder, 3);
    ruin(fileOf(folder));
    const { store, notice } = openTickets(folder, { now: -5 });
    expect(notice).toBe('database-restored');
    expect(ids.filter((id) => store.get(id).ok)).toEqual(ids);
    store.close();
  }));

// An earlier program had put the damaged file aside, was stopped, and began an empty one. That one went bad as well before
// it was opened again: as the file in use it was the only one that was looked into, and it gives nothing.
it('what was put aside is looked into also where the file begun after it went bad', () =>
  inFolder((folder) => {
    const ids = writtenAndBackedUp(folder);
    const { store } = openTickets(folder);
    const later = writeDrafts(store, 3);
    store.close();
    renameSync(fileOf(folder), `${fileOf(folder)}.corrupt-${Date.now()}`);
    // And of a second one, which was stopped as well.
    ruin(`${fileOf(folder)}.corrupt-${Date.now() + 1}`);
    ruin(fileOf(folder));
    expect(foundBy(folder, [...ids, ...later])).toEqual([...ids, ...later]);
  }));
