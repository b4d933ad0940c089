import { DatabaseSync } from 'node:sqlite';
import { expect } from 'vitest';
import { openSqliteTicketStore } from '../../main/tickets/sqlite-ticket-store.ts';
import { fault } from './bench.ts';

fault(
  '14 the disk is full at a save: not "saved", what was there is kept, saved once there is room',
  (bench) => {
    const first = bench.start();
    const id = first.write({ reference: 'there before' });
    first.kill();
    const db = new DatabaseSync(bench.file);
    const { page_count: pages } = db.prepare('PRAGMA page_count').get() as { page_count: number };
    db.close();
    const full = bench.start({ store: openSqliteTicketStore(bench.file, { maxPages: pages }) });
    const changed = full.tickets.change(id, {
      reference: 'x'.repeat(2_000),
      product_ids: Array<string>(200).fill('1'.repeat(40)),
    });
    expect(changed).toMatchObject({ ok: false, error: { code: 'storage.full' } });
    expect(full.stateOf(id).form.reference).toBe('there before');
    full.kill();
    const roomy = bench.start();
    expect(roomy.tickets.change(id, { reference: 'saved after all' }).ok).toBe(true);
  },
);
