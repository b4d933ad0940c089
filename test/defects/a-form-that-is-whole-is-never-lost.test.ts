import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Ticket } from '../../main/tickets/ticket.ts';
import {
  workshopFileOf,
  backUpTickets,
  fileOf,
  inFolder,
  openTickets,
  openWorkshop,
  writeDrafts,
} from '../support/ticket-files.ts';
import { outcomes } from '../support/tickets.ts';
import { workbench } from '../support/workbench.ts';

const newId = () => crypto.randomUUID();

/** Each byte that begins this text is another one. */
function spoil(file: string, text: string, offset = 0): void {
  const bytes = readFileSync(file);
  expect(bytes.indexOf(text)).toBeGreaterThan(0);
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) bytes.write('x', at + offset);
  writeFileSync(file, bytes);
}

type Bench = ReturnType<typeof workbench>;

/** A ticket that became something, before or after a backup, what of it went bad then, and what it is after the restore. */
async function restoredWithout(
  folder: string,
  what: (id: string) => [text: string, offset?: number],
  become: (bench: Bench, id: string) => unknown,
  script: Parameters<typeof workbench>[0] = {},
): Promise<Ticket | null> {
  const { store } = openTickets(folder);
  writeDrafts(store, 2);
  backUpTickets(store, folder, Date.now());
  const bench = workbench({ store, newId, ...script });
  const id = bench.write({ reference: 'two hours of work' });
  await become(bench, id);
  bench.outbox.end();
  store.close();
  spoil(fileOf(folder), ...what(id));
  const opened = openTickets(folder);
  const found = opened.store.get(id);
  opened.store.close();
  expect(opened.notice).toBe('database-restored');
  return found.ok ? found.value : null;
}

// One byte beside the form, and the whole row was left behind: a draft, a ticket that was sent.
describe('after a restore, a ticket with a bad byte', () => {
  it('in what a refusal said, is the draft that it was', () =>
    inFolder(async (folder) => {
      const refuse = async (bench: Bench, id: string) => {
        await bench.send(id);
        bench.view(bench.tickets.edit(id));
      };
      const ticket = await restoredWithout(folder, () => ['{"code":"api.rejected"'], refuse, {
        script: [outcomes.rejected],
      });
      expect(ticket).toMatchObject({
        state: 'draft',
        answer: null,
        form: { reference: 'two hours of work' },
      });
    }));

  it('in why it waits, is in doubt like all that waited', () =>
    inFolder(async (folder) => {
      const ticket = await restoredWithout(
        folder,
        () => ['{"code":"net.refused"'],
        (bench, id) => bench.send(id),
        { script: [outcomes.refused] },
      );
      expect(ticket).toMatchObject({ state: 'unconfirmed', form: { reference: 'two hours of work' } });
    }));

  it.each([
    ['number', '{"id":"3","uuid"'],
    ['payload', '{"vin":"WVGZZZ5NZEW069297","vehicle_model_id":284841'],
  ])('in the %s, stays created where it was', (_, text) =>
    inFolder(async (folder) => {
      const ticket = await restoredWithout(
        folder,
        () => [text],
        (bench, id) => bench.send(id),
      );
      expect(ticket?.state).toBe('created');
    }),
  );

  it('in its state, is a draft that may have been sent', () =>
    inFolder(async (folder) => {
      const ticket = await restoredWithout(
        folder,
        (id) => [`${id}queued`, 36],
        (bench, id) => bench.send(id),
        { script: [outcomes.refused] },
      );
      expect(ticket).toMatchObject({
        state: 'draft',
        doubted: true,
        payload: null,
        form: { reference: 'two hours of work' },
      });
    }));
});

// No backup stands in for what can be read: what somebody vouched for, in other letters, let the ticket go unlooked at.
it('what nobody can tell any more of when Send was pressed, is looked over', () =>
  inFolder(async (folder) => {
    const { store } = openTickets(folder);
    const bench = workbench({ store, newId, script: [outcomes.refused] });
    const id = bench.write();
    await bench.send(id);
    bench.outbox.end();
    bench.clock.forget();
    store.close();
    spoil(fileOf(folder), `{"at":${bench.clock.wall},"connectorId"`, 2);
    const opened = openTickets(folder);
    const next = workbench({ store: opened.store, newId, clock: bench.clock });
    next.outbox.start();
    await next.outbox.idle();
    const { state } = next.stateOf(id);
    next.outbox.end();
    opened.store.close();
    expect({ state, posted: next.posted.length }).toEqual({ state: 'confirm', posted: 0 });
  }));

it('one template that went bad costs no other', () =>
  inFolder((folder) => {
    const workshop = openWorkshop(folder);
    const template = { voucher: '', removedAt: null, answers: [] };
    const [one, two] = [newId(), newId()];
    workshop.templates.put({ ...template, id: one, name: 'one', createdAt: 1, product_ids: ['111'] });
    workshop.templates.put({ ...template, id: two, name: 'two', createdAt: 2, product_ids: ['222'] });
    workshop.close();
    spoil(workshopFileOf(folder), '["111"]');
    const again = openWorkshop(folder);
    const all = again.templates.all({ from: '2026-05-01', before: '2026-05-02' });
    again.close();
    expect(all.ok && all.value.map(({ name, product_ids }) => [name, product_ids])).toEqual([
      ['one', []],
      ['two', ['222']],
    ]);
  }));
