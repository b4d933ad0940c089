import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { TicketSummary, TicketView } from '../../preload/contract/ticket.ts';
import { valueOf } from '../contract/ticket-store-conformance.ts';
import { draft, queued } from '../support/tickets.ts';
import { workbench } from '../support/workbench.ts';

const ids = (from: number, count: number) => Array.from({ length: count }, (_, at) => String(from + at));

// Each half fits; together they are more than what crosses the bridge. It was saved, and from then on neither the ticket
// nor the first screen could be shown.
describe('a template that is too much for a draft', () => {
  it('is not put in, and the field is named', () => {
    const bench = workbench();
    const id = bench.write({ product_ids: ids(1, 150) });
    const template = { product_ids: ids(1_000, 150), voucher: '' };
    expect(bench.tickets.applyTemplate(id, template)).toEqual({
      ok: false,
      error: { code: 'template.no_room', details: { field: 'product_ids' } },
    });
    const opened = valueOf(bench.tickets.openAtStart());
    expect(opened).toMatchObject({ id, form: { product_ids: ids(1, 150) } });
    expect(v.is(TicketView, opened)).toBe(true);
  });

  it('is put in up to what a ticket takes', () => {
    const bench = workbench();
    const id = bench.write({ product_ids: ids(1, 150) });
    const template = { product_ids: ids(1_000, 50), voucher: '' };
    expect(v.is(TicketView, valueOf(bench.tickets.applyTemplate(id, template)))).toBe(true);
  });
});

// However it came there: a defect, or damage that no check of the file sees.
describe('a ticket that no window can be shown', () => {
  it('keeps neither the window from opening nor the others from being listed', () => {
    const bench = workbench();
    const other = bench.write({ reference: 'to be seen' });
    const broken = draft({ product_ids: ids(1, 201) });
    valueOf(bench.store.insert(broken));
    const torn = { ...draft(), savedAt: 'yesterday' as unknown as number };
    valueOf(bench.store.insert(torn));
    const opened = valueOf(bench.tickets.openAtStart());
    expect(v.is(TicketView, opened)).toBe(true);
    const listed = valueOf(bench.tickets.list({ limit: 50, filter: 'all', search: '' }));
    expect(listed.every((summary) => v.is(TicketSummary, summary))).toBe(true);
    expect(listed.map(({ id }) => id)).toEqual([broken.id, other]);
    expect(bench.unshowable).toContain(torn.id);
  });

  it('is none because of a reason to wait that only another program knows', () => {
    const bench = workbench();
    const waiting = { ...queued(), wait: { code: 'net.of_a_newer_program', at: 1 } as never };
    const view = bench.views.viewOf(waiting);
    expect(view).toMatchObject({ state: 'queued', waitsFor: 'time' });
    expect(v.is(TicketView, view)).toBe(true);
  });
});
