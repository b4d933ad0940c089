import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createCustomerApi } from '../../main/api/customer-api.ts';
import { listedTickets } from '../../main/api/historical-tickets.ts';
import { ok } from '../../preload/contract/result.ts';
import { outcomes } from '../support/tickets.ts';
import { workbench } from '../support/workbench.ts';

const VIN = 'WVGZZZ5NZEW069297';
const entry = (id: unknown, changes: object = {}) => ({
  id,
  connector_id: 7,
  state: 1,
  vin: VIN,
  reference: '',
  ...changes,
});

/** The service's list, which gives at most so many entries at once, whatever was asked for. */
function read(all: readonly object[], most = 200, total: number | undefined = all.length) {
  const asked: number[] = [];
  const listed = listedTickets(VIN, (path) => {
    const offset = Number(new URL(path, 'http://service.example').searchParams.get('offset'));
    asked.push(offset);
    const result = all.slice(offset, offset + most);
    return Promise.resolve(ok({ status: 200, json: { result, total, offset, limit: most }, message: null }));
  });
  return { asked, listed };
}
async function idsOf(listed: ReturnType<typeof listedTickets>): Promise<string[]> {
  const tickets = await listed;
  if (!tickets.ok) throw new Error(`the list was called unreadable: ${tickets.error.code}`);
  return tickets.value.map(({ id }) => id);
}

// The document allows a connector's id as text, and one such entry made the whole list unreadable: no ticket in doubt
// was ever found.
describe('an entry of the service’s list', () => {
  it.each([
    ['7', 7],
    ['910101043', 910_101_043],
    [910_101_043, 910_101_043],
  ])('may say its connector as %j', async (connector, expected) => {
    const listed = await read([entry(1, { connector_id: connector })]).listed;
    expect(listed).toMatchObject({ ok: true, value: [{ id: '1', connectorId: expected }] });
  });

  it('may have lost its connector', async () => {
    for (const connector of [null, undefined])
      expect(await idsOf(read([entry(1, { connector_id: connector }), entry(2)]).listed)).toContain('2');
  });

  it.each([
    ['no VIN', { vin: undefined }],
    ['null for a VIN', { vin: null }],
    ['an empty VIN', { vin: '' }],
    ['a state in words', { state: 'open' }],
    ['a connector that is none', { connector_id: 'unknown' }],
  ])('with %s hides no other one', async (_name, changes) => {
    expect(await idsOf(read([entry(1, changes), entry(2), entry(3)]).listed)).toEqual(
      expect.arrayContaining(['2', '3']),
    );
  });
});

// The next page was asked for by its number, as if every service gave 200 at once.
describe('a list in pages of', () => {
  const many = (count: number) => Array.from({ length: count }, (_, n) => entry(n + 1));

  it.each([
    [50, 120, [0, 50, 100]],
    [100, 250, [0, 100, 200]],
    [25, 30, [0, 25]],
  ])('%i is read to its end', async (most, count, offsets) => {
    const { asked, listed } = read(many(count), most);
    expect(await idsOf(listed)).toHaveLength(count);
    expect(asked).toEqual(offsets);
  });

  it('no size at all is given up, when it counts more than it gives', async () => {
    const { asked, listed } = read(many(3), 200, 5);
    expect((await listed).ok).toBe(false);
    expect(asked.length).toBeLessThanOrEqual(5);
  });
});

it('a ticket in doubt is found in a list that says connectors as text', async () => {
  const tickets: object[] = [];
  const server = http.createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ result: tickets, total: tickets.length }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const bench = workbench({
    script: [outcomes.lost],
    lookup: createCustomerApi({
      baseUrl: `http://127.0.0.1:${port}`,
      authorizer: { header: 'Authorization', scheme: 'Bearer' },
      pendingPattern: /pending ticket/i,
      resolveProxy: () => Promise.resolve('DIRECT'),
      ca: () => [],
      userAgent: 'test',
    }),
  });
  tickets.push(entry('5', { connector_id: '7' }));
  const id = bench.write({ vin: VIN });
  bench.gate.onPost = () => void tickets.push(entry('6', { connector_id: '7' }));
  await bench.send(id);
  await bench.pass(600_000);
  expect(bench.stateOf(id)).toMatchObject({ state: 'created', created: { id: '6' } });
  server.close();
});
