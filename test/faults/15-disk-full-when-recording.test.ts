import { expect } from 'vitest';
import { openSqliteTicketStore } from '../../main/tickets/sqlite-ticket-store.ts';
import type { TicketStore } from '../../main/tickets/ticket-store.ts';
import { appError } from '../../preload/contract/errors.ts';
import { fault, LONG } from './bench.ts';

/** A real store whose disk has no room for the ends of attempts. */
function fullAtTheEnd(store: TicketStore): TicketStore & { full: boolean } {
  const limited = {
    ...store,
    full: true,
    replace: (...[seen, next, entry]: Parameters<TicketStore['replace']>) =>
      limited.full && entry?.event === 'ended'
        ? ({ ok: false, error: appError('storage.full') as never } as const)
        : store.replace(seen, next, entry),
  };
  return limited;
}

fault('15 the disk is full when 201 is to be recorded: recorded later, no second POST', async (bench) => {
  const store = fullAtTheEnd(openSqliteTicketStore(bench.file));
  const program = bench.start({ store });
  const [first, second] = [program.write(), program.write()];
  await program.send(first);
  await program.send(second);
  await program.pass(LONG);
  expect(bench.sandbox.record.posts).toHaveLength(1);
  expect(program.stateOf(first).state).toBe('sending');
  store.full = false;
  bench.sandbox.api.pending.clear();
  await program.pass(LONG);
  expect(program.stateOf(first).state).toBe('created');
  expect(program.stateOf(second).state).toBe('created');
  expect(bench.sandbox.record.posts).toHaveLength(2);
});

fault('15 and when the program ends before that: in doubt, no second POST', async (bench) => {
  const program = bench.start({ store: fullAtTheEnd(openSqliteTicketStore(bench.file)) });
  const id = program.write();
  await program.send(id);
  program.kill();
  const again = bench.start();
  await again.pass(LONG);
  expect(again.stateOf(id).state).toBe('unconfirmed');
  expect(bench.sandbox.record.posts).toHaveLength(1);
});
