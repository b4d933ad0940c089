import { copyFileSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { record } from '../contract/template-store-conformance.ts';
import {
  backupsOf,
  backUpTickets,
  damage,
  fileOf,
  indexesIn,
  inFolder,
  openTickets,
  openWorkshop,
  ruin,
  workshopFileOf,
} from '../support/ticket-files.ts';
import { workbench } from '../support/workbench.ts';

const DAY = 24 * 3_600_000;
const always = { from: '0000-01-01', before: '9999-12-31' };
const newId = () => crypto.randomUUID();

/** As the disk does: a page of the file that no row is on. */
function damageAnIndexOf(file: string): void {
  const db = new DatabaseSync(file, { readOnly: true });
  const { page_size: size } = db.prepare('PRAGMA page_size').get() as { page_size: number };
  const { rootpage } = db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'own_latest'").get() as {
    rootpage: number;
  };
  db.close();
  damage(file, (rootpage - 1) * size, size);
}

function names(folder: string): string[] {
  const workshop = openWorkshop(folder);
  const all = workshop.templates.all(always);
  workshop.close();
  return all.ok ? all.value.map(({ name }) => name) : ['?'];
}

// A year ago the file was damaged, put aside, and all of it taken over. It still lies there, since nothing damaged is
// ever deleted. Now the file is gone, and there are good backups. The one from a year ago is taken for the file in use,
// "always newer than its backup", and what it says replaces what the backup of today says.
it('what was named since the last damage is not replaced by the names of then', () =>
  inFolder((folder) => {
    const put = (name: string, now: number) => {
      const workshop = openWorkshop(folder, { now: () => now });
      expect(workshop.templates.put({ ...record(1), name }).ok).toBe(true);
      workshop.close();
    };
    put('of a year ago', Date.now() - 365 * DAY);
    damageAnIndexOf(workshopFileOf(folder));
    expect(names(folder)).toEqual(['of a year ago']);
    put('of yesterday', Date.now() - DAY);
    put('of today', Date.now());
    // A virus scanner or a cleaner takes the file; the backup of this morning has the name of today or of yesterday.
    rmSync(workshopFileOf(folder));
    expect(names(folder)).not.toEqual(['of a year ago']);
  }));

// The earlier program put a damaged file aside and went on from its backup, whatever the damaged file still gave. In it
// a draft had been worked on a lot; in the backup it was young, and from there it was sent. Now the file is gone, and
// the larger number of changes wins: the ticket that was sent, number and all, is a draft again.
it('a ticket that is known to be sent does not become a draft again', () =>
  inFolder(async (folder) => {
    const first = openTickets(folder);
    const morning = workbench({ store: first.store, newId });
    const id = morning.write({ reference: 'early' });
    backUpTickets(first.store, folder, Date.now() - DAY);
    first.store.close();
    const early = `${folder}-early.db`;
    copyFileSync(fileOf(folder), early);
    const again = openTickets(folder);
    const noon = workbench({ store: again.store, newId });
    for (let change = 0; change < 30; change += 1)
      noon.view(noon.tickets.change(id, { reference: `change ${change}` }));
    again.store.close();
    // What the earlier program did: aside with it, and the early state in its place.
    copyFileSync(fileOf(folder), `${fileOf(folder)}.corrupt-1700000000000`);
    copyFileSync(early, fileOf(folder));
    const opened = openTickets(folder, { witness: null });
    const bench = workbench({ store: opened.store, newId });
    await bench.send(id);
    expect(bench.stateOf(id)).toMatchObject({ state: 'created', created: { id: '3' } });
    bench.outbox.end();
    expect(backUpTickets(opened.store, folder, Date.now())).toBe(true);
    opened.store.close();
    rmSync(fileOf(folder));
    const now = openTickets(folder, { witness: null });
    const ticket = now.store.get(id);
    now.store.close();
    if (ticket.ok) expect(ticket.value?.form.reference).toBe('early');
    expect(ticket).toMatchObject({ value: { state: 'created', created: { id: '3' } } });
  }));

// As many tickets were written into the file that was put aside as into the backup that a person put in place after that,
// and more had been changed in it. People have worked on from what they put back.
it('what a person put back is not replaced by what had been put aside before', () =>
  inFolder((folder) => {
    const first = openTickets(folder);
    const bench = workbench({ store: first.store, newId });
    const id = bench.write({ reference: 'early' });
    backUpTickets(first.store, folder, Date.now() - DAY);
    for (let change = 0; change < 5; change += 1)
      bench.view(bench.tickets.change(id, { reference: `change ${change}` }));
    first.store.close();
    const [backup = ''] = backupsOf(folder);
    copyFileSync(fileOf(folder), `${fileOf(folder)}.corrupt-1700000000000`);
    copyFileSync(backup, fileOf(folder));
    const again = openTickets(folder);
    expect(again.notice).toBe('database-put-back');
    expect(backUpTickets(again.store, folder, Date.now())).toBe(true);
    again.store.close();
    rmSync(fileOf(folder));
    const now = openTickets(folder);
    const ticket = now.store.get(id);
    now.store.close();
    expect(ticket).toMatchObject({ value: { form: { reference: 'early' } } });
  }));

/**
 * A draft has one life in a file that was damaged and put aside, and another one in the backup of before that, which a
 * person put in place and worked on. @returns what is open then.
 */
function twoLives(folder: string) {
  const first = openTickets(folder);
  const before = workbench({ store: first.store, newId });
  const id = before.write({ reference: 'early' });
  backUpTickets(first.store, folder, Date.now() - 3 * DAY);
  for (let change = 0; change < 30; change += 1)
    before.view(before.tickets.change(id, { reference: `old life ${change}` }));
  first.store.close();
  damagePage(folder);
  openTickets(folder).store.close();
  copyFileSync(backupsOf(folder)[0] ?? '', fileOf(folder));
  const { store, notice } = openTickets(folder);
  expect(notice).toBe('database-put-back');
  const bench = workbench({ store, newId });
  bench.view(bench.tickets.change(id, { reference: 'written since' }));
  return { id, store, bench };
}

function damagePage(folder: string): void {
  damage(fileOf(folder), indexesIn(folder)[0]?.at ?? Number.NaN, 4_096);
}

/** What a start of the program finds. */
function found(folder: string, id: string) {
  const { store } = openTickets(folder);
  const ticket = store.get(id);
  store.close();
  return ticket.ok ? [ticket.value?.form.reference, ticket.value?.state] : ticket;
}

// The file in use was damaged, and every ticket in it could be read. What had been put aside in another life of it, with
// more changes, was taken after it and went over it.
it('what the file in use still gives is what people saw last', () =>
  inFolder((folder) => {
    const { id, store } = twoLives(folder);
    store.close();
    damagePage(folder);
    expect(found(folder, id)).toEqual(['written since', 'draft']);
  }));

it.each([
  ['there is no backup', (backups: readonly string[]) => backups.forEach((file) => rmSync(file))],
  ['the newest backup is damaged as well', (backups: readonly string[]) => ruin(backups.at(-1) ?? '')],
])('also where %s', (_when, spoil) =>
  inFolder((folder) => {
    const { id, store, bench } = twoLives(folder);
    bench.view(bench.tickets.discard(id));
    backUpTickets(store, folder, Date.now());
    store.close();
    spoil(backupsOf(folder).sort());
    damagePage(folder);
    expect(found(folder, id)).toEqual(['written since', 'discarded']);
  }),
);

it('what is known to be sent is known again, where nothing was typed since', () =>
  inFolder(async (folder) => {
    const first = openTickets(folder);
    const bench = workbench({ store: first.store, newId });
    const id = bench.write({ reference: 'early' });
    backUpTickets(first.store, folder, Date.now() - 3 * DAY);
    await bench.send(id);
    first.store.close();
    renameSync(fileOf(folder), `${fileOf(folder)}.corrupt-1700000000000`);
    copyFileSync(backupsOf(folder)[0] ?? '', fileOf(folder));
    const again = openTickets(folder);
    backUpTickets(again.store, folder, Date.now());
    again.store.close();
    rmSync(fileOf(folder));
    expect(found(folder, id)).toEqual(['early', 'created']);
  }));

it('a name that was changed since the backup is there, where an earlier program was stopped in its restore', () =>
  inFolder((folder) => {
    const workshop = openWorkshop(folder);
    for (const name of ['morning', 'noon']) workshop.templates.put({ ...record(1), name });
    workshop.close();
    renameSync(workshopFileOf(folder), `${workshopFileOf(folder)}.corrupt-1700000000000`);
    expect(names(folder)).toEqual(['noon']);
  }));
