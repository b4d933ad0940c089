import { readFileSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import {
  backUpTickets,
  damage,
  draftsIn,
  fileOf,
  indexesIn,
  inFolder,
  openTickets,
  writeDrafts,
} from '../support/ticket-files.ts';
import { outcomes } from '../support/tickets.ts';
import { workbench } from '../support/workbench.ts';

const newId = () => crypto.randomUUID();

/** Five drafts and a ticket that waits for its connection. */
async function written(folder: string): Promise<{ drafts: string[]; waiting: string }> {
  const { store } = openTickets(folder);
  const drafts = writeDrafts(store, 5);
  const bench = workbench({ store, newId, script: [outcomes.refused] });
  const waiting = bench.write({ reference: 'waits' });
  await bench.send(waiting);
  bench.outbox.end();
  store.close();
  return { drafts, waiting };
}

/** One byte of the frozen payload is another one: `{"vin":…` begins with an x. */
function flipOneByteOfThePayload(folder: string): void {
  const file = fileOf(folder);
  const bytes = readFileSync(file);
  // The body that will leave says the connector as a number; the form says it as text.
  const at = bytes.indexOf('{"vin":"WVGZZZ5NZEW069297","vehicle_model_id":284841');
  expect(at).toBeGreaterThan(0);
  bytes[at] = 'x'.charCodeAt(0);
  writeFileSync(file, bytes);
}

describe('one byte of a ticket’s payload goes bad on the disk', () => {
  // The row is taken over as it is, the new file's own check refuses it, and that error ends the start. For ever: each
  // further start does the same.
  it('the program starts, and every draft is there', () =>
    inFolder(async (folder) => {
      const { drafts } = await written(folder);
      flipOneByteOfThePayload(folder);
      const { store } = openTickets(folder);
      const found = draftsIn(store);
      store.close();
      expect(found).toEqual(expect.arrayContaining(drafts));
    }));

  it('also where there is a backup of the morning', () =>
    inFolder(async (folder) => {
      const first = openTickets(folder);
      const morning = writeDrafts(first.store, 3);
      backUpTickets(first.store, folder, Date.now());
      first.store.close();
      await written(folder);
      flipOneByteOfThePayload(folder);
      const { store } = openTickets(folder);
      const found = draftsIn(store);
      store.close();
      expect(found).toEqual(expect.arrayContaining(morning));
    }));
});

describe('a number of rows that damage made enormous', () => {
  // Each number up to it is looked for, one by one: the window never comes, and nobody is told why.
  it('does not keep the program from starting within a minute', () =>
    inFolder(async (folder) => {
      await written(folder);
      const db = new DatabaseSync(fileOf(folder));
      // As damage to this one cell does; what else is damaged is an index.
      db.exec("UPDATE sqlite_sequence SET seq = 68719476736 WHERE name = 'ticket'");
      db.close();
      damage(
        fileOf(folder),
        indexesIn(folder).find(({ name }) => name === 'listed')?.at ?? Number.NaN,
        4_096,
      );
      const child = join(import.meta.dirname, '..', 'support', 'open-child.ts');
      const { status, signal } = spawnSync(process.execPath, [child, folder], { timeout: 20_000 });
      expect({ status, signal }).toEqual({ status: 0, signal: null });
    }));
});
