import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Ticket } from '../../main/tickets/ticket.ts';
import { createMemoryTicketStore } from '../support/memory-ticket-store.ts';
import { fileOf, inFolder, openTickets, writeDrafts } from '../support/ticket-files.ts';
import { outcomes } from '../support/tickets.ts';
import { workbench } from '../support/workbench.ts';

const HOUR = 3_600_000;
const newId = () => crypto.randomUUID();
const all = { limit: 50, filter: 'all', search: '' } as const;

/** One byte of a form goes bad where it stays JSON: the name of a field. */
function spoilAName(folder: string, id: string, state: string): void {
  const bytes = readFileSync(fileOf(folder));
  const row = bytes.lastIndexOf(`${id}${state}`);
  expect(row).toBeGreaterThan(0);
  bytes.write('h', bytes.indexOf('"vin":', row) + 2);
  writeFileSync(fileOf(folder), bytes);
}

// No check of the file finds it. A field that was not there made whatever read it throw: no window, no list, no sending.
describe('a form that is JSON still and no form any more', () => {
  it('is opened and listed with whatever else it says', () =>
    inFolder((folder) => {
      const { store } = openTickets(folder);
      const [, id = ''] = writeDrafts(store, 2);
      store.close();
      spoilAName(folder, id, 'draft');
      const opened = openTickets(folder);
      const bench = workbench({ store: opened.store, newId });
      const shown = bench.view(bench.tickets.openAtStart());
      const listed = bench.tickets.list(all);
      opened.store.close();
      expect(shown).toMatchObject({ id, form: { vin: '', reference: 'draft 1' } });
      expect(listed.ok && listed.value).toHaveLength(2);
      expect(bench.unshowable).toEqual([]);
    }));

  it('keeps no copied folder from being opened, and is in doubt there', () =>
    inFolder((folder) => {
      const { store } = openTickets(folder);
      const [id = ''] = writeDrafts(store, 1);
      store.close();
      spoilAName(folder, id, 'draft');
      const opened = openTickets(folder, { machine: 'another PC' });
      const ticket = opened.store.get(id);
      opened.store.close();
      expect(opened.notice).toBe('database-copied');
      expect(ticket.ok && ticket.value?.doubted).toBe(true);
    }));

  it('lets its ticket go out as it was released, and those behind it', () =>
    inFolder(async (folder) => {
      const { store } = openTickets(folder);
      const bench = workbench({ store, newId, script: [outcomes.refused] });
      const first = bench.write();
      await bench.send(first);
      bench.outbox.pause();
      bench.clock.forget();
      const second = bench.write();
      bench.view(await bench.tickets.send(second));
      bench.outbox.end();
      store.close();
      spoilAName(folder, first, 'queued');
      const opened = openTickets(folder);
      const next = workbench({ store: opened.store, newId, clock: bench.clock });
      next.outbox.recover();
      next.outbox.start();
      await next.pass(HOUR);
      const states = [first, second].map((id) => next.stateOf(id).state);
      next.outbox.end();
      opened.store.close();
      expect(states).toEqual(['created', 'created']);
      expect(next.posted[0]?.body).toContain('"vin":"WVGZZZ5NZEW069297"');
    }));

  it('is looked over by a person where the car on the cable cannot be told from its own', () =>
    inFolder(async (folder) => {
      const { store } = openTickets(folder);
      const bench = workbench({ store, newId, script: [outcomes.refused] });
      const id = bench.write();
      await bench.send(id);
      bench.outbox.end();
      bench.clock.forget();
      store.close();
      spoilAName(folder, id, 'queued');
      const opened = openTickets(folder);
      const next = workbench({ store: opened.store, newId, clock: bench.clock });
      next.state.reading = { connectorId: 7, vin: 'WVGZZZ5NZEW069297' };
      next.outbox.start();
      await next.pass(HOUR);
      const { state } = next.stateOf(id);
      next.outbox.end();
      opened.store.close();
      expect({ state, posted: next.posted.length }).toEqual({ state: 'confirm', posted: 0 });
    }));
});

// It was tried again every five seconds for ever, in no list of what needs somebody, and those behind it did not say why.
describe('a ticket that a defect never lets go', () => {
  it('needs a person, and those behind it say so', async () => {
    const store = createMemoryTicketStore();
    const defects: unknown[] = [];
    const bench = workbench({ store, defect: (error) => defects.push(error) });
    const get = store.nextInLane.bind(store);
    const spoilt = { id: '' };
    store.nextInLane = (lane) => {
      const next = get(lane);
      if (!next.ok || next.value?.id !== spoilt.id) return next;
      // Whatever it is that the next look comes upon.
      const vouched = new Proxy({} as NonNullable<Ticket['vouched']>, {
        get: () => {
          throw new TypeError('a defect');
        },
      });
      return { ok: true, value: { ...next.value, vouched } };
    };
    const [first, second] = [bench.write(), bench.write()];
    spoilt.id = first;
    bench.outbox.pause();
    for (const id of [first, second]) bench.view(await bench.tickets.send(id));
    await bench.outbox.idle();
    await bench.pass(HOUR);
    expect(bench.stateOf(first)).toMatchObject({
      state: 'queued',
      waitsFor: 'person',
      wait: { code: 'internal' },
    });
    expect(bench.stateOf(second)).toMatchObject({ state: 'queued', waitsFor: 'earlier-ticket' });
    expect(bench.posted).toEqual([]);
    expect(defects.length).toBeLessThan(10);
    spoilt.id = '';
    bench.view(await bench.tickets.send(first));
    await bench.pass(HOUR);
    for (const id of [first, second]) expect(bench.stateOf(id).state).toBe('created');
  });
});
