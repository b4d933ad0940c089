import { expect } from 'vitest';
import { fault } from './bench.ts';

fault('38 a double click, and a call that is replayed: one POST', async (bench) => {
  const program = bench.start();
  const id = program.write();
  await Promise.all(Array.from({ length: 10 }, () => program.tickets.send(id)));
  await program.outbox.idle();
  for (let replay = 0; replay < 5; replay += 1)
    expect(await program.tickets.send(id)).toMatchObject({ ok: false });
  await program.outbox.idle();
  expect(program.tickets.sendAgain(id)).toMatchObject({ ok: false });
  expect(program.stateOf(id)).toMatchObject({ state: 'created', attempts: 1 });
  expect(bench.sandbox.record.posts).toHaveLength(1);
});
