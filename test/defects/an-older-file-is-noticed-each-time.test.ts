import { copyFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { backupsOf, backUpTickets, fileOf, inFolder, openTickets } from '../support/ticket-files.ts';
import { outcomes, type Attempt } from '../support/tickets.ts';
import { workbench } from '../support/workbench.ts';

const HOUR = 3_600_000;
const newId = () => crypto.randomUUID();

/** The program is started, does `work`, is left alone for an hour, and is ended. @returns what left for the service. */
async function run(
  folder: string,
  work: (bench: ReturnType<typeof workbench>) => Promise<void> | void = () => undefined,
  script: Attempt[] = [],
): Promise<{ posted: number; states: string[] }> {
  const { store } = openTickets(folder);
  const bench = workbench({ store, script, newId });
  bench.outbox.recover();
  bench.outbox.start();
  await bench.outbox.idle();
  await work(bench);
  await bench.pass(HOUR);
  const all = store.list({ limit: 50, filter: 'all', search: '' });
  bench.outbox.end();
  store.close();
  bench.clock.forget();
  return { posted: bench.posted.length, states: all.ok ? all.value.map(({ state }) => state) : [] };
}

/** A ticket waits, since there is no connection; the program is ended with it waiting. @returns its id. */
async function leftWaiting(folder: string): Promise<string> {
  const { store } = openTickets(folder);
  const bench = workbench({ store, script: [outcomes.refused], newId });
  const id = bench.write();
  await bench.send(id);
  backUpTickets(store, folder, bench.clock.wall);
  bench.outbox.end();
  store.close();
  return id;
}

// Whoever looks after the PC keeps a copy of the file, puts yesterday's backup in its place (cp: the same inode), and
// has a look. Somebody says "it is not there, send again", and it is sent. Then the copy is put back. The witness says
// that another file was last used here; the place says "the same file"; and the ticket goes out a second time.
it('a file that was replaced by a backup for a while and put back sends nothing unasked', () =>
  inFolder(async (folder) => {
    const id = await leftWaiting(folder);
    const file = fileOf(folder);
    const kept = `${folder}-kept.db`;
    copyFileSync(file, kept);

    const [backup = ''] = backupsOf(folder);
    copyFileSync(backup, file);
    const meanwhile = await run(folder, async ({ tickets, view, outbox }) => {
      expect(view(tickets.open(id)).state).toBe('unconfirmed');
      view(tickets.sendAgain(id));
      await outbox.idle();
      expect(view(tickets.open(id)).state).toBe('created');
    });
    expect(meanwhile.posted).toBe(1);

    copyFileSync(kept, file);
    const back = await run(folder);
    expect(back).toEqual({ posted: 0, states: ['unconfirmed'] });
  }));

it('an older copy that is put back a second time sends nothing unasked', () =>
  inFolder(async (folder) => {
    await leftWaiting(folder);
    const file = fileOf(folder);
    const older = `${folder}-older.db`;
    copyFileSync(file, older);
    expect((await run(folder)).posted).toBe(1);

    copyFileSync(older, file);
    // It is noticed the first time.
    const first = await run(folder);
    expect(first).toEqual({ posted: 0, states: ['unconfirmed'] });

    copyFileSync(older, file);
    const second = await run(folder);
    expect(second).toEqual({ posted: 0, states: ['unconfirmed'] });
  }));
