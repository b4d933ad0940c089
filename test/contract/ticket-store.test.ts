import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { openTicketDatabase } from '../../main/tickets/sqlite-schema.ts';
import { openSqliteTicketStore } from '../../main/tickets/sqlite-ticket-store.ts';
import { createMemoryTicketStore } from '../support/memory-ticket-store.ts';
import { draft, filledForm, nextId, releaseEvent, walk } from '../support/tickets.ts';
import { describeTicketStore, valueOf } from './ticket-store-conformance.ts';

const newFile = () => join(mkdtempSync(join(tmpdir(), 'workshop-store-')), 'tickets.db');

describeTicketStore('memory', createMemoryTicketStore);
describeTicketStore('SQLite', () => openSqliteTicketStore(newFile()));

describe('the SQLite store on disk', () => {
  it('has everything again after it was opened anew', () => {
    const file = newFile();
    const first = openSqliteTicketStore(file);
    const ticket = draft();
    valueOf(first.insert(ticket));
    first.close();
    const second = openSqliteTicketStore(file);
    expect(valueOf(second.get(ticket.id))).toEqual({ ...ticket, place: 1 });
    second.close();
  });

  it('is open in the way that makes a commit last', () => {
    const db = openTicketDatabase(newFile());
    const is = (name: string) => Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0];
    expect(
      Object.fromEntries(
        ['journal_mode', 'synchronous', 'fullfsync', 'foreign_keys'].map((name) => [name, is(name)]),
      ),
    ).toEqual({
      journal_mode: 'wal',
      synchronous: 2,
      fullfsync: 1,
      foreign_keys: 1,
    });
    db.close();
  });

  it('is not open at all where SQLite would not do so', () => {
    // Memory has no write-ahead log, and SQLite goes on with another journal without a word.
    expect(() => openTicketDatabase(':memory:')).toThrow(/journal_mode/);
  });

  it('refuses a second program on the same file', () => {
    const file = newFile();
    const first = openSqliteTicketStore(file);
    valueOf(first.insert(draft()));
    expect(() => openSqliteTicketStore(file)).toThrow();
    first.close();
  });

  it('refuses a file that is no database, and leaves it as it is', async () => {
    const { readFileSync, writeFileSync } = await import('node:fs');
    const file = newFile();
    writeFileSync(file, 'no database at all, but somebody may still want it'.repeat(100));
    const before = readFileSync(file);
    expect(() => openSqliteTicketStore(file)).toThrow();
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('refuses the database of a newer program', () => {
    const file = newFile();
    openSqliteTicketStore(file).close();
    const db = new DatabaseSync(file);
    db.exec('PRAGMA user_version = 99');
    db.close();
    expect(() => openSqliteTicketStore(file)).toThrow(/schema 99/);
  });

  it('keeps tickets and attempts even from a hand that deletes', () => {
    const file = newFile();
    const store = openSqliteTicketStore(file);
    const ticket = draft();
    const waiting = walk(ticket, releaseEvent());
    const claimed = walk(waiting, { kind: 'claim', account: 'a', baseline: null });
    valueOf(store.insert(ticket));
    valueOf(store.replace(ticket, waiting));
    valueOf(store.replace(waiting, claimed, { event: 'begun', code: 'begun', status: null, account: 'a' }));
    store.close();
    const db = new DatabaseSync(file);
    expect(() => db.exec('DELETE FROM ticket')).toThrow(/never deleted/);
    expect(() => db.exec('DELETE FROM attempt')).toThrow(/never deleted/);
    expect(() => db.exec("UPDATE attempt SET code = 'x'")).toThrow(/never changed/);
    expect(() => db.exec("UPDATE ticket SET state = 'draft'")).toThrow(/cannot go/);
    db.close();
  });

  it('says that the disk is full, and keeps what was there', () => {
    const file = newFile();
    const store = openSqliteTicketStore(file);
    const ticket = draft();
    valueOf(store.insert(ticket));
    store.close();
    // The limit is a property of the connection, so it is set through a file that already has its largest size.
    const db = new DatabaseSync(file);
    const pages = (db.prepare('PRAGMA page_count').get() as { page_count: number }).page_count;
    db.close();
    const limited = openSqliteTicketStore(file, { maxPages: pages });
    const big = walk(ticket, { kind: 'change', form: { ...ticket.form, reference: 'x'.repeat(500_000) } });
    expect(limited.replace(ticket, big)).toMatchObject({ ok: false, error: { code: 'storage.full' } });
    expect(valueOf(limited.get(ticket.id))).toEqual({ ...ticket, place: 1 });
    limited.close();
  });

  it('finds the tickets of a car that an older program sent', () => {
    const file = newFile();
    const old = openTicketDatabase(file, 2);
    old
      .prepare(
        `INSERT INTO ticket (id, state, revision, form, blank, payload, payload_sha256, lane, queued, attempts, doubted,
                             created_at, saved_at)
         VALUES (?, 'created', 5, ?, 0, '{}', '', 7, 1, 1, 0, 1, 1)`,
      )
      .run(nextId(), JSON.stringify({ ...filledForm(), vin: ' wvgzzz-5nzew069297 ' }));
    old.close();
    const store = openSqliteTicketStore(file);
    expect(valueOf(store.releasedFor('WVGZZZ5NZEW069297'))).toHaveLength(1);
    store.close();
  });
});
