import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'vitest';
import { migrations, openTicketDatabase, schemaVersion } from '../../main/tickets/sqlite-schema.ts';
import { openSqliteTicketStore } from '../../main/tickets/sqlite-ticket-store.ts';
import { fault } from './bench.ts';

/** The statements of one migration, as a kill could come between any two. */
const statements = (migration: string) =>
  migration
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');

fault('42 killed at each step of a migration: old or new schema, and every draft in it', (bench) => {
  const old = join(bench.folder, 'old.db');
  const first = openTicketDatabase(old, 1);
  const form = JSON.stringify({
    vin: 'WVGZZZ5NZEW069297',
    reference: 'kept',
    connector_id: '7',
    product_ids: ['1'],
  });
  first.exec(`INSERT INTO ticket (id, state, revision, form, blank, queued, attempts, doubted, created_at, saved_at)
    VALUES ('00000000-0000-4000-8000-000000000001', 'draft', 1, '${form}', 0, 0, 0, 0, 1, 1);
    INSERT INTO attempt (ticket_id, number, event, code, at)
    VALUES ('00000000-0000-4000-8000-000000000001', 1, 'begun', 'begun', 1)`);
  first.close();
  const steps = statements(migrations[1] ?? '');
  expect(steps.length).toBeGreaterThan(10);
  for (let done = 0; done <= steps.length; done += 1) {
    const file = join(bench.folder, `killed-after-${done}.db`);
    copyFileSync(old, file);
    const dying = new DatabaseSync(file);
    dying.exec('PRAGMA journal_mode = WAL; BEGIN EXCLUSIVE');
    for (const statement of steps.slice(0, done)) dying.exec(statement);
    // What the disk holds at this moment is all that is left; the transaction was never committed.
    const image = `${file}.image`;
    copyFileSync(file, image);
    copyFileSync(`${file}-wal`, `${image}-wal`);
    dying.close();

    const store = openSqliteTicketStore(image);
    expect(store.latestDraft()).toMatchObject({
      ok: true,
      value: { form: { reference: 'kept' }, checks: [] },
    });
    const found = store.list({ limit: 5, filter: 'drafts', search: '69297' });
    expect(found.ok && found.value).toHaveLength(1);
    expect(store.attempts('00000000-0000-4000-8000-000000000001')).toMatchObject({
      value: [{ event: 'begun' }],
    });
    store.close();
    const after = new DatabaseSync(image);
    expect(after.prepare('PRAGMA user_version').get()).toEqual({ user_version: schemaVersion });
    after.close();
  }
});
