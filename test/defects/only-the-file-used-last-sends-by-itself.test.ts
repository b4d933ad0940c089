import { copyFileSync, cpSync, renameSync, rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { hourOf, leftWaiting } from '../support/hour.ts';
import { killedForReal } from '../support/killed-for-real.ts';
import { openOldStore } from '../support/old-store.ts';
import { fileOf, inFolder, openTickets } from '../support/ticket-files.ts';
import { workbench } from '../support/workbench.ts';

const newId = () => crypto.randomUUID();

// The customer drove off, the ticket was thrown away; then the folder is put back from the day before. No attempt was
// made in between, so nothing notices, and what was thrown away is ordered.
it('what was thrown away since is not ordered by a file of the day before', () =>
  inFolder(async (folder) => {
    const id = await leftWaiting(folder);
    copyFileSync(fileOf(folder), `${folder}-older.db`);
    const { store } = openTickets(folder);
    const bench = workbench({ store, newId });
    bench.view(bench.tickets.discard(id));
    await bench.outbox.idle();
    bench.outbox.end();
    store.close();
    rmSync(fileOf(folder));
    copyFileSync(`${folder}-older.db`, fileOf(folder));
    expect(await hourOf(folder)).toMatchObject({ posted: 0 });
  }));

// `mv data data-old; cp -r data-old data`: the copy has the place, and with it the witness; the original has its inode.
// Each is "the same", and each sends what waits.
it('of a folder and its copy at most one sends what waits in both', () =>
  inFolder(async (folder) => {
    await leftWaiting(folder);
    const old = `${folder}-old`;
    renameSync(folder, old);
    cpSync(old, folder, { recursive: true });
    const sent = [await hourOf(folder), await hourOf(old)].map(({ posted }) => posted);
    expect(sent.reduce((sum, each) => sum + each, 0)).toBeLessThan(2);
  }));

// A second workshop PC is made from an image of the first, or a person's whole profile moves to a new PC while the old
// one goes on: the data folder is copied, and the witness with it. Both send.
it('of two PCs, one made from a copy of the whole profile, at most one sends what waits in both', () =>
  inFolder(async (folder) => {
    await leftWaiting(folder);
    const other = `${folder}-pc2`;
    cpSync(folder, other, { recursive: true });
    copyFileSync(`${folder}-witness.json`, `${other}-witness.json`);
    const sent = [await hourOf(folder), await hourOf(other, { machine: 'another PC' })].map(
      ({ posted }) => posted,
    );
    expect(sent.reduce((sum, each) => sum + each, 0)).toBeLessThan(2);
  }));

// The very first start was stopped after the file had its session, and before anybody had seen it: the next one took it for
// a copy, and whatever waited was in doubt.
it(
  'wherever the first start after an update is killed, the next one says nothing and sends what waits',
  { timeout: 60_000 },
  () =>
    inFolder(async (folder) => {
      openOldStore(fileOf(folder)).close();
      for await (const step of killedForReal(folder, { what: 'open', now: Date.now() }))
        expect(await hourOf(folder), `step ${step}`).toMatchObject({ notice: null, posted: 1 });
    }),
);
