import { cpSync, rmSync } from 'node:fs';
import { expect } from 'vitest';
import { openTickets } from '../support/ticket-files.ts';
import type { ServiceBench } from '../support/service-bench.ts';
import { fault, LONG } from './bench.ts';

/** The data folder as it is now, and what puts it back: what this PC remembers is not in it. */
function keep(bench: ServiceBench): () => void {
  const kept = `${bench.folder}-monday`;
  cpSync(bench.folder, kept, { recursive: true });
  return () => {
    rmSync(bench.folder, { recursive: true });
    cpSync(kept, bench.folder, { recursive: true });
  };
}

/** A ticket waits on Monday, and the folder is kept; it is sent on Tuesday, and then it is Monday's folder again. */
async function putBack(bench: ServiceBench) {
  await bench.sandbox.api.stop();
  const monday = bench.start();
  const [waiting, draft] = [monday.write({ reference: 'waiting' }), monday.write({ connector_id: '8' })];
  await monday.send(waiting);
  monday.kill();
  const putItBack = keep(bench);
  await bench.sandbox.api.start();
  const tuesday = bench.start();
  await tuesday.pass(LONG);
  await tuesday.send(draft);
  for (const id of [waiting, draft]) expect(tuesday.stateOf(id).state).toBe('created');
  tuesday.kill();
  putItBack();
  return { waiting, draft };
}

fault(
  '54 the data folder is put back from an older day: told, what may have been sent since is in doubt, nothing sent',
  async (bench) => {
    const { waiting, draft } = await putBack(bench);
    const { store, notice } = openTickets(bench.folder);
    expect(notice).toBe('database-older');
    const program = bench.start({ store });
    program.outbox.wake();
    await program.pass(LONG);
    expect(program.stateOf(waiting)).toMatchObject({
      state: 'unconfirmed',
      restored: expect.any(Number) as number,
    });
    expect(program.stateOf(draft)).toMatchObject({ state: 'draft', restored: expect.any(Number) as number });
    expect(bench.sandbox.record.posts).toHaveLength(2);
    program.kill();

    // Doubted once: what a person settles stays settled.
    const next = openTickets(bench.folder);
    next.dismiss();
    const settled = bench.start({ store: next.store });
    settled.view(settled.tickets.itIsThere(waiting, '3'));
    settled.kill();
    const last = openTickets(bench.folder);
    expect(last.notice).toBeNull();
    expect(bench.start({ store: last.store }).stateOf(waiting).state).toBe('created');
  },
);

/** A ticket waits on Monday, since the service is down, and the folder is kept as it is then. */
async function leftWaiting(bench: Parameters<typeof keep>[0]) {
  await bench.sandbox.api.stop();
  const monday = bench.start();
  const waiting = monday.write({ reference: 'waiting' });
  await monday.send(waiting);
  monday.kill();
  return { waiting, putItBack: keep(bench) };
}

fault('54 and it is put back a second time: it is known for what it is again', async (bench) => {
  const { waiting, putItBack } = await leftWaiting(bench);
  await bench.sandbox.api.start();
  const tuesday = bench.start();
  await tuesday.pass(LONG);
  tuesday.kill();
  for (let time = 1; time <= 2; time += 1) {
    putItBack();
    const { store, notice } = openTickets(bench.folder);
    expect(notice, `time ${time}`).not.toBeNull();
    const program = bench.start({ store });
    await program.pass(LONG);
    expect(program.stateOf(waiting).state, `time ${time}`).toBe('unconfirmed');
    program.kill();
  }
  expect(bench.sandbox.record.tickets).toHaveLength(1);
});

fault('54 and where nothing was sent since, it may have been thrown away since', async (bench) => {
  const { waiting, putItBack } = await leftWaiting(bench);
  const tuesday = bench.start();
  tuesday.view(tuesday.tickets.discard(waiting));
  tuesday.kill();
  putItBack();
  const { store, notice } = openTickets(bench.folder);
  expect(notice).toBe('database-older');
  await bench.sandbox.api.start();
  const program = bench.start({ store });
  await program.pass(LONG);
  expect(program.stateOf(waiting).state).toBe('unconfirmed');
  expect(bench.sandbox.record.posts).toEqual([]);
});
