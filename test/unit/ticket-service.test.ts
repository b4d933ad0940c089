import { describe, expect, it } from 'vitest';
import type { PostOutcome } from '../../main/api/outcome.ts';
import { createMemoryTicketStore } from '../support/memory-ticket-store.ts';
import { outcomes } from '../support/tickets.ts';
import { workbench } from '../support/workbench.ts';

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
    expect(stateOf(id)).toMatchObject({ state: 'queued', problem: { code: 'auth.required' } });
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
