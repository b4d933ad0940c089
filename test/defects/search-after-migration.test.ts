import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openTicketDatabase } from '../../main/tickets/sqlite-schema.ts';
import { openSqliteTicketStore } from '../../main/tickets/sqlite-ticket-store.ts';
import { filledForm, nextId } from '../support/tickets.ts';

// The migration made its search texts with SQLite's lower(), which leaves capitals beyond ASCII as they are: a ticket
// of an older program was never found by them, however it was typed.
it('a ticket of an older program is found by its umlauts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'workshop-defect-'));
  const file = join(folder, 'tickets.db');
  const old = openTicketDatabase(file, 1);
  old
    .prepare(
      `INSERT INTO ticket (id, state, revision, form, blank, queued, attempts, doubted, created_at, saved_at)
       VALUES (?, 'draft', 1, ?, 0, 0, 0, 0, 1, 1)`,
    )
    .run(nextId(), JSON.stringify(filledForm({ reference: 'MÜLLER, ÉTÉ' })));
  old.close();
  const store = openSqliteTicketStore(file);
  for (const search of ['müller', 'MÜLLER', 'été']) {
    const found = store.list({ limit: 50, filter: 'all', search });
    expect(found.ok && found.value).toHaveLength(1);
  }
  store.close();
  rmSync(folder, { recursive: true, force: true });
});
