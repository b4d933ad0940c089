import http from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCustomerApi } from '../../main/api/customer-api.ts';
import { AskedToWait } from '../../main/tickets/asked-to-wait.ts';
import { createMemoryTicketStore } from '../support/memory-ticket-store.ts';
import { outcomes } from '../support/tickets.ts';
import { Clock, workbench } from '../support/workbench.ts';

const MINUTES = 60_000;
const closers: (() => unknown)[] = [];
let asked: string[];
let retryAfter: string | null;
beforeEach(() => {
  asked = [];
  retryAfter = '600';
});
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** The program with a service that answers its list with 429, as long as it wants to be left alone. */
async function bench(store = createMemoryTicketStore(), clock = new Clock()) {
  const server = http.createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('content-type', 'application/json');
    if (retryAfter === null) {
      response.end('{"result":[],"total":0}');
    } else {
      response.writeHead(429, { 'retry-after': retryAfter }).end('{}');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  const address = server.address();
  const askedToWait = new AskedToWait(() => clock.monotonic);
  const api = createCustomerApi({
    baseUrl: `http://127.0.0.1:${String(typeof address === 'object' ? address?.port : 0)}`,
    authorizer: { header: 'Authorization', scheme: 'Bearer' },
    pendingPattern: /pending ticket/i,
    resolveProxy: () => Promise.resolve('DIRECT'),
    ca: () => [],
    userAgent: 'test',
    askedToWait,
  });
  return { api, ...workbench({ store, clock, lookup: api, askedToWait, script: [outcomes.throttled] }) };
}

// What a list or an offer was answered with was forgotten: the ticket went out in the next moment, and the next list was
// asked for as if nothing had been said.
describe('a time that the service names', () => {
  it('to a list holds for tickets, whoever clicks', async () => {
    const { write, send, posted, asked: connected, stateOf, pass, outbox, script } = await bench();
    script.length = 0;
    const [first, second] = [write(), write({ connector_id: '8' })];
    await send(first);
    await send(second);
    expect(stateOf(first)).toMatchObject({ state: 'queued', wait: { code: 'net.throttled' } });
    expect(stateOf(second)).toMatchObject({ state: 'queued', wait: { code: 'net.throttled' } });
    outbox.wake();
    await send(first);
    await pass(9 * MINUTES);
    expect(connected.connections).toBe(0);
    expect(asked).toHaveLength(1);
    retryAfter = null;
    await pass(2 * MINUTES);
    expect(posted).toHaveLength(2);
  });

  it('to a list holds for any other, and for offers', async () => {
    const { api, clock } = await bench();
    expect(await api.getJson('/v1/product-groups', 'secret')).toMatchObject({ value: { status: 429 } });
    expect(await api.listed('WVGZZZ5NZEW069297', 'secret')).toMatchObject({
      error: { code: 'net.throttled' },
    });
    expect(await api.getJson('/v1/product-groups', 'secret')).toMatchObject({
      error: { code: 'net.throttled' },
    });
    expect(asked).toHaveLength(1);
    clock.skip(600_000);
    retryAfter = null;
    expect((await api.getJson('/v1/product-groups', 'secret')).ok).toBe(true);
  });

  it('to a ticket holds for lists and offers, also after a restart', async () => {
    const store = createMemoryTicketStore();
    retryAfter = null;
    const before = await bench(store);
    await before.send(before.write());
    expect(before.posted).toHaveLength(1);
    const { length } = asked;
    expect(await before.api.getJson('/v1/product-groups', 'secret')).toMatchObject({
      error: { code: 'net.throttled' },
    });
    before.outbox.end();
    before.clock.forget();
    const after = await bench(store, before.clock);
    after.outbox.recover();
    expect(await after.api.getJson('/v1/product-groups', 'secret')).toMatchObject({
      error: { code: 'net.throttled' },
    });
    expect(asked).toHaveLength(length);
  });

  it('that makes no sense is none', async () => {
    const { api } = await bench();
    retryAfter = 'soon';
    await api.getJson('/v1/product-groups', 'secret');
    await api.getJson('/v1/product-groups', 'secret');
    expect(asked).toHaveLength(2);
  });
});
