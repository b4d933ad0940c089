import { copyFileSync, cpSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { TicketStore } from '../../main/tickets/ticket-store.ts';
import { valueOf } from '../contract/ticket-store-conformance.ts';
import {
  backupsOf,
  backUpTickets,
  damage,
  fileOf,
  indexesIn,
  inFolder,
  openTickets,
  ruin,
  writeDrafts,
} from '../support/ticket-files.ts';
import { outcomes } from '../support/tickets.ts';
import { workbench } from '../support/workbench.ts';

/** Opens the tickets, and tells what is said of them. */
function noticeOf(folder: string): string | null {
  const { store, notice } = openTickets(folder);
  store.close();
  return notice;
}

/** Five drafts, backed up or not, with the program closed. */
function fiveDrafts(folder: string, isBackedUp: boolean): void {
  const { store } = openTickets(folder);
  writeDrafts(store, 5);
  if (isBackedUp) backUpTickets(store, folder, Date.now());
  store.close();
}

const damageAnIndex = (folder: string) =>
  damage(fileOf(folder), indexesIn(folder).find(({ name }) => name === 'listed')?.at ?? Number.NaN, 4_096);

const putBackupInPlace = (folder: string) => {
  for (const suffix of ['-wal', '-shm']) rmSync(fileOf(folder) + suffix, { force: true });
  copyFileSync(backupsOf(folder)[0] ?? '', fileOf(folder));
};

// "The last backup stands in", where there was none; "damaged and put aside", where a person put a backup in place.
describe('of a file of tickets is said', () => {
  it('that a backup stands in for it, where one does', () =>
    inFolder((folder) => {
      fiveDrafts(folder, true);
      damageAnIndex(folder);
      expect(noticeOf(folder)).toBe('database-restored');
    }));

  it('that only what could still be read is there, where there was no backup', () =>
    inFolder((folder) => {
      fiveDrafts(folder, false);
      damageAnIndex(folder);
      expect(noticeOf(folder)).toBe('database-salvaged');
    }));

  it('that a backup was put in place, and nothing of damage, where a person did that', () =>
    inFolder((folder) => {
      fiveDrafts(folder, true);
      putBackupInPlace(folder);
      expect(noticeOf(folder)).toBe('database-put-back');
    }));

  // The backup was made while "a backup stands in for a damaged file" was on screen.
  it('nothing that was said of the file when its backup was made', () =>
    inFolder((folder) => {
      fiveDrafts(folder, true);
      ruin(fileOf(folder));
      const { store, notice } = openTickets(folder);
      expect(notice).toBe('database-restored');
      expect(backUpTickets(store, folder, Date.now() + 48 * 3_600_000)).toBe(true);
      store.close();
      expect(noticeOf(folder)).toBe('database-restored');
      const newest = backupsOf(folder).toSorted().at(-1) ?? '';
      copyFileSync(newest, fileOf(folder));
      expect(noticeOf(folder)).toBe('database-put-back');
    }));
});

// Nothing of this ticket ever left this PC. What the window says of it is in test/unit/renderer/brought-back.test.ts.
it('a ticket of a copied folder that was never tried is in doubt, and says why', () =>
  inFolder(async (folder) => {
    const { store } = openTickets(folder);
    const bench = workbench({ store, script: [outcomes.refused], newId: () => crypto.randomUUID() });
    const id = bench.write();
    await bench.send(id);
    bench.outbox.end();
    store.close();
    cpSync(folder, `${folder}-copy`, { recursive: true });
    const copy = openTickets(`${folder}-copy`);
    const view = workbench({ store: copy.store }).stateOf(id);
    copy.store.close();
    expect(copy.notice).toBe('database-copied');
    expect(view).toMatchObject({ state: 'unconfirmed', attempts: 0 });
    expect(view.restored).not.toBeNull();
  }));

describe('the draft worked on last is the one on screen', () => {
  /** Somebody goes on with the first of the drafts. @returns it. */
  function workOn(store: TicketStore, id: string | undefined, reference: string): string {
    const ticket = valueOf(store.get(id ?? ''));
    if (ticket === null) throw new Error('gone');
    const form = { ...ticket.form, reference };
    expect(valueOf(store.replace(ticket, { ...ticket, revision: ticket.revision + 1, form }))).toBe('done');
    return ticket.id;
  }
  const lastOf = (folder: string) => {
    const { store } = openTickets(folder);
    const last = valueOf(store.latestDraft());
    store.close();
    return last?.id;
  };

  it('also after a person put a backup in place', () =>
    inFolder((folder) => {
      const { store } = openTickets(folder);
      const first = workOn(store, writeDrafts(store, 3)[0], 'worked on');
      backUpTickets(store, folder, Date.now());
      expect(valueOf(store.latestDraft())?.id).toBe(first);
      store.close();
      putBackupInPlace(folder);
      expect(lastOf(folder)).toBe(first);
    }));

  it('also where it is taken over from a damaged file', () =>
    inFolder((folder) => {
      const { store } = openTickets(folder);
      const drafts = writeDrafts(store, 3);
      backUpTickets(store, folder, Date.now());
      workOn(store, drafts[2], 'before');
      const first = workOn(store, drafts[0], 'worked on');
      store.close();
      damageAnIndex(folder);
      expect(lastOf(folder)).toBe(first);
    }));
});
