import { beforeEach, describe, expect, it } from 'vitest';
import { TemplateBook } from '../../main/templates/template-book.ts';
import type { TemplateView } from '../../preload/contract/template.ts';
import { valueOf } from '../contract/ticket-store-conformance.ts';
import { createMemoryTemplateStore } from '../support/memory-template-store.ts';
import { nextId } from '../support/tickets.ts';
import { workbench } from '../support/workbench.ts';

function setUp() {
  const bench = workbench();
  const store = createMemoryTemplateStore();
  const told: TemplateView[][] = [];
  const reported: string[] = [];
  const book = new TemplateBook({
    store,
    ticketStore: bench.store,
    tickets: bench.tickets,
    now: () => bench.clock.wall,
    newId: nextId,
    changed: (templates) => void told.push(templates),
    report: (what, code) => void reported.push(`${what} ${code}`),
  });
  const save = (name: string, ...product_ids: string[]) => {
    const ticketId = bench.write({ product_ids: product_ids.length === 0 ? ['52351'] : product_ids });
    // A moment between two, as between two presses of a button.
    bench.clock.wall += 1;
    return valueOf(book.save(ticketId, name, null));
  };
  const names = () => valueOf(book.list()).map(({ name }) => name);
  const tomorrow = () => {
    bench.clock.wall += 24 * 3_600_000;
  };
  return { ...bench, templates: store, book, told, reported, save, names, tomorrow };
}

let desk: ReturnType<typeof setUp>;
beforeEach(() => {
  desk = setUp();
});
const unknown = '00000000-0000-4000-8000-999999999999';

describe('a template', () => {
  it('is made of a ticket as it is kept now, and told', () => {
    const { book, clock, told, view, write, tickets } = desk;
    const ticketId = write({
      product_ids: ['52351', '52352'],
      product_prerequisites: [{ prerequisiteId: '9', kind: 'yes', text: '' }],
      voucher: 'SUMMER26',
      reference: 'not part of it',
    });
    view(tickets.consent(ticketId, true, '1-nl'));
    const saved = valueOf(book.save(ticketId, 'Tow bar', null));
    expect(saved).toEqual({
      id: saved.id,
      name: 'Tow bar',
      product_ids: ['52351', '52352'],
      answers: [{ prerequisiteId: '9', kind: 'yes', text: '' }],
      voucher: 'SUMMER26',
      uses: 0,
      usedAt: null,
      createdAt: clock.wall,
    });
    expect(told).toEqual([[saved]]);
    view(tickets.change(ticketId, { product_ids: ['1'] }));
    expect(valueOf(book.list())).toEqual([saved]);
  });

  it('is made of a ticket that was sent as well', async () => {
    const { book, send, write } = desk;
    const ticketId = write();
    await send(ticketId);
    expect(valueOf(book.save(ticketId, 'As sent', null)).product_ids).toEqual(['52351']);
  });

  it('needs a product', () => {
    const { book, write, told } = desk;
    const ticketId = write({ product_ids: ['', ' '], voucher: 'SUMMER26' });
    expect(book.save(ticketId, 'Empty', null)).toMatchObject({ error: { code: 'template.empty' } });
    expect(book.save(unknown, 'None', null)).toMatchObject({ error: { code: 'ticket.not_found' } });
    expect(told).toEqual([]);
  });

  it('has its name for itself', () => {
    const { book, save, names, write } = desk;
    const first = save('Tow bar');
    const second = save('Camera');
    expect(book.save(write(), 'tow  BAR', null)).toMatchObject({ error: { code: 'template.name_taken' } });
    expect(book.rename(second.id, 'TOW BAR')).toMatchObject({ error: { code: 'template.name_taken' } });
    expect(valueOf(book.rename(first.id, 'Tow Bar')).name).toBe('Tow Bar');
    expect(names()).toEqual(['Tow Bar', 'Camera']);
  });

  it('gets another ticket’s content in its place, and keeps its age and its uses', () => {
    const { book, save, write } = desk;
    const old = save('Tow bar', '1');
    save('Camera', '2');
    valueOf(book.apply(old.id, write()));
    const other = write({ product_ids: ['7', '8'], voucher: 'NEW1' });
    expect(book.save(other, 'camera', old.id)).toMatchObject({ error: { code: 'template.name_taken' } });
    const replaced = valueOf(book.save(other, 'Tow bar 2026', old.id));
    expect(replaced).toMatchObject({
      id: old.id,
      name: 'Tow bar 2026',
      product_ids: ['7', '8'],
      voucher: 'NEW1',
      createdAt: old.createdAt,
      uses: 1,
    });
    expect(valueOf(book.list())).toHaveLength(2);
    expect(book.save(other, 'x', unknown)).toMatchObject({ error: { code: 'template.not_found' } });
  });

  it('is refused where there are two hundred, which stay', () => {
    const { book, save, write } = desk;
    const first = save('0');
    for (let number = 1; number < 200; number += 1) save(String(number));
    expect(book.save(write(), 'one more', null)).toMatchObject({ error: { code: 'templates.too_many' } });
    expect(valueOf(book.save(write(), 'replaced', first.id)).name).toBe('replaced');
    valueOf(book.remove(first.id));
    save('another');
    expect(book.restore(first.id)).toMatchObject({ error: { code: 'templates.too_many' } });
    expect(valueOf(book.list())).toHaveLength(200);
  });
});

describe('a template that was removed', () => {
  it('is hidden, does nothing, and comes back as it was', () => {
    const { book, save, names, told, write } = desk;
    const [first] = [save('Tow bar', '1'), save('Camera')];
    expect(book.remove(first.id)).toEqual({ ok: true, value: undefined });
    expect(names()).toEqual(['Camera']);
    expect(told.at(-1)?.map(({ name }) => name)).toEqual(['Camera']);
    const gone = { error: { code: 'template.not_found' } };
    expect(book.apply(first.id, write())).toMatchObject(gone);
    expect(book.rename(first.id, 'x')).toMatchObject(gone);
    expect(book.save(write(), 'x', first.id)).toMatchObject(gone);
    expect(valueOf(book.restore(first.id))).toEqual(first);
    expect(names()).toEqual(['Tow bar', 'Camera']);
  });

  it('comes back with a number where its name is another’s by then', () => {
    const { book, save, names } = desk;
    const first = save('Tow bar');
    valueOf(book.remove(first.id));
    save('Tow bar');
    expect(valueOf(book.restore(first.id)).name).toBe('Tow bar (2)');
    expect(names()).toEqual(['Tow bar (2)', 'Tow bar']);
  });

  it('or restored once more is as before; one that never was is not found', () => {
    const { book, save, told } = desk;
    const { id } = save('Tow bar');
    valueOf(book.remove(id));
    valueOf(book.remove(id));
    valueOf(book.restore(id));
    const count = told.length;
    valueOf(book.restore(id));
    expect(told).toHaveLength(count);
    for (const answer of [book.remove(unknown), book.restore(unknown), book.rename(unknown, 'x')]) {
      expect(answer).toMatchObject({ error: { code: 'template.not_found' } });
    }
  });
});

describe('putting a template into a ticket', () => {
  it('adds to what was typed, answers nothing, and counts one use', () => {
    const { book, clock, stateOf, told, view, write, tickets } = desk;
    const source = write({
      product_ids: ['1', '2'],
      product_prerequisites: [{ prerequisiteId: '9', kind: 'yes', text: '' }],
      voucher: 'SUMMER26',
    });
    const { id } = valueOf(book.save(source, 'Tow bar', null));
    const ticketId = view(tickets.create()).id;
    view(tickets.change(ticketId, { product_ids: ['2', '3'], reference: 'mine' }));
    clock.wall += 1000;
    const applied = valueOf(book.apply(id, ticketId));
    expect(applied.form).toMatchObject({
      product_ids: ['2', '3', '1'],
      product_prerequisites: [],
      voucher: 'SUMMER26',
      reference: 'mine',
      consent: null,
    });
    expect(stateOf(ticketId).form).toEqual(applied.form);
    expect(told.at(-1)).toMatchObject([{ id, uses: 1, usedAt: clock.wall }]);
  });

  it('is for drafts, and changes and counts nothing elsewhere', async () => {
    const { book, save, send, stateOf, write } = desk;
    const { id } = save('Tow bar', '7');
    const sent = write();
    await send(sent);
    expect(book.apply(id, sent)).toMatchObject({ error: { code: 'ticket.not_possible_now' } });
    expect(book.apply(id, unknown)).toMatchObject({ error: { code: 'ticket.not_found' } });
    expect(stateOf(sent).form.product_ids).toEqual(['52351']);
    expect(valueOf(book.list())).toMatchObject([{ uses: 0, usedAt: null }]);
  });

  it('is refused as a whole where the ticket would have too many products', () => {
    const { book, save, stateOf, write } = desk;
    const { id } = save('Two', '1001', '1002');
    const full = write({ product_ids: Array.from({ length: 199 }, (_, index) => String(index + 1)) });
    expect(book.apply(id, full)).toMatchObject({ error: { code: 'template.no_room' } });
    expect(stateOf(full).form.product_ids).toHaveLength(199);
  });

  it('is done also where it cannot be counted', () => {
    const { book, reported, save, templates, write } = desk;
    const { id } = save('Tow bar', '7');
    templates.broken = 'storage.full';
    expect(valueOf(book.apply(id, write())).form.product_ids).toEqual(['52351', '7']);
    expect(reported).toEqual(['used storage.full']);
  });
});

describe('the list of templates', () => {
  it('stays as it is all day, and has what is used most in front the next', () => {
    const { book, save, names, tomorrow, write } = desk;
    const [, camera, radar] = [save('Tow bar'), save('Camera'), save('Radar')];
    for (const { id } of [radar, radar, camera]) valueOf(book.apply(id, write()));
    expect(names()).toEqual(['Tow bar', 'Camera', 'Radar']);
    tomorrow();
    expect(names()).toEqual(['Radar', 'Camera', 'Tow bar']);
    save('New');
    for (let times = 0; times < 5; times += 1) valueOf(book.apply(camera.id, write()));
    expect(names()).toEqual(['Radar', 'Camera', 'Tow bar', 'New']);
    tomorrow();
    expect(names()).toEqual(['Camera', 'Radar', 'Tow bar', 'New']);
  });

  it('forgets what was used long ago', () => {
    const { book, save, names, tomorrow, write } = desk;
    const [, camera] = [save('Tow bar'), save('Camera')];
    valueOf(book.apply(camera.id, write()));
    for (let days = 0; days < 30; days += 1) tomorrow();
    expect(names()).toEqual(['Camera', 'Tow bar']);
    tomorrow();
    expect(names()).toEqual(['Tow bar', 'Camera']);
  });
});

describe('a disk that takes nothing', () => {
  it('is said in words of its own, and what was there stays', () => {
    const { book, save, names, templates, told, write } = desk;
    const { id } = save('Tow bar');
    const count = told.length;
    templates.broken = 'storage.failed';
    const failed = { ok: false, error: { code: 'template.storage' } };
    expect(book.save(write(), 'Camera', null)).toMatchObject(failed);
    expect(book.rename(id, 'Camera')).toMatchObject(failed);
    expect(book.remove(id)).toMatchObject(failed);
    templates.broken = 'storage.full';
    expect(book.save(write(), 'Camera', null)).toMatchObject({ error: { code: 'storage.full' } });
    expect(names()).toEqual(['Tow bar']);
    expect(told).toHaveLength(count);
  });
});
