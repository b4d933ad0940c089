import { describe, expect, it } from 'vitest';
import { TicketNews } from '../../main/tickets/ticket-news.ts';
import { valueOf } from '../contract/ticket-store-conformance.ts';
import { appError } from '../../preload/contract/errors.ts';
import { err } from '../../preload/contract/result.ts';
import type { TicketCounts, TicketView } from '../../preload/contract/ticket.ts';
import type { StorageError } from '../../main/database/storage-error.ts';
import { outcomes } from '../support/tickets.ts';
import { workbench, type WorkbenchOptions } from '../support/workbench.ts';

/** The tickets of a program, and all that its window and its log are told of them. */
function setUp(options: WorkbenchOptions = {}) {
  const bench = workbench(options);
  const changed: TicketView[] = [];
  const counts: TicketCounts[] = [];
  const logged: string[] = [];
  const news = new TicketNews({
    store: bench.store,
    views: bench.views,
    changed: (view) => void changed.push(view),
    countsChanged: (told) => void counts.push(told),
    log: ({ state }) => void logged.push(state),
  });
  return { ...bench, news, changed, counts, logged };
}
const broken = () => err(appError('storage.failed') as StorageError);

describe('the window', () => {
  it('is told what the store holds now, and how many there are of each kind', () => {
    const { news, write, changed, counts, store, stateOf } = setUp();
    const id = write();
    news.tell(id);
    expect(changed).toEqual([stateOf(id)]);
    expect(counts).toEqual([valueOf(store.counts())]);
    expect(counts[0]).toMatchObject({ drafts: 1 });
  });

  it('is told of typing without anybody counting', () => {
    const { news, write, tickets, changed, counts } = setUp();
    const id = write();
    news.tell(id);
    tickets.change(id, { reference: 'aa-bb-12' });
    news.tell(id);
    expect(changed.map(({ form }) => form.reference)).toEqual(['', 'aa-bb-12']);
    expect(counts).toHaveLength(1);
  });

  it('is told new counts when a form is no longer blank', () => {
    const { news, tickets, view, counts } = setUp();
    const { id } = view(tickets.create());
    news.tell(id);
    tickets.change(id, { reference: 'aa-bb-12' });
    news.tell(id);
    expect(counts.map(({ drafts }) => drafts)).toEqual([0, 1]);
  });

  it('is told new counts when a ticket changes its state, or waits for somebody else', async () => {
    const { news, write, send, state, counts, stateOf } = setUp({
      script: [outcomes.refused, outcomes.created],
    });
    const id = write();
    news.tell(id);
    await send(id);
    expect(stateOf(id).waitsFor).toBe('time');
    news.tell(id);
    state.account = null;
    await send(id);
    expect(stateOf(id)).toMatchObject({ state: 'queued', waitsFor: 'person' });
    news.tell(id);
    state.account = 'pin:1';
    await send(id);
    news.tell(id);
    expect(counts).toMatchObject([
      { drafts: 1, waiting: 0, needsYou: 0 },
      { drafts: 0, waiting: 1, needsYou: 0 },
      { drafts: 0, waiting: 0, needsYou: 1 },
      { drafts: 0, waiting: 0, needsYou: 0 },
    ]);
  });

  it('is told new counts for each ticket by itself', () => {
    const { news, write, counts } = setUp();
    for (const id of [write(), write()]) news.tell(id);
    expect(counts).toHaveLength(2);
  });

  it('is told nothing where the store gives nothing', () => {
    const { news, write, store, changed, counts } = setUp();
    const id = write();
    news.tell('00000000-0000-4000-8000-999999999999');
    store.counts = broken;
    news.tellCounts();
    store.get = broken;
    news.tell(id);
    expect([changed, counts]).toEqual([[], []]);
  });
});

describe('the log', () => {
  it('is told of tickets that are under way or done, and not of typing', async () => {
    const { news, write, send, logged } = setUp();
    const id = write();
    news.tell(id);
    expect(logged).toEqual([]);
    await send(id);
    news.tell(id);
    expect(logged).toEqual(['created']);
  });
});
