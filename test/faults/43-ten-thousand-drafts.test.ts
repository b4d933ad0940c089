import { expect } from 'vitest';
import { newTicket } from '../../main/tickets/ticket.ts';
import { filledForm } from '../support/tickets.ts';
import { fault } from './bench.ts';

fault('43 ten thousand drafts: all there, in order, page by page, found by search', (bench) => {
  const program = bench.start();
  const ids = Array.from({ length: 10_000 }, () => crypto.randomUUID());
  for (const [at, id] of ids.entries())
    program.store.insert(newTicket(id, filledForm({ reference: `job ${at}` }), at + 1));
  const seen: string[] = [];
  for (;;) {
    const before = seen.at(-1);
    const page = program.tickets.list({
      limit: 200,
      filter: 'drafts',
      search: '',
      ...(before === undefined ? {} : { before }),
    });
    if (!page.ok || page.value.length === 0) break;
    seen.push(...page.value.map(({ id }) => id));
  }
  expect(seen).toEqual([...ids].reverse());
  expect(program.tickets.counts()).toMatchObject({ value: { drafts: 10_000 } });
  const found = program.tickets.list({ limit: 10, filter: 'all', search: 'JOB 4321' });
  expect(found.ok && found.value.map(({ reference }) => reference)).toEqual(['job 4321']);
  expect(program.view(program.tickets.openAtStart()).id).toBe(ids.at(-1));
});
