import { expect, it } from 'vitest';
import type { PostOutcome } from '../../main/tickets/post-outcome.ts';
import type { TicketView } from '../../preload/contract/ticket.ts';
import { fault, LONG } from '../faults/bench.ts';
import { backUpTickets, fileOf, inFolder, openTickets, ruin } from '../support/ticket-files.ts';
import { outcomes } from '../support/tickets.ts';
import { workbench } from '../support/workbench.ts';

const newId = () => crypto.randomUUID();
/** What the ticket on screen says about itself. */
const saysOf = ({ restored, wait, answer }: TicketView): string | null =>
  restored === null ? ((wait ?? answer)?.code ?? null) : 'doubt.restored';

/** A ticket as it is in the backup: a draft, or refused by the service. */
const beginnings: [string, { script: PostOutcome[]; sends: boolean }][] = [
  ['a draft', { script: [], sends: false }],
  ['one that was not accepted', { script: [outcomes.rejected], sends: true }],
];

/** The backup is made, then the ticket is corrected, sent and created; then the file is lost. @returns its id. */
async function sentSinceTheBackup(
  folder: string,
  { script, sends }: (typeof beginnings)[0][1],
): Promise<string> {
  const { store } = openTickets(folder);
  const bench = workbench({ store, newId, script: [...script] });
  const id = bench.write({ reference: 'in the backup' });
  if (sends) await bench.send(id);
  expect(backUpTickets(store, folder, bench.clock.wall)).toBe(true);
  if (sends) bench.view(bench.tickets.edit(id));
  await bench.send(id);
  expect(bench.stateOf(id).state).toBe('created');
  bench.outbox.pause();
  store.close();
  ruin(fileOf(folder));
  return id;
}

// Only what had been released when the backup was made was doubted after it. A draft that was sent since then met its
// own ticket as "the connector is busy", and was tried until that one was closed: two tickets.
it.each(beginnings)(
  'a busy connector is no proof for what may have been sent since the backup: %s',
  (_, beginning) =>
    inFolder(async (folder) => {
      const id = await sentSinceTheBackup(folder, beginning);
      const { store } = openTickets(folder);
      const bench = workbench({ store, newId, script: [outcomes.held] });
      bench.outbox.recover();
      bench.outbox.start();
      // Nobody sends what the window still calls "not accepted"; it is a form to look over.
      expect(bench.stateOf(id)).toMatchObject({ state: 'draft' });
      expect(saysOf(bench.stateOf(id))).toBe('doubt.restored');
      await bench.send(id);
      await bench.pass(10 * 60_000);
      const { state } = bench.stateOf(id);
      bench.outbox.pause();
      store.close();
      expect(bench.posted).toHaveLength(1);
      expect(state).toBe('unconfirmed');
    }),
);

it('nor after it was changed, waited for a connection, or was taken back and sent again', () =>
  inFolder(async (folder) => {
    const [, beginning] = beginnings[0] ?? [];
    if (beginning === undefined) throw new Error('no beginning');
    const id = await sentSinceTheBackup(folder, beginning);
    const { store } = openTickets(folder);
    const bench = workbench({ store, newId, script: [outcomes.refused, outcomes.rejected, outcomes.held] });
    bench.outbox.start();
    bench.view(bench.tickets.change(id, { reference: 'looked over' }));
    await bench.send(id);
    bench.view(bench.tickets.edit(id));
    await bench.send(id);
    bench.view(bench.tickets.edit(id));
    await bench.send(id);
    await bench.pass(LONG);
    const { state } = bench.stateOf(id);
    bench.outbox.pause();
    store.close();
    // The first time there was no connection.
    expect(bench.posted).toHaveLength(2);
    expect(state).toBe('unconfirmed');
  }));

it('a draft that was written after the restore is doubted by nobody: a busy connector is tried again', () =>
  inFolder(async (folder) => {
    const [, beginning] = beginnings[0] ?? [];
    if (beginning === undefined) throw new Error('no beginning');
    await sentSinceTheBackup(folder, beginning);
    const { store } = openTickets(folder);
    const bench = workbench({ store, newId, script: [outcomes.held] });
    bench.outbox.start();
    const id = bench.write({ connector_id: '8' });
    await bench.send(id);
    expect(bench.stateOf(id).state).toBe('held');
    await bench.pass(LONG);
    expect(bench.stateOf(id).state).toBe('created');
    bench.outbox.pause();
    store.close();
  }));

fault(
  'a draft of a backup that was sent since makes no second ticket, however long its connector is busy with the first',
  async (bench) => {
    const first = bench.start();
    const id = first.write();
    backUpTickets(first.store, bench.folder, Date.now());
    await first.send(id);
    expect(first.stateOf(id).state).toBe('created');
    first.kill();
    ruin(bench.file);
    const again = bench.start({ store: openTickets(bench.folder).store });
    // The mechanic sees a draft, and sends it; an hour later the technician has closed the ticket that was there.
    await again.send(id);
    bench.sandbox.api.pending.clear();
    await again.pass(LONG);
    expect(bench.sandbox.record.tickets).toHaveLength(1);
    expect(again.stateOf(id).state).toBe('unconfirmed');
  },
);
