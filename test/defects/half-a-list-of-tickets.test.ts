import { expect, it } from 'vitest';
import { listedTickets } from '../../main/api/historical-tickets.ts';
import { ok } from '../../preload/contract/result.ts';

const entries = (count: number, from: number) =>
  Array.from({ length: count }, (_, n) => ({
    id: from + n,
    connector_id: 7,
    vin: 'V',
    reference: '',
    state: 1,
  }));
const list = (...pages: object[]) =>
  listedTickets('V', () => Promise.resolve(ok({ status: 200, json: pages.shift(), message: null })));

// Without a count, a full first page was taken for the whole list: what was further down looked as if not there.
it('a full page without a count is followed by the next', async () => {
  const all = await list({ result: entries(200, 1) }, { result: entries(1, 201) });
  expect(all.ok && all.value.at(-1)?.id).toBe('201');
});

// A service that gives smaller pages than it was asked for had its first page taken for the whole list.
it('a page that is not full, of a list that counts more, is no whole list', async () => {
  expect(await list({ result: entries(100, 1), total: 150 })).toMatchObject({
    ok: false,
    error: { code: 'auth.unexpected_answer' },
  });
});
