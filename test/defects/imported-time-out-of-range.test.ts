import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { importDrafts } from '../../main/platform/draft-transfer.ts';
import { openSqliteTicketStore } from '../../main/tickets/sqlite-ticket-store.ts';
import { draft, filledForm, nextId } from '../support/tickets.ts';

// A time beyond what JavaScript can count was taken from an imported file, and from then on the row could be written
// but never read: every list and every start failed, and with them every other ticket.
it.each([2 ** 60, -(2 ** 60), 1e300, 8.64e15 + 1])(
  'a file of drafts with the time %d cannot make the tickets unreadable',
  (time) => {
    const folder = mkdtempSync(join(tmpdir(), 'workshop-defect-'));
    const store = openSqliteTicketStore(join(folder, 'tickets.db'));
    const mine = draft({ reference: 'mine' });
    expect(store.insert(mine).ok).toBe(true);
    const file = join(folder, 'drafts.json');
    const drafts = [{ id: nextId(), createdAt: time, savedAt: time, form: filledForm() }];
    writeFileSync(
      file,
      JSON.stringify({ format: 'jifeline-workshop-drafts', version: 1, exportedAt: '', drafts }),
    );
    expect(importDrafts(store, file)).toEqual({
      ok: false,
      error: { code: 'import.not_readable', details: { place: 'drafts.0.createdAt' } },
    });
    expect(store.list({ limit: 50, filter: 'all', search: '' })).toEqual({
      ok: true,
      value: [{ ...mine, place: 1 }],
    });
    expect(store.latestDraft()).toEqual({ ok: true, value: { ...mine, place: 1 } });
    store.close();
    rmSync(folder, { recursive: true, force: true });
  },
);
