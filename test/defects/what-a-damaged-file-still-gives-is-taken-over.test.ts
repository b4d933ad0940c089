import { statSync, truncateSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { TicketState } from '../../preload/contract/ticket.ts';
import { killedAtEveryStep } from '../support/interrupted.ts';
import {
  backUpTickets,
  damage,
  draftsIn,
  fileOf,
  indexesIn,
  inFolder,
  openTickets,
  pageOfTickets,
  putAside,
  readableIn,
  ruin,
  writeDrafts,
} from '../support/ticket-files.ts';
import { outcomes } from '../support/tickets.ts';
import { complete, workbench } from '../support/workbench.ts';

const HOUR = 3_600_000;
const newId = () => crypto.randomUUID();

/** Overwrites a page that no ticket is on: every one of them can still be read, and the file is damaged all the same. */
function damageAnIndex(folder: string): void {
  const index = indexesIn(folder).find(({ name }) => name === 'listed') ?? indexesIn(folder)[0];
  damage(fileOf(folder), index?.at ?? Number.NaN, 4_096);
}

/** So many drafts, the backup, and as many more. @returns all their ids. */
function draftsAroundABackup(folder: string, count: number): string[] {
  const { store } = openTickets(folder);
  const form = (at: number) => ({ reference: `draft ${at} ${'x'.repeat(300)}` });
  const morning = writeDrafts(store, count, form);
  expect(backUpTickets(store, folder, Date.now())).toBe(true);
  const all = [...morning, ...writeDrafts(store, count, form)];
  store.close();
  return all;
}

// One page of a list's index was bad. The whole file was put aside, and what had been written since the backup with it,
// although every ticket in it could be read.
it('damage where no ticket is costs no ticket', () =>
  inFolder((folder) => {
    const ids = draftsAroundABackup(folder, 50);
    damageAnIndex(folder);
    const { store, notice } = openTickets(folder);
    const found = draftsIn(store);
    store.close();
    expect(found).toEqual(ids.sort());
    expect(notice).not.toBeNull();
    expect(putAside(folder)).not.toEqual([]);
  }));

it('damage to any index costs no ticket', () =>
  inFolder((outer) => {
    const count = countOfIndexes(`${outer}-0`);
    expect(count).toBeGreaterThan(3);
    for (let number = 0; number < count; number += 1) {
      const folder = `${outer}-index-${number}`;
      const ids = draftsAroundABackup(folder, 50);
      const index = indexesIn(folder)[number];
      damage(fileOf(folder), index?.at ?? Number.NaN, 4_096);
      const { store } = openTickets(folder);
      const found = draftsIn(store);
      store.close();
      expect(found, index?.name).toEqual(ids.sort());
    }
  }));

function countOfIndexes(folder: string): number {
  openTickets(folder).store.close();
  return indexesIn(folder).length;
}

it('damage to some tickets costs those alone, and what is in the backup not even them', () =>
  inFolder((folder) => {
    const ids = draftsAroundABackup(folder, 50);
    const { at, length } = pageOfTickets(folder);
    // The beginning of a page says where its rows are.
    damage(fileOf(folder), at, length);
    const readable = readableIn(folder);
    expect(readable.length).toBeGreaterThan(75);
    expect(readable.length).toBeLessThan(100);
    const { store } = openTickets(folder);
    const found = draftsIn(store);
    store.close();
    expect(found).toEqual([...new Set([...ids.slice(0, 50), ...readable])].sort());
  }));

// A file that was cut off was refused by SQLite as a whole, and with it every ticket on the pages that were there still.
it.each([0.3, 0.75, 0.9])(
  'a file of which only this part is left gives the tickets in that part: %d',
  (part) =>
    inFolder((folder) => {
      const ids = draftsAroundABackup(folder, 50);
      const whole = statSync(fileOf(folder)).size;
      truncateSync(fileOf(folder), Math.floor(whole * part));
      const { store, notice } = openTickets(folder);
      const found = draftsIn(store);
      store.close();
      const since = found.filter((id) => ids.indexOf(id) >= 50);
      expect(found.length - since.length).toBe(50);
      // What was written last is on the last pages.
      if (part > 0.5) expect(since.length).toBeGreaterThan(5);
      expect(notice).toBe('database-restored');
      expect(putAside(folder)).not.toEqual([]);
    }),
);

it('wherever taking it over is killed, the next start takes it over', () =>
  inFolder((folder) => {
    const ids = draftsAroundABackup(folder, 5).sort();
    damageAnIndex(folder);
    for (const left of killedAtEveryStep(folder, (at) => openTickets(at).store.close())) {
      const { store } = openTickets(left);
      const found = draftsIn(store);
      store.close();
      expect(found, left).toEqual(ids);
    }
  }));

it('a draft comes back as it was last saved, not as it was in the backup', () =>
  inFolder((folder) => {
    const { store } = openTickets(folder);
    const bench = workbench({ store, newId });
    const id = bench.write({ reference: 'in the morning' });
    backUpTickets(store, folder, Date.now());
    bench.view(bench.tickets.change(id, { reference: 'in the afternoon' }));
    store.close();
    damageAnIndex(folder);
    const opened = openTickets(folder);
    const { state, form } = workbench({ store: opened.store }).stateOf(id);
    opened.store.close();
    expect({ state, reference: form.reference }).toEqual({ state: 'draft', reference: 'in the afternoon' });
  }));

/** What became, after the backup, of a ticket that was a draft in it or was not even begun; and what that may be now. */
const afternoons: [
  string,
  { isInBackup: boolean; script: Parameters<typeof workbench>[0] },
  TicketState[],
][] = [
  ['written and sent', { isInBackup: false, script: {} }, ['created', 'unconfirmed']],
  ['sent', { isInBackup: true, script: {} }, ['created', 'unconfirmed']],
  ['written and in doubt', { isInBackup: false, script: { script: [outcomes.lost] } }, ['unconfirmed']],
  [
    'written and released without a connection',
    { isInBackup: false, script: { script: [outcomes.refused] } },
    // It is no draft that anybody may send anew without a look.
    ['queued', 'unconfirmed'],
  ],
];

it.each(afternoons)(
  'what happened since the backup is known after the restore: %s',
  (_, { isInBackup, script }, states) =>
    inFolder(async (folder) => {
      const { store } = openTickets(folder);
      const bench = workbench({ store, newId, ...script });
      const early = isInBackup ? bench.write() : null;
      backUpTickets(store, folder, Date.now());
      const id = early ?? bench.write();
      await bench.send(id);
      bench.outbox.pause();
      store.close();
      damageAnIndex(folder);
      const opened = openTickets(folder);
      const ticket = opened.store.get(id);
      opened.store.close();
      expect(states).toContain(ticket.ok && ticket.value?.state);
    }),
);

it('somebody who orders again for a car that was sent since the backup is warned', () =>
  inFolder(async (folder) => {
    const { store } = openTickets(folder);
    const bench = workbench({ store, newId });
    // Noon: the warning is about this day.
    bench.clock.wall = new Date(2026, 4, 6, 12).getTime();
    backUpTickets(store, folder, bench.clock.wall);
    const sent = bench.write();
    await bench.send(sent);
    bench.outbox.pause();
    store.close();
    damageAnIndex(folder);
    const opened = openTickets(folder);
    const next = workbench({ store: opened.store, newId });
    next.clock.wall = bench.clock.wall + HOUR;
    const again = next.write({ connector_id: '8', vin: complete.vin ?? '' });
    const same = next.tickets.sameToday(again);
    opened.store.close();
    expect(same.ok && same.value.map(({ id }) => id)).toEqual([sent]);
  }));

/** The window's texts. Taken in at run time: the types of its screens are no business of these tests. */
const textsIn = async (language: string) => {
  const module = (await import(`../../renderer/i18n/${language}.ts`)) as Record<
    string,
    { readonly notices: Readonly<Record<string, string>> }
  >;
  return module[language]?.notices ?? {};
};

// "What may have been sent since is marked": what was written since the backup is not marked, it is not there.
it.each([
  ['en', /missing/i],
  ['de', /fehl/i],
  ['nl', /ontbre/i],
  ['fr', /manqu/i],
])('when nothing can be read any more, the window says that something may be missing: %s', (language, word) =>
  inFolder(async (folder) => {
    draftsAroundABackup(folder, 2);
    ruin(fileOf(folder));
    const { store, notice } = openTickets(folder);
    store.close();
    expect((await textsIn(language))[notice ?? '']).toMatch(word);
  }),
);
