import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { listedTickets } from '../../main/api/historical-tickets.ts';
import type { GetJson } from '../../main/api/json-answer.ts';
import { offerOf } from '../../main/api/product-offers.ts';
import { ok } from '../../preload/contract/result.ts';
import { workbench } from '../support/workbench.ts';

// Each page had its ten seconds, and so had each connection: forty pages held a ticket up for a quarter of an hour.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A service that takes so long for each page, of which there is always another one. */
function slow(pageMs: number) {
  const state = { pages: 0 };
  const get: GetJson = async () => {
    const page = (state.pages += 1);
    await new Promise((resolve) => setTimeout(resolve, pageMs));
    return ok({ status: 200, json: { result: [{ id: page, name: 'one' }], total: 1_000 }, message: null });
  };
  return { state, get };
}
/** What it came to, so many milliseconds later; null: it is not through yet. */
async function after<T>(ms: number, work: Promise<T>): Promise<T | null> {
  const done: T[] = [];
  void work.then((value) => done.push(value));
  await vi.advanceTimersByTimeAsync(ms);
  return done[0] ?? null;
}
const lookAt = (get: GetJson) => listedTickets('WVGZZZ5NZEW069297', get);

it.each([9_000, 2_000, 30_000])(
  'a list is given up after twenty seconds, with pages of %i ms',
  async (pageMs) => {
    const { state, get } = slow(pageMs);
    expect(await after(20_000, lookAt(get))).toMatchObject({ ok: false });
    const { pages } = state;
    await vi.advanceTimersByTimeAsync(600_000);
    expect(state.pages).toBe(pages);
  },
);

it('one that comes in time is read whole', async () => {
  const { get } = slow(15);
  const three: GetJson = async (path) => {
    const page = await get(path);
    return page.ok ? ok({ ...page.value, json: { ...(page.value.json as object), total: 3 } }) : page;
  };
  expect(await after(1_000, lookAt(three))).toMatchObject({
    ok: true,
    value: [{ id: '1' }, { id: '2' }, { id: '3' }],
  });
});

it('the ticket goes out all the same', async () => {
  const { get } = slow(9_000);
  const { write, tickets, posted } = workbench({ lookup: { listed: (_vin) => lookAt(get) } });
  await tickets.send(write());
  await vi.advanceTimersByTimeAsync(20_000);
  expect(posted).toHaveLength(1);
});

it('an offer is given up after a minute', async () => {
  const { get } = slow(9_000);
  const offer = offerOf({ modelId: 1, variantId: 2 }, get);
  expect(await after(60_000, offer)).toMatchObject({ ok: false });
});
