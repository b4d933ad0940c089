import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteTicketStore } from '../../main/tickets/sqlite-ticket-store.ts';
import type { TicketStore } from '../../main/tickets/ticket-store.ts';
import { TicketList } from '../../renderer/state/ticket-list.svelte.ts';
import { bridgeDouble } from '../support/bridge-double.ts';
import { createMemoryTicketStore } from '../support/memory-ticket-store.ts';
import { workbench } from '../support/workbench.ts';

const HOUR = 3_600_000;

let folder: string;
let opened: TicketStore[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'workshop-clock-'));
  opened = [];
});
afterEach(() => {
  for (const store of opened) store.close();
  rmSync(folder, { recursive: true, force: true });
});
const openFile = () => {
  const store = openSqliteTicketStore(join(folder, `${opened.length}.db`));
  opened.push(store);
  return store;
};

/** The list on screen over the real main. */
function withList(count: number, store: TicketStore) {
  const bench = workbench({ store });
  const write = (reference: string): string => {
    bench.clock.wall += 1_000;
    return bench.write({ reference });
  };
  for (let n = 1; n <= count; n += 1) write(`no ${n}`);
  const page = (before?: string) => bench.tickets.list({ limit: 50, filter: 'all', search: '', before });
  const { bridge } = bridgeDouble({
    tickets: { list: ({ before }) => Promise.resolve(page(before)) },
  });
  const first = page();
  if (!first.ok) throw new Error(first.error.code);
  const list = new TicketList(bridge, first.value);
  return {
    bench,
    list,
    /** Newly written, and told to the window. */
    add: (reference: string) => {
      const id = write(reference);
      list.apply(bench.stateOf(id));
      return id;
    },
    shown: () => list.tickets.map(({ reference }) => reference),
  };
}

// Main goes by the order in which tickets were written, and the window went by their times: after the clock was set
// back, a new ticket was further down than the window had fetched, and not on any page that followed.
describe.each([
  ['memory', createMemoryTicketStore],
  ['SQLite', openFile],
])('after the clock was set back (%s)', (_name, open) => {
  it.each([
    ['an hour', HOUR],
    ['ten years', 10 * 365 * 24 * HOUR],
    ['ten seconds', 10_000],
  ])('%s, a new ticket stands on top of the list', (_back, ms) => {
    const { bench, add, shown } = withList(60, open());
    bench.clock.wall -= ms;
    add('new');
    expect(shown().slice(0, 2)).toEqual(['new', 'no 60']);
  });

  it('the list shows every ticket once, however far somebody goes down', async () => {
    const { bench, list, add, shown } = withList(60, open());
    bench.clock.wall -= HOUR;
    add('new');
    while (list.hasMore) await list.older();
    expect(shown()).toEqual(['new', ...Array.from({ length: 60 }, (_, n) => `no ${60 - n}`)]);
  });

  it('a short list too has the new ticket on top', () => {
    const { bench, add, shown } = withList(3, open());
    bench.clock.wall -= HOUR;
    add('new');
    expect(shown()).toEqual(['new', 'no 3', 'no 2', 'no 1']);
  });

  it('the next start opens the draft that was written last', () => {
    const bench = workbench({ store: open() });
    bench.write({ reference: 'before' });
    bench.clock.wall -= HOUR;
    bench.write({ reference: 'after' });
    const again = workbench({ store: bench.store, clock: bench.clock });
    expect(again.view(again.tickets.openAtStart()).form.reference).toBe('after');
  });

  it('the next start opens an older draft, if somebody worked on that one last', () => {
    const bench = workbench({ store: open() });
    const older = bench.write({ reference: 'older' });
    bench.clock.wall += HOUR;
    bench.write({ reference: 'newer' });
    bench.clock.wall -= 3 * HOUR;
    bench.view(bench.tickets.change(older, { reference: 'older, worked on last' }));
    const again = workbench({ store: bench.store, clock: bench.clock });
    expect(again.view(again.tickets.openAtStart()).form.reference).toBe('older, worked on last');
  });
});
