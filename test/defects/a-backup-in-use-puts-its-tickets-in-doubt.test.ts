import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import type { TicketState } from '../../preload/contract/ticket.ts';
import { killedAtEveryStep } from '../support/interrupted.ts';
import { backupsOf, backUpTickets, fileOf, inFolder, openTickets, ruin } from '../support/ticket-files.ts';
import { outcomes, type Attempt } from '../support/tickets.ts';
import { Clock, workbench } from '../support/workbench.ts';

const HOUR = 3_600_000;

/** What a ticket is at the time of the backup, and how it comes to be that. */
const waiting: [TicketState, { script: Attempt[]; waitsMs?: number }][] = [
  ['queued', { script: [outcomes.refused] }],
  ['held', { script: [outcomes.held] }],
  ['confirm', { script: [outcomes.refused], waitsMs: 10 * HOUR }],
];

/** A ticket waits, the backup is made, and only then is it sent and created. @returns its id. */
async function sentAfterTheBackup(
  folder: string,
  state: TicketState,
  { script, waitsMs = 0 }: (typeof waiting)[0][1],
): Promise<string> {
  const { store } = openTickets(folder);
  const bench = workbench({ store, script: [...script], newId: () => crypto.randomUUID() });
  const id = bench.write();
  await bench.send(id);
  if (waitsMs > 0) {
    // The PC sleeps: nothing is tried in this time.
    bench.outbox.pause();
    await bench.pass(waitsMs);
    bench.outbox.start();
    await bench.outbox.idle();
  }
  expect(bench.stateOf(id).state).toBe(state);
  expect(backUpTickets(store, folder, bench.clock.wall)).toBe(true);
  if (state === 'confirm') bench.view(bench.tickets.confirm(id));
  await bench.pass(HOUR);
  expect(bench.stateOf(id)).toMatchObject({ state: 'created', created: { id: '3' } });
  bench.outbox.pause();
  store.close();
  return id;
}

/** The program is started on these files and left alone for an hour. */
async function startedOn(folder: string, clock = new Clock()) {
  const { store } = openTickets(folder);
  const bench = workbench({ store, clock });
  bench.outbox.recover();
  bench.outbox.start();
  await bench.pass(HOUR);
  return bench;
}

const withoutFile = (folder: string) => {
  for (const suffix of ['', '-wal', '-shm']) rmSync(fileOf(folder) + suffix, { force: true });
};

// What had been sent since the backup was put in doubt only after the backup stood in the place of the damaged file. A
// kill in between, and the next start took the old tickets for what they said, and sent them a second time.
it.each(waiting)(
  'wherever putting the backup in place is stopped, a ticket sent since is in doubt and not sent again: %s',
  (state, how) =>
    inFolder(async (folder) => {
      const id = await sentAfterTheBackup(folder, state, how);
      ruin(fileOf(folder));
      for (const left of killedAtEveryStep(folder, (at) => openTickets(at).store.close())) {
        const bench = await startedOn(left);
        const ticket = bench.tickets.open(id);
        bench.outbox.pause();
        bench.store.close();
        expect(bench.posted, left).toEqual([]);
        // That it is there at all is another rule's matter.
        if (ticket.ok) expect(ticket.value.state, left).toBe('unconfirmed');
      }
    }),
);

// Whoever looks after the PC may copy a backup over the damaged file: nothing told the program that it is one.
it.each(waiting)('a backup that a person copied over the file puts its tickets in doubt: %s', (state, how) =>
  inFolder(async (folder) => {
    const id = await sentAfterTheBackup(folder, state, how);
    const [backup = ''] = backupsOf(folder);
    withoutFile(folder);
    copyFileSync(backup, fileOf(folder));
    const bench = await startedOn(folder);
    expect(bench.stateOf(id).state).toBe('unconfirmed');
    expect(bench.posted).toEqual([]);
    bench.outbox.pause();
    bench.store.close();
  }),
);

it('a backup that a person took to another PC puts its tickets in doubt there, and once only', () =>
  inFolder(async (folder) => {
    const id = await sentAfterTheBackup(folder, 'queued', { script: [outcomes.refused] });
    const [backup = ''] = backupsOf(folder);
    const other = `${folder}-other`;
    mkdirSync(dirname(fileOf(other)));
    copyFileSync(backup, fileOf(other));
    const bench = await startedOn(other);
    expect(bench.stateOf(id).state).toBe('unconfirmed');
    // A person looked, and it was not there; meanwhile there is no connection.
    bench.script.push(outcomes.refused);
    bench.view(bench.tickets.sendAgain(id));
    await bench.outbox.idle();
    bench.outbox.pause();
    bench.store.close();
    bench.clock.forget();
    const next = await startedOn(other, bench.clock);
    expect(next.stateOf(id).state).toBe('created');
    next.outbox.pause();
    next.store.close();
  }));
