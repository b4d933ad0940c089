import { describe, expect, it } from 'vitest';
import type { PostOutcome } from '../../main/tickets/post-outcome.ts';
import { blankForm } from '../../main/tickets/form.ts';
import type { TicketView } from '../../preload/contract/ticket.ts';
import { createMemoryTicketStore } from '../support/memory-ticket-store.ts';
import { product, question } from '../support/products.ts';
import { outcomes } from '../support/tickets.ts';
import { complete, workbench } from '../support/workbench.ts';

function setUp(script: PostOutcome[] = []) {
  const store = createMemoryTicketStore();
  const bench = workbench({ store, script });
  /** The program started again on the same store. */
  const make = () => workbench({ store }).tickets;
  return { ...bench, store, make };
}

describe('drafts', () => {
  it('keeps exactly what was typed, and shows the draft worked on last at the next start', () => {
    const { make, tickets, view, write } = setUp();
    write({ reference: 'first' });
    const second = write({ vin: ' wvg zzz ', reference: 'second' });
    view(tickets.change(second, { voucher: '??' }));
    expect(view(make().openAtStart())).toMatchObject({
      id: second,
      form: { vin: ' wvg zzz ', reference: 'second', voucher: '??' },
    });
  });

  it('makes one blank draft, and no second one', () => {
    const { tickets, view } = setUp();
    expect(view(tickets.create()).id).toBe(view(tickets.create()).id);
    expect(view(tickets.openAtStart()).listed).toBe(false);
  });

  it('fills the open draft from the connector, and no other, and never over what was typed', () => {
    const { tickets, state, view, write, stateOf, store } = setUp();
    const first = write();
    const open = view(tickets.create()).id;
    state.reading = { connectorId: 910101043, vin: 'JFL91010104391010' };
    tickets.connectorRead();
    expect(stateOf(open).form).toMatchObject({ connector_id: '910101043', vinSource: 'connector' });
    const untouched = store.get(first);
    expect(untouched.ok && untouched.value?.form.connector_id).toBe('7');
    expect(stateOf(first).form).toMatchObject({
      connector_id: '7',
      vin: 'WVGZZZ5NZEW069297',
      vinSource: 'typed',
    });
  });

  it('takes the VIN and the id from the cable when asked to, and says when there is none', () => {
    const { tickets, state, view, write } = setUp();
    const id = write();
    expect(tickets.useConnectorVin(id)).toMatchObject({
      ok: false,
      error: { code: 'ticket.not_possible_now' },
    });
    expect(tickets.useConnector(id)).toMatchObject({ ok: false });
    state.reading = { connectorId: 9, vin: 'JFL91010104391010' };
    expect(view(tickets.useConnectorVin(id)).form).toMatchObject({
      vin: 'JFL91010104391010',
      vinSource: 'connector',
    });
    expect(view(tickets.useConnector(id)).form).toMatchObject({
      connector_id: '9',
      connectorSource: 'cable',
    });
  });

  it('says that the disk is full, and keeps what was there', () => {
    const { tickets, store, write, stateOf } = setUp();
    const id = write();
    store.full = true;
    expect(tickets.change(id, { reference: 'lost?' })).toMatchObject({
      ok: false,
      error: { code: 'storage.full' },
    });
    store.full = false;
    expect(stateOf(id).form.reference).toBe('');
  });
});

describe('sending', () => {
  it('refuses a form with errors, names the field, and sends nothing', async () => {
    const { tickets, posted, write, stateOf } = setUp();
    const id = write({ vin: 'short' });
    expect(await tickets.send(id)).toMatchObject({
      ok: false,
      error: { code: 'ticket.incomplete', details: { field: 'vin' } },
    });
    expect(posted).toEqual([]);
    expect(stateOf(id).state).toBe('draft');
  });

  it('answers once it is queued, and the ticket tells the rest', async () => {
    const { tickets, outbox, posted, view, write, stateOf } = setUp();
    const id = write();
    expect(view(await tickets.send(id)).state).toBe('queued');
    await outbox.idle();
    expect(stateOf(id)).toMatchObject({ state: 'created', created: { id: '3' }, attempts: 1 });
    expect(posted).toHaveLength(1);
  });

  it('sends once, however often and fast Send is pressed', async () => {
    const { tickets, outbox, posted, write, stateOf } = setUp();
    const id = write();
    await Promise.all([tickets.send(id), tickets.send(id), tickets.send(id)]);
    await outbox.idle();
    await tickets.send(id);
    await outbox.idle();
    expect(posted).toHaveLength(1);
    expect(stateOf(id).state).toBe('created');
  });

  it('sends under who pressed Send now, after the first one signed out', async () => {
    const { tickets, outbox, posted, state, write, stateOf } = setUp();
    const id = write();
    state.account = null;
    await tickets.send(id);
    await outbox.idle();
    expect(stateOf(id)).toMatchObject({ state: 'queued', wait: { code: 'auth.required' } });
    state.account = 'pin:2';
    await tickets.send(id);
    await outbox.idle();
    expect(posted).toHaveLength(1);
  });

  it('refuses a change while it is being sent or after, and loses nothing', async () => {
    const { tickets, outbox, write, stateOf } = setUp();
    const id = write();
    await tickets.send(id);
    expect(tickets.change(id, { reference: 'too late' })).toMatchObject({ ok: false });
    await outbox.idle();
    expect(tickets.edit(id)).toMatchObject({ ok: false, error: { code: 'ticket.not_possible_now' } });
    expect(tickets.discard(id)).toMatchObject({ ok: false });
    expect(stateOf(id)).toMatchObject({ state: 'created', form: { reference: '' } });
  });
});

describe('a ticket in doubt', () => {
  const inDoubt = async () => {
    const all = setUp([outcomes.lost]);
    const id = all.write();
    await all.tickets.send(id);
    await all.outbox.idle();
    return { ...all, id };
  };

  it('is not sent again by pressing Send, nor made a draft', async () => {
    const { tickets, posted, outbox, id, stateOf } = await inDoubt();
    await tickets.send(id);
    await outbox.idle();
    expect(tickets.edit(id)).toMatchObject({ ok: false });
    expect(posted).toHaveLength(1);
    expect(stateOf(id).state).toBe('unconfirmed');
  });

  it('is settled by a person, and who said so is recorded', async () => {
    const { tickets, store, id, stateOf, view } = await inDoubt();
    expect(view(tickets.itIsThere(id, '77'))).toMatchObject({
      state: 'created',
      created: { id: '77', confirmedByPerson: true },
    });
    expect(store.log.at(-1)).toMatchObject({ event: 'decided', code: 'it_is_there', account: 'pin:1' });
    expect(stateOf(id).listed).toBe(true);
  });

  it('is sent again only on a person’s word', async () => {
    const { tickets, store, posted, outbox, id, stateOf } = await inDoubt();
    expect(tickets.sendAgain(id)).toMatchObject({ ok: true });
    await outbox.idle();
    expect(posted).toHaveLength(2);
    expect(stateOf(id).state).toBe('created');
    expect(store.log.map(({ event }) => event)).toEqual(['begun', 'ended', 'decided', 'begun', 'ended']);
  });
});

describe('the vehicle', () => {
  const vin = 'JFL91010104391010';
  const path = 'AVERO#One#1.8';
  const setUpWith = (asked: unknown[] = []) =>
    workbench({
      store: createMemoryTicketStore(),
      vehicleOf: (car, told) => {
        asked.push([car, told]);
        if (told !== null) return { modelId: 11, variantId: 110, source: 'connector' };
        return car === vin ? { modelId: 10, variantId: null, source: 'ticket' } : null;
      },
    });

  it('is put in as soon as the VIN is whole, from its last ticket', () => {
    const { tickets, view } = setUpWith();
    const { id } = view(tickets.create());
    expect(view(tickets.change(id, { vin: vin.slice(0, 16) })).form.vehicle_model_id).toBe('');
    expect(view(tickets.change(id, { vin: vin.toLowerCase() })).form).toMatchObject({
      vehicle_model_id: '10',
      vehicle_model_variant_id: '',
      vehicleSource: 'ticket',
    });
  });

  it('comes from the connector, where it told one for this very car; and nobody touched the draft so far', () => {
    const { tickets, view, state, stateOf } = setUpWith();
    const { id } = view(tickets.create());
    state.reading = { connectorId: 7, vin, vehiclePath: path };
    tickets.connectorRead();
    const filled = stateOf(id);
    expect(filled.form).toMatchObject({
      vehicle_model_id: '11',
      vehicle_model_variant_id: '110',
      vehicleSource: 'connector',
    });
    expect(filled.listed).toBe(false);
    expect(view(tickets.change(id, { reference: 'x' })).listed).toBe(true);
  });

  it('and all else of a draft that nobody touched is that of the car that was plugged in last', () => {
    const { tickets, view, state, stateOf } = setUpWith();
    const { id } = view(tickets.create());
    state.reading = { connectorId: 7, vin, vehiclePath: path };
    tickets.connectorRead();
    state.reading = { connectorId: 8, vin: 'WVGZZZ5NZEW069297' };
    tickets.connectorRead();
    expect(stateOf(id).form).toMatchObject({
      vin: 'WVGZZZ5NZEW069297',
      connector_id: '8',
      vehicle_model_id: '',
    });
    state.reading = { connectorId: 8, vin: null };
    tickets.connectorRead();
    expect(stateOf(id).form).toMatchObject({ vin: '', connector_id: '8' });
    view(tickets.change(id, { reference: 'touched' }));
    state.reading = { connectorId: 7, vin, vehiclePath: path };
    tickets.connectorRead();
    expect(stateOf(id).form).toMatchObject({ vin, connector_id: '8', reference: 'touched' });
  });

  it('goes with its car, and stays when a person chose it', () => {
    const { tickets, view } = setUpWith();
    const { id } = view(tickets.create());
    view(tickets.change(id, { vin }));
    expect(view(tickets.change(id, { vin: 'WVGZZZ5NZEW069297' })).form).toMatchObject({
      vehicle_model_id: '',
      vehicleSource: 'typed',
    });
    view(tickets.change(id, { vin }));
    view(tickets.change(id, { vehicle_model_variant_id: '100' }));
    expect(view(tickets.change(id, { vin: 'WVGZZZ5NZEW069297' })).form).toMatchObject({
      vehicle_model_id: '10',
      vehicle_model_variant_id: '100',
    });
  });

  it('is not looked for over what was typed, nor put in again where it was taken out', () => {
    const asked: unknown[] = [];
    const { tickets, view } = setUpWith(asked);
    const { id } = view(tickets.create());
    view(tickets.change(id, { vehicle_model_id: 'Ave', vin }));
    expect(asked).toEqual([]);
    view(tickets.change(id, { vehicle_model_id: '' }));
    expect(view(tickets.change(id, { reference: 'x' })).form.vehicle_model_id).toBe('');
  });

  it('of another car’s connector is not taken', () => {
    const asked: unknown[] = [];
    const { tickets, view, state } = setUpWith(asked);
    const { id } = view(tickets.create());
    view(tickets.change(id, { vin: 'WVGZZZ5NZEW06929', connector_id: '7' }));
    state.reading = { connectorId: 7, vin, vehiclePath: path };
    view(tickets.change(id, { vin: 'WVGZZZ5NZEW069297' }));
    expect(asked).toEqual([['WVGZZZ5NZEW069297', null]]);
  });
});

describe('what the chosen products ask', () => {
  const products = [
    product(52351, { isUnattended: true, prerequisites: [question(12)] }),
    product(52352, { prerequisites: [question(13, 'text', false)] }),
  ];
  const setUpWith = () => workbench({ store: createMemoryTicketStore(), products });

  it('must be answered before the ticket can go, and goes with the answers and the consent', async () => {
    const { tickets, view, write, send, posted, clock } = setUpWith();
    const id = write();
    expect(view(tickets.open(id)).issues.map(({ code }) => code)).toEqual([
      'prerequisite.unanswered',
      'consent.unanswered',
    ]);
    expect(await tickets.send(id)).toMatchObject({ error: { code: 'ticket.incomplete' } });
    view(tickets.change(id, { product_prerequisites: [{ prerequisiteId: '12', kind: 'no', text: '' }] }));
    expect(await tickets.send(id)).toMatchObject({ error: { code: 'ticket.incomplete' } });
    const consented = view(tickets.consent(id, true, '1-nl'));
    expect(consented.form.consent).toEqual({ given: true, at: clock.wall, account: 'pin:1', text: '1-nl' });
    expect(consented.issues).toEqual([]);
    await send(id);
    expect(JSON.parse(posted[0]?.body ?? '')).toMatchObject({
      product_prerequisites: [{ product_prerequisite_id: 12, answer: false }],
      confirmed_unattended_service: true,
    });
  });

  it('can be declined', async () => {
    const { tickets, view, write, send, posted } = setUpWith();
    const id = write({ product_prerequisites: [{ prerequisiteId: '12', kind: 'yes', text: '' }] });
    view(tickets.consent(id, true, '1-nl'));
    view(tickets.consent(id, false, '1-nl'));
    await send(id);
    expect(JSON.parse(posted[0]?.body ?? '')).toMatchObject({ confirmed_unattended_service: false });
  });

  it('is told anew for the draft on screen when the catalogue is another', () => {
    const { tickets, write, changes } = setUpWith();
    const id = write();
    const before = changes.length;
    tickets.catalogueChanged();
    expect(changes.slice(before).map((ticket) => ticket.id)).toEqual([id]);
  });

  it('is asked by the catalogue again in "same again", so no empty answers stand in for it', () => {
    const { tickets, view, write } = setUpWith();
    const answers = ['12', '13', '99'].map((prerequisiteId) => ({
      prerequisiteId,
      kind: 'yes' as const,
      text: '',
    }));
    const id = write({ product_ids: ['52351', '52352'], product_prerequisites: answers });
    expect(view(tickets.duplicate(id)).form.product_prerequisites).toEqual([
      { prerequisiteId: '99', kind: 'text', text: '' },
    ]);
  });
});

describe('same again, other VIN', () => {
  const ordered = {
    reference: 'aa-bb-12',
    voucher: 'ABCD1',
    prepared_ticket_id: 'ca09a970-6519-4280-b6a6-65727e2894e3',
    product_ids: ['52351', '52352'],
    product_prerequisites: [
      { prerequisiteId: '12', kind: 'yes' as const, text: '' },
      { prerequisiteId: '13', kind: 'text' as const, text: '12,6 V' },
    ],
    consent: { given: true, at: 1, account: null, text: '1-nl' },
  };

  it('carries over what was ordered, and nothing of the car, the customer, the answers and the consent', async () => {
    const { tickets, outbox, view, write, stateOf } = setUp();
    const id = write(ordered);
    await tickets.send(id);
    await outbox.idle();
    const sent = stateOf(id);
    const again = view(tickets.duplicate(id));
    expect(again.form).toEqual({
      ...blankForm(),
      product_ids: ['52351', '52352'],
      product_prerequisites: [
        { prerequisiteId: '12', kind: 'text', text: '' },
        { prerequisiteId: '13', kind: 'text', text: '' },
      ],
    });
    expect(again).toMatchObject({
      state: 'draft',
      listed: true,
      attempts: 0,
      waitsFor: null,
      wait: null,
      answer: null,
      restored: null,
      created: null,
      revision: 1,
    });
    expect(again.id).not.toBe(id);
    expect(stateOf(id)).toEqual(sent);
  });

  it('cannot be sent before each question was answered anew', async () => {
    const { tickets, posted, view, write } = setUp();
    const { id } = view(tickets.duplicate(write(ordered)));
    view(tickets.change(id, { ...complete, product_ids: ['52351'], connector_id: '7' }));
    expect(await tickets.send(id)).toMatchObject({
      error: { code: 'ticket.incomplete', details: { field: 'product_prerequisites' } },
    });
    expect(posted).toEqual([]);
  });

  it('is on disk at once, told to the window, and the ticket that the cable fills from then on', () => {
    const { make, tickets, state, changes, view, write, stateOf } = setUp();
    const first = write(ordered);
    const { id } = view(tickets.duplicate(first));
    expect(changes.at(-1)?.id).toBe(id);
    state.reading = { connectorId: 9, vin: 'JFL91010104391010' };
    tickets.connectorRead();
    expect(view(make().open(id)).form).toMatchObject({ vin: 'JFL91010104391010', connector_id: '9' });
    expect(stateOf(first).form).toMatchObject({ vin: complete.vin, connector_id: '7' });
  });

  it('takes what is on the cable now, which is the next car’s', () => {
    const { tickets, state, view, write } = setUp();
    const first = write(ordered);
    state.reading = { connectorId: 9, vin: 'JFL91010104391010' };
    expect(view(tickets.duplicate(first)).form).toMatchObject({
      vin: 'JFL91010104391010',
      vinSource: 'connector',
      connector_id: '9',
      connectorSource: 'cable',
    });
  });

  it('of a ticket in doubt is a new order, and settles nothing', async () => {
    const { tickets, outbox, posted, view, write, stateOf } = setUp([outcomes.lost]);
    const id = write();
    await tickets.send(id);
    await outbox.idle();
    const again = view(tickets.duplicate(id));
    expect(again.state).toBe('draft');
    await outbox.idle();
    expect(posted).toHaveLength(1);
    expect(stateOf(id).state).toBe('unconfirmed');
  });

  it('says when there is no such ticket, or no room for another', () => {
    const { tickets, store, write } = setUp();
    expect(tickets.duplicate('00000000-0000-4000-8000-00000000ffff')).toMatchObject({
      error: { code: 'ticket.not_found' },
    });
    const id = write();
    store.full = true;
    expect(tickets.duplicate(id)).toMatchObject({ error: { code: 'storage.full' } });
  });
});

describe('throwing away and fetching back', () => {
  it('brings a draft back as it was, and records who did what', () => {
    const { tickets, view, write, stateOf } = setUp();
    const id = write({ reference: 'not lost' });
    const before = stateOf(id);
    expect(view(tickets.discard(id))).toMatchObject({ state: 'discarded', listed: false });
    expect(view(tickets.restore(id))).toMatchObject({ state: 'draft', listed: true, form: before.form });
    expect(tickets.attempts(id)).toMatchObject({
      ok: true,
      value: [
        { event: 'decided', code: 'discard', account: 'pin:1' },
        { event: 'decided', code: 'restore', account: 'pin:1' },
      ],
    });
    expect(view(tickets.change(id, { reference: 'written on' })).form.reference).toBe('written on');
  });

  it('brings what had waited back as a draft: only Send sends it', async () => {
    const { tickets, outbox, posted, state, view, write, stateOf } = setUp();
    const id = write();
    state.account = null;
    await tickets.send(id);
    await outbox.idle();
    view(tickets.discard(id));
    state.account = 'pin:1';
    expect(view(tickets.restore(id)).state).toBe('draft');
    outbox.wake();
    await outbox.idle();
    expect(posted).toEqual([]);
    await tickets.send(id);
    await outbox.idle();
    expect(posted).toHaveLength(1);
    expect(stateOf(id).state).toBe('created');
  });

  it('brings what was in doubt back in doubt, and it stops its connector again until it is settled', async () => {
    const { tickets, outbox, posted, view, write, stateOf } = setUp([outcomes.lost]);
    const id = write();
    await tickets.send(id);
    await outbox.idle();
    view(tickets.discard(id));
    expect(view(tickets.restore(id)).state).toBe('unconfirmed');
    expect(tickets.edit(id)).toMatchObject({ ok: false });
    const behind = write({ reference: 'behind' });
    await tickets.send(behind);
    await outbox.idle();
    expect(posted).toHaveLength(1);
    expect(stateOf(behind)).toMatchObject({ state: 'queued', wait: { code: 'queue.blocked' } });
    view(tickets.itIsThere(id, '77'));
    await outbox.idle();
    expect(posted).toHaveLength(2);
    expect(stateOf(behind).state).toBe('created');
  });

  it('lets go what waited behind it', async () => {
    const { tickets, outbox, view, write, stateOf } = setUp([outcomes.lost]);
    const [first, behind] = [write(), write()];
    await tickets.send(first);
    await tickets.send(behind);
    await outbox.idle();
    expect(stateOf(behind).state).toBe('queued');
    view(tickets.discard(first));
    await outbox.idle();
    expect(stateOf(behind).state).toBe('created');
  });

  it('has no place where nothing was thrown away', async () => {
    const { tickets, outbox, write } = setUp();
    const id = write();
    expect(tickets.restore(id)).toMatchObject({ error: { code: 'ticket.not_possible_now' } });
    await tickets.send(id);
    await outbox.idle();
    expect(tickets.restore(id)).toMatchObject({ error: { code: 'ticket.not_possible_now' } });
  });
});

describe('lists, counts and history', () => {
  it('give rows, not whole tickets, for filter, search and page', async () => {
    const { tickets, outbox, view, write, stateOf } = setUp();
    const [draft, sent] = [write({ reference: 'a draft' }), write({ reference: '100 % sent' })];
    await tickets.send(sent);
    await outbox.idle();
    view(tickets.create());
    const page = { limit: 50, filter: 'all', search: '' } as const;
    const row = (view: TicketView) => {
      const { id, place, state, revision, savedAt, waitsFor, wait, created, form } = view;
      const { vin, reference, connector_id } = form;
      return { id, place, state, revision, savedAt, waitsFor, wait, created, vin, reference, connector_id };
    };
    const [draftRow, sentRow] = [row(stateOf(draft)), row(stateOf(sent))];
    expect(tickets.list(page)).toEqual({ ok: true, value: [sentRow, draftRow] });
    expect(tickets.list({ ...page, limit: 1 })).toEqual({ ok: true, value: [sentRow] });
    expect(tickets.list({ ...page, before: sent })).toEqual({ ok: true, value: [draftRow] });
    expect(tickets.list({ ...page, filter: 'drafts' })).toEqual({ ok: true, value: [draftRow] });
    expect(tickets.list({ ...page, search: '%' })).toEqual({ ok: true, value: [sentRow] });
    expect(tickets.counts()).toEqual({ ok: true, value: { needsYou: 0, waiting: 0, drafts: 1 } });
  });

  it('tell how often it was tried, how that ended, and who was signed in', async () => {
    const { tickets, outbox, state, write } = setUp([outcomes.lost]);
    const id = write();
    await tickets.send(id);
    await outbox.idle();
    state.account = 'pin:2';
    tickets.sendAgain(id);
    await outbox.idle();
    expect(tickets.attempts(id)).toMatchObject({
      ok: true,
      value: [
        { number: 1, event: 'begun', account: 'pin:1' },
        { number: 1, event: 'ended', code: 'doubt.connection_lost', account: 'pin:1' },
        { number: 1, event: 'decided', code: 'send_again', account: 'pin:2' },
        { number: 2, event: 'begun', account: 'pin:2' },
        { number: 2, event: 'ended', code: 'created', account: 'pin:2' },
      ],
    });
    expect(tickets.attempts('00000000-0000-4000-8000-00000000ffff')).toEqual({ ok: true, value: [] });
  });
});

it('knows what was created today for the same car or connector, and nothing of yesterday', async () => {
  const bench = workbench();
  const [first, otherCar, elsewhere] = [
    bench.write({ reference: 'first' }),
    bench.write({ vin: 'WF0KXXGCBKBJ13223' }),
    bench.write({ vin: 'WF0KXXGCBKBJ13223', connector_id: '9' }),
  ];
  for (const id of [first, otherCar, elsewhere]) await bench.send(id);
  const sameAs = (id: string) => {
    const same = bench.tickets.sameToday(id);
    return same.ok ? same.value.map((ticket) => ticket.id).sort() : same.error;
  };
  const again = bench.write({ vin: ' wvgzzz5nzew069297 ', connector_id: '12' });
  expect(sameAs(again)).toEqual([first]);
  const onSeven = bench.write({ vin: '', connector_id: '7' });
  expect(sameAs(onSeven)).toEqual([first, otherCar].sort());
  bench.clock.wall += 24 * 3_600_000;
  expect(sameAs(again)).toEqual([]);
});
