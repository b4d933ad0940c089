import { describe, expect, it } from 'vitest';
import { blankForm } from '../../../main/tickets/form.ts';
import { appError } from '../../../preload/contract/errors.ts';
import { err } from '../../../preload/contract/result.ts';
import { TicketList } from '../../../renderer/state/ticket-list.svelte.ts';
import { bridgeDouble } from '../../support/bridge-double.ts';
import { workbench } from '../../support/workbench.ts';

/** The list on screen over the real main, which answers when the test lets it. */
function setUp(count = 0) {
  const bench = workbench();
  const main = { held: false, failing: false };
  const asked: { before?: string | undefined; filter?: string | undefined; search?: string | undefined }[] =
    [];
  const gates: (() => void)[] = [];
  const { bridge } = bridgeDouble({
    tickets: {
      list: async (query) => {
        const { limit, before, filter = 'all', search = '' } = query;
        asked.push(query);
        // Main answers as things are when it is asked; the answer may be a while on its way.
        const answer = bench.tickets.list({ limit, before, filter, search });
        if (main.held) await new Promise<void>((resolve) => gates.push(resolve));
        return main.failing ? err(appError('storage.failed')) : answer;
      },
    },
  });
  /** A draft that knows its number. @returns its id. */
  const write = (reference: string): string => {
    bench.clock.wall += 1_000;
    return bench.write({ reference });
  };
  const ids = Array.from({ length: count }, (_, n) => write(`no ${n + 1}`));
  const first = bench.tickets.list({ limit: 50, filter: 'all', search: '' });
  if (!first.ok) throw new Error(first.error.code);
  const list = new TicketList(bridge, first.value);
  return {
    ...bench,
    main,
    asked,
    list,
    ids,
    /** Newly written, and told to the window. */
    add: (reference: string) => {
      const id = write(reference);
      list.apply(bench.stateOf(id));
      return id;
    },
    change: (id: string, reference: string) =>
      list.apply(bench.view(bench.tickets.change(id, { reference }))),
    /** Lets an answer on its way arrive: the oldest, or another one. */
    arrive: (which = 0) => gates.splice(which, 1)[0]?.(),
    shown: () => list.tickets.map(({ reference }) => reference),
  };
}
const numbers = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, n) => `no ${from - n}`);

describe('paging', () => {
  it('shows the newest first and the older ones page by page, each once', async () => {
    const { list, shown, asked, ids } = setUp(120);
    expect(shown()).toEqual(numbers(120, 71));
    expect(list.hasMore).toBe(true);
    await list.older();
    expect(shown()).toEqual(numbers(120, 21));
    await list.older();
    expect(shown()).toEqual(numbers(120, 1));
    expect(list.hasMore).toBe(false);
    expect(asked.map(({ before }) => before)).toEqual([ids[70], ids[20]]);
  });

  it('knows that a short first page is all there is', () => {
    expect(setUp(49).list.hasMore).toBe(false);
    expect(setUp(0).list.hasMore).toBe(false);
  });

  it('finds out that there is no more after a full page', async () => {
    const { list, shown } = setUp(50);
    expect(list.hasMore).toBe(true);
    await list.older();
    expect(list.hasMore).toBe(false);
    expect(shown()).toHaveLength(50);
  });

  it('shows nothing twice, however often the end of the list is reached', async () => {
    const { list, shown } = setUp(90);
    await Promise.all([list.older(), list.older()]);
    expect(shown()).toEqual(numbers(90, 1));
  });

  it('keeps what is shown when main cannot answer, and can be asked again', async () => {
    const { list, main, shown } = setUp(60);
    main.failing = true;
    await list.older();
    await list.reload();
    expect(shown()).toEqual(numbers(60, 11));
    main.failing = false;
    await list.older();
    expect(shown()).toEqual(numbers(60, 1));
  });

  it('asks for nothing older than nothing', async () => {
    const { list, asked } = setUp();
    await list.older();
    expect(asked).toEqual([]);
  });

  it('goes on where it was, also when a ticket that is not shown yet changes', async () => {
    const { list, change, shown, ids } = setUp(120);
    change(ids[4] ?? '', 'changed far below');
    await list.older();
    await list.older();
    expect(shown()).toEqual([...numbers(120, 6), 'changed far below', ...numbers(4, 1)]);
  });
});

describe('filter and search', () => {
  it('are asked of main, and hold for the older pages too', async () => {
    const { list, asked, shown } = setUp(70);
    await list.show('drafts');
    await list.find('no');
    await list.older();
    expect(asked).toMatchObject([
      { filter: 'drafts', search: '' },
      { filter: 'drafts', search: 'no' },
      { filter: 'drafts', search: 'no', before: expect.any(String) as string },
    ]);
    expect(shown()).toEqual(numbers(70, 1));
    await list.find('no 7');
    expect(shown()).toEqual(['no 70', 'no 7']);
    expect(list.hasMore).toBe(false);
  });

  it('narrow the list, but blanks alone do not', async () => {
    const { list } = setUp(1);
    expect(list.isNarrowed).toBe(false);
    await list.find('  ');
    expect(list.isNarrowed).toBe(false);
    await list.find('x');
    expect(list.isNarrowed).toBe(true);
    await list.find('');
    await list.show('done');
    expect(list.isNarrowed).toBe(true);
    await list.show('all');
    expect(list.isNarrowed).toBe(false);
  });

  it('show the answer to what was asked last, whichever comes last', async () => {
    const { list, main, arrive, shown } = setUp(12);
    main.held = true;
    const [early, late] = [list.find('no 2'), list.find('no 12')];
    arrive(1);
    await late;
    arrive();
    await early;
    expect(shown()).toEqual(['no 12']);
  });

  it('drop an older page of what is no longer asked for', async () => {
    const { list, main, arrive, shown } = setUp(120);
    main.held = true;
    const older = list.older();
    main.held = false;
    await list.find('no 120');
    arrive();
    await older;
    expect(shown()).toEqual(['no 120']);
    expect(list.hasMore).toBe(false);
  });
});

describe('a ticket that changed', () => {
  it('has its row replaced, in its place', () => {
    const { change, shown, ids } = setUp(3);
    change(ids[1] ?? '', 'changed');
    expect(shown()).toEqual(['no 3', 'changed', 'no 1']);
  });

  it('keeps its newer row when something older of it comes late', () => {
    const { list, tickets, view, stateOf, shown, ids } = setUp(2);
    const [id = ''] = ids;
    const older = stateOf(id);
    list.apply(view(tickets.change(id, { reference: 'newer' })));
    list.apply(older);
    expect(shown()).toEqual(['no 2', 'newer']);
  });

  it('keeps its newer row when an answer comes that was on its way before', async () => {
    const { list, main, arrive, change, shown, ids } = setUp(2);
    main.held = true;
    const reload = list.reload();
    change(ids[0] ?? '', 'newer');
    arrive();
    await reload;
    expect(shown()).toEqual(['no 2', 'newer']);
  });

  it('comes to the top when it is new, and is no row before anything is in it', () => {
    const { list, tickets, view, add, shown } = setUp(2);
    list.apply(view(tickets.create()));
    expect(shown()).toEqual(['no 2', 'no 1']);
    add('no 3');
    expect(shown()).toEqual(['no 3', 'no 2', 'no 1']);
  });

  it('disappears when it is thrown away, and comes back to its place', () => {
    const { list, tickets, view, shown, ids } = setUp(3);
    const [, id = ''] = ids;
    list.apply(view(tickets.discard(id)));
    expect(shown()).toEqual(['no 3', 'no 1']);
    list.apply(view(tickets.restore(id)));
    expect(shown()).toEqual(['no 3', 'no 2', 'no 1']);
  });

  it('shows what a row shows, and nothing else of the ticket', () => {
    const { list, tickets, stateOf, add } = setUp();
    const id = add('no 1');
    const listed = tickets.list({ limit: 50, filter: 'all', search: '' });
    expect(list.tickets).toEqual(listed.ok && listed.value);
    expect(Object.keys(list.tickets[0] ?? {})).not.toContain('form');
    expect(stateOf(id).form.reference).toBe('no 1');
  });

  it('asks nothing of main while the list is not narrowed', () => {
    const { change, add, asked, ids } = setUp(3);
    change(ids[0] ?? '', 'changed');
    add('another');
    expect(asked).toEqual([]);
  });
});

describe('a ticket that changed while the list is narrowed', () => {
  const narrowed = async () => {
    const all = setUp(3);
    await all.list.show('drafts');
    all.asked.length = 0;
    return all;
  };

  it('leaves the list when it no longer belongs there: main says so', async () => {
    const { list, tickets, outbox, stateOf, shown, asked, ids } = await narrowed();
    const [id = ''] = ids;
    await tickets.send(id);
    await outbox.idle();
    expect(stateOf(id).state).toBe('created');
    list.apply(stateOf(id));
    await expect.poll(shown).toEqual(['no 3', 'no 2']);
    expect(asked).toMatchObject([{ filter: 'drafts' }]);
  });

  it('enters it when main says so', async () => {
    const { add, shown } = await narrowed();
    add('no 4');
    await expect.poll(shown).toEqual(['no 4', 'no 3', 'no 2', 'no 1']);
  });

  it('is not put in by the window itself', async () => {
    const { list, add, asked, shown } = await narrowed();
    await list.find('nowhere');
    add('elsewhere');
    await expect.poll(() => asked.length).toBe(2);
    await list.reload();
    expect(shown()).toEqual([]);
  });

  it('disappears when it is thrown away', async () => {
    const { list, tickets, view, shown, ids } = await narrowed();
    list.apply(view(tickets.discard(ids[1] ?? '')));
    await expect.poll(shown).toEqual(['no 3', 'no 1']);
  });

  it('disappears when everything in it was taken out again', async () => {
    const { list, tickets, view, shown, ids } = await narrowed();
    const { vinSource: _vin, connectorSource: _connector, ...nothing } = blankForm();
    list.apply(view(tickets.change(ids[1] ?? '', nothing)));
    await expect.poll(shown).toEqual(['no 3', 'no 1']);
  });

  it('only has its row replaced while its state stays: typing asks nothing', async () => {
    const { change, shown, asked, ids } = await narrowed();
    change(ids[0] ?? '', 'typed');
    expect(shown()).toEqual(['no 3', 'no 2', 'typed']);
    expect(asked).toEqual([]);
  });
});

describe('drafts that were imported', () => {
  it('stay where main lists them, and hide none of the older ones', async () => {
    const { list, store, add, shown, ids } = setUp(70);
    // Brought back today, written long ago.
    const old = store.get(ids[0] ?? '');
    if (!old.ok || old.value === null) throw new Error('no ticket');
    for (const reference of ['imported 1', 'imported 2'])
      store.insert({
        ...old.value,
        id: crypto.randomUUID(),
        createdAt: 1,
        form: { ...old.value.form, reference },
      });
    await list.reload();
    expect(shown().slice(0, 3)).toEqual(['imported 2', 'imported 1', 'no 70']);
    add('no 71');
    await list.older();
    expect([...shown()].sort()).toEqual([...numbers(71, 1), 'imported 1', 'imported 2'].sort());
  });
});
