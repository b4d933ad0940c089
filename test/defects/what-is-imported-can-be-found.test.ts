import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportDrafts, importDrafts } from '../../main/platform/draft-transfer.ts';
import { blankForm } from '../../main/tickets/form.ts';
import type { TicketStore } from '../../main/tickets/ticket-store.ts';
import { valueOf } from '../contract/ticket-store-conformance.ts';
import { exporting, inFolder, openTickets } from '../support/ticket-files.ts';
import { outcomes } from '../support/tickets.ts';
import { workbench } from '../support/workbench.ts';

const listed = (store: TicketStore) => valueOf(store.list({ limit: 10, filter: 'all', search: '' }));

/** A draft, exported yesterday. What becomes of it here is `since`; then the file is imported. */
async function imported(
  since: (bench: ReturnType<typeof workbench>, id: string, file: string) => void | Promise<void>,
  check: (found: ReturnType<typeof listed>, id: string) => void,
): Promise<void> {
  await inFolder(async (folder) => {
    const { store } = openTickets(folder);
    const bench = workbench({ store, script: [outcomes.lost], newId: () => crypto.randomUUID() });
    const id = bench.write({ reference: 'wanted' });
    const file = join(folder, 'drafts.json');
    valueOf(exportDrafts(store, file, Date.now(), exporting));
    await since(bench, id, file);
    expect(listed(store)).toEqual([]);
    const told: string[] = [];
    const outcome = importDrafts(store, file, 5, (one) => told.push(one));
    bench.outbox.end();
    const found = listed(store);
    const again = importDrafts(store, file);
    store.close();
    expect(outcome).toEqual({ ok: true, value: { added: 1, known: 0 } });
    expect(told).toEqual([id]);
    check(found, id);
    expect(again).toEqual({ ok: true, value: { added: 0, known: 1 } });
  });
}

// Thrown away by mistake, and the half minute of "Undo" is over: but the drafts were exported yesterday. The import said
// "Here already: 1", and it was nowhere.
describe('what a person imports is in the list afterwards', () => {
  it('a draft that was thrown away here is a draft again', () =>
    imported(
      (bench, id) => void bench.view(bench.tickets.discard(id)),
      (found, id) => {
        expect(found).toMatchObject([{ id, state: 'draft', doubted: false, form: { reference: 'wanted' } }]);
      },
    ));

  it('a draft that was emptied here has its content again', () =>
    imported(
      (bench, id) => {
        const {
          consent: _,
          vinSource: __,
          vehicleSource: ___,
          connectorSource: ____,
          ...empty
        } = blankForm();
        bench.view(bench.tickets.change(id, empty));
      },
      (found, id) => {
        expect(found).toMatchObject([{ id, state: 'draft', form: { reference: 'wanted' } }]);
      },
    ));

  it('what was thrown away in doubt is in doubt again, and no draft', () =>
    imported(
      async (bench, id) => {
        await bench.send(id);
        bench.view(bench.tickets.discard(id));
      },
      (found, id) => {
        expect(found).toMatchObject([{ id, state: 'unconfirmed', attempts: 1, doubted: true }]);
      },
    ));

  it('what the file says may have been sent says so', () =>
    imported(
      (bench, id, file) => {
        bench.view(bench.tickets.discard(id));
        const text = readFileSync(file, 'utf8').replace('"version": 1', '"version": 2');
        writeFileSync(file, text.replace('"form":', '"mayHaveBeenSent": true, "form":'));
      },
      (found, id) => {
        expect(found).toMatchObject([{ id, state: 'draft', doubted: true }]);
        expect(found[0]?.restored).not.toBeNull();
      },
    ));
});
