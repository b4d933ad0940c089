import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportDrafts, importDrafts } from '../../main/platform/draft-transfer.ts';
import { encodeDrafts } from '../../main/tickets/drafts-file.ts';
import type { Ticket } from '../../main/tickets/ticket.ts';
import type { TicketStore } from '../../main/tickets/ticket-store.ts';
import {
  draftsIn,
  exporting,
  inFolder,
  openTickets,
  openWithLittleRoom,
  writeDrafts,
} from '../support/ticket-files.ts';
import { draft } from '../support/tickets.ts';

/** A file of so many drafts from another PC. @returns its path, and the drafts' ids, sorted. */
function fileOfDrafts(folder: string, count: number): { file: string; ids: string[] } {
  const { store } = openTickets(`${folder}-there`);
  const ids = writeDrafts(store, count, (at) => ({ reference: `from there ${at} ${'x'.repeat(900)}` }));
  const file = join(`${folder}-there`, 'drafts.json');
  expect(exportDrafts(store, file, 1, exporting)).toEqual({ ok: true, value: { drafts: count, leftOut: 0 } });
  store.close();
  return { file, ids: ids.sort() };
}

/** What the list shows at its top. */
function listed(store: TicketStore): string[] {
  const page = store.list({ limit: 200, filter: 'all', search: '' });
  if (!page.ok) throw new Error(page.error.code);
  return page.value.map(({ id }) => id).sort();
}

// Each draft was saved by itself. On a disk that was full in the middle some of them were there, the person was told
// that it did not work, and the list did not show them.
it.each([
  ['at once', 40, 0],
  ['in the middle', 100, 0],
  ['beside drafts that are here already', 150, 20],
])('a full disk leaves nothing of the file: %s', (_, maxPages, here) =>
  inFolder((folder) => {
    const { file } = fileOfDrafts(folder, 300);
    const store = openWithLittleRoom(folder, maxPages);
    const before = writeDrafts(store, here).sort();
    const imported = importDrafts(store, file);
    const [drafts, list] = [draftsIn(store), listed(store)];
    store.close();
    expect(imported).toMatchObject({ ok: false, error: { code: 'storage.full' } });
    expect(drafts).toEqual(before);
    expect(list).toEqual(before);
  }),
);

it('with room again the same file comes in whole, and says so', () =>
  inFolder((folder) => {
    const { file, ids } = fileOfDrafts(folder, 300);
    const full = openWithLittleRoom(folder, 100);
    expect(importDrafts(full, file).ok).toBe(false);
    full.close();
    const { store } = openTickets(folder);
    const imported = importDrafts(store, file);
    const drafts = draftsIn(store);
    store.close();
    expect(imported).toEqual({ ok: true, value: { added: 300, known: 0 } });
    expect(drafts).toEqual(ids);
  }));

it('after a full disk the store takes changes as before', () =>
  inFolder((folder) => {
    const { file } = fileOfDrafts(folder, 300);
    const store = openWithLittleRoom(folder, 100);
    expect(importDrafts(store, file).ok).toBe(false);
    const [id] = writeDrafts(store, 1);
    const drafts = draftsIn(store);
    store.close();
    // A transaction left open would take this one with it.
    const again = openTickets(folder);
    const kept = draftsIn(again.store);
    again.store.close();
    expect([drafts, kept]).toEqual([[id], [id]]);
  }));

// The first was taken, and of the second it was said that it was here already.
describe('a file with two drafts of one id', () => {
  const importing = (folder: string, ...drafts: Ticket[]) => {
    const { store } = openTickets(folder);
    const file = join(folder, '..', 'two.json');
    writeFileSync(file, encodeDrafts(drafts, 0).text);
    const imported = importDrafts(store, file);
    const found = draftsIn(store);
    store.close();
    return { imported, found };
  };
  const [first, other] = [draft({ reference: 'first' }), draft({ reference: 'other' })];

  it('that say something else is refused, and the place is named', () =>
    inFolder((folder) => {
      const { imported, found } = importing(folder, other, first, { ...other, id: first.id.toUpperCase() });
      const error = { code: 'import.not_readable', details: { place: 'drafts.2.id' } };
      expect(imported).toEqual({ ok: false, error });
      expect(found).toEqual([]);
    }));

  it('that say the same is taken', () =>
    inFolder((folder) => {
      const { imported, found } = importing(folder, first, first);
      expect(imported).toEqual({ ok: true, value: { added: 1, known: 1 } });
      expect(found).toEqual([first.id]);
    }));
});
