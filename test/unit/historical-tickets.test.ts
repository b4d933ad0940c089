import { describe, expect, it } from 'vitest';
import type { JsonAnswer } from '../../main/api/json-answer.ts';
import { listedTickets } from '../../main/api/historical-tickets.ts';
import { appError } from '../../preload/contract/errors.ts';
import { err, ok } from '../../preload/contract/result.ts';

const VIN = 'JFL91010104391010';
/** As public documentation shows an entry. */
const entry = (id: unknown, changes: object = {}) => ({
  id,
  connector_id: 910101043,
  state: 7,
  vin: VIN,
  odometer_reading: null,
  reference: 'aa-bb-12',
  voucher: null,
  ...changes,
});
const entries = (count: number, from = 1) => Array.from({ length: count }, (_, n) => entry(from + n));

/** A service whose pages are these answers, in order; asked for more than it has, the test fails. */
function service(...pages: (Partial<JsonAnswer> | 'no network')[]) {
  const asked: string[] = [];
  const tickets = listedTickets(VIN, (path) => {
    const page = pages[asked.push(path) - 1];
    if (page === undefined) throw new Error(`nobody expected a request for ${path}`);
    return Promise.resolve(
      page === 'no network'
        ? err(appError('net.refused'))
        : ok({ status: 200, json: undefined, message: null, ...page }),
    );
  });
  return { asked, tickets };
}
const page = (result: unknown, total?: unknown) => ({ json: { result, total, offset: 0, limit: 200 } });
const unexpected = (status: number) => ({
  ok: false,
  error: { code: 'auth.unexpected_answer', details: { status } },
});

describe('the service’s list of tickets for a VIN', () => {
  it('is asked for with the VIN and the largest page', async () => {
    const { asked, tickets } = service(page([], 0));
    expect(await tickets).toEqual({ ok: true, value: [] });
    expect(asked).toEqual([`/v1/historical-tickets?vin=${VIN}&offset=0&limit=200`]);
  });

  it('hides nothing of a VIN in the address', async () => {
    const asked: string[] = [];
    await listedTickets('a&limit=1#ü', (path) => {
      asked.push(path);
      return Promise.resolve(ok({ status: 200, json: { result: [], total: 0 }, message: null }));
    });
    expect(new URL(asked[0] ?? '', 'https://example.test').searchParams.getAll('vin')).toEqual([
      'a&limit=1#ü',
    ]);
    expect(new URL(asked[0] ?? '', 'https://example.test').searchParams.getAll('limit')).toEqual(['200']);
  });

  it('gives what each ticket tells, with ids as text whether they came as numbers or as text', async () => {
    const { tickets } = service(page([entry(3), entry('4', { reference: null, state: null })], 2));
    expect(await tickets).toEqual({
      ok: true,
      value: [
        { id: '3', connectorId: 910101043, vin: VIN, reference: 'aa-bb-12', state: 7 },
        { id: '4', connectorId: 910101043, vin: VIN, reference: null, state: null },
      ],
    });
  });

  it('takes what an entry leaves out for not told', async () => {
    const { tickets } = service(page([{ id: 3, vin: VIN }], 1));
    expect(await tickets).toEqual({
      ok: true,
      value: [{ id: '3', connectorId: null, vin: VIN, reference: null, state: null }],
    });
  });

  it('is read page by page to its end', async () => {
    const { asked, tickets } = service(
      page(entries(200), 450),
      page(entries(200, 201), 450),
      page(entries(50, 401), 450),
    );
    const all = await tickets;
    expect(all.ok && all.value.map(({ id }) => id)).toEqual(entries(450).map(({ id }) => String(id)));
    expect(asked.map((path) => new URL(path, 'https://example.test').searchParams.get('offset'))).toEqual([
      '0',
      '200',
      '400',
    ]);
  });

  it('is read to its end where its pages are smaller than what was asked for', async () => {
    const { asked, tickets } = service(
      page(entries(50), 120),
      page(entries(50, 51), 120),
      page(entries(20, 101), 120),
    );
    const all = await tickets;
    expect(all.ok && all.value.map(({ id }) => id)).toEqual(entries(120).map(({ id }) => String(id)));
    expect(asked.map((path) => new URL(path, 'https://example.test').searchParams.get('offset'))).toEqual([
      '0',
      '50',
      '100',
    ]);
  });

  it('asks for no page beyond its last full one', async () => {
    const { asked, tickets } = service(page(entries(200), 400), page(entries(200, 201), 400));
    expect((await tickets).ok).toBe(true);
    expect(asked).toHaveLength(2);
  });

  it('is complete with the first page that is not full, where the service does not count', async () => {
    const { asked, tickets } = service(page(entries(200)), page(entries(3, 201)));
    const all = await tickets;
    expect(all.ok && all.value).toHaveLength(203);
    expect(asked).toHaveLength(2);
  });

  it('of a thousand tickets is read, of one more nobody claims to know', async () => {
    const pages = (total: number) =>
      Array.from({ length: 5 }, (_, n) => page(entries(200, n * 200 + 1), total));
    const thousand = await service(...pages(1_000)).tickets;
    expect(thousand.ok && thousand.value).toHaveLength(1_000);
    expect(await service(...pages(1_001)).tickets).toEqual(unexpected(200));
  });
});

// Each of these taken for an empty list would say "it is not there" of what may well be there.
describe('an answer that is no whole list', () => {
  it.each([
    ['401', { status: 401, json: { message: 'Unauthorized' } }],
    ['403', { status: 403, json: { result: [], total: 0 } }],
    ['404', { status: 404, json: undefined }],
    ['500', { status: 500, json: { result: [], total: 0 } }],
    ['204', { status: 204, json: undefined }],
    ['206', { ...page([entry(3)], 1), status: 206 }],
    ['a sign-in page', { status: 200, json: undefined }],
    ['a bare list', { json: [] }],
    ['no list', page(undefined, 0)],
    ['a list that is null', page(null, 0)],
    ['a number that is none', page([], 'many')],
    ['an entry without an id', page([entry(3), entry(undefined)], 2)],
    ['an entry with an empty id', page([entry('')], 1)],
  ] as [string, Partial<JsonAnswer>][])('is an error: %s', async (_name, answer) => {
    expect(await service(answer).tickets).toEqual(unexpected(answer.status ?? 200));
  });

  it('is an error when a later page fails, although the first came', async () => {
    expect(await service(page(entries(200), 201), { status: 500 }).tickets).toEqual(unexpected(500));
    expect(await service(page(entries(200), 201), 'no network').tickets).toEqual({
      ok: false,
      error: { code: 'net.refused' },
    });
  });

  it('is an error when the service counts more than it gives', async () => {
    expect(await service(page(entries(100), 150), page([], 150)).tickets).toEqual(unexpected(200));
    expect(await service(page([], 1)).tickets).toEqual(unexpected(200));
    expect(
      await service(page(entries(200), 450), page(entries(100, 201), 450), page([], 450)).tickets,
    ).toEqual(unexpected(200));
  });
});
