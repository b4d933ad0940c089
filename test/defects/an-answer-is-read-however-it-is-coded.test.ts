import http, { type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { createCustomerApi } from '../../main/api/customer-api.ts';
import { unpacked } from '../../main/api/body.ts';
import { wordsOf } from '../../main/api/problem.ts';
import { createWebFetch } from '../../main/api/web-fetch.ts';
import { outcomeOf } from '../../main/api/ticket-outcome.ts';
import type { TicketView } from '../../preload/contract/ticket.ts';
import { workbench } from '../support/workbench.ts';

const saidByService = (view: TicketView) => view.answer?.message ?? null;

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function apiOf(listener: RequestListener) {
  const server = http.createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => new Promise((resolve) => server.close(resolve)));
  return createCustomerApi({
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    authorizer: { header: 'Authorization', scheme: 'Bearer' },
    pendingPattern: /pending ticket/i,
    resolveProxy: () => Promise.resolve('DIRECT'),
    ca: () => [],
    userAgent: 'test',
  });
}

async function sendTo(listener: RequestListener): Promise<TicketView> {
  const bench = workbench({ sender: await apiOf(listener) });
  const id = bench.write();
  await bench.send(id);
  bench.outbox.pause();
  return bench.stateOf(id);
}

// Whoever names no coding takes any (RFC 9110, 12.5.3), and what came packed was read as it was.
describe('a service that packs its answers unless it is asked not to', () => {
  const packing =
    (status: number, body: string): RequestListener =>
    (request, response) => {
      const accepted = request.headers['accept-encoding'];
      const mayPack = accepted === undefined || /gzip|\*/.test(accepted);
      response.writeHead(status, {
        'content-type': 'application/json',
        ...(mayPack ? { 'content-encoding': 'gzip' } : {}),
      });
      response.end(mayPack ? gzipSync(body) : body);
    };

  it('tells the number of a ticket it created', async () => {
    expect(await sendTo(packing(201, '{"id":"3"}'))).toMatchObject({
      state: 'created',
      created: { id: '3' },
    });
  });

  it('tells why it refused one', async () => {
    const view = await sendTo(packing(400, '{"message":"vin is not known"}'));
    expect(view.state).toBe('rejected');
    expect(saidByService(view)).toBe('vin is not known');
  });

  it('tells that the connector is busy', async () => {
    expect((await sendTo(packing(400, '{"message":"There is a pending ticket"}'))).state).toBe('held');
  });

  it('tells its list of tickets', async () => {
    const api = await apiOf(packing(200, '{"result":[{"id":3,"vin":"X"}],"total":1}'));
    expect(await api.listed('X', 'secret')).toMatchObject({ ok: true, value: [{ id: '3' }] });
  });
});

// Some services begin their text with a mark of three bytes, which is no JSON.
describe('a byte order mark before the answer', () => {
  const marked =
    (status: number, body: string): RequestListener =>
    (_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
      response.end(`\uFEFF${body}`);
    };

  it('hides no ticket’s number', async () => {
    expect(await sendTo(marked(201, '{"id":"3","uuid":"u"}'))).toMatchObject({
      state: 'created',
      created: { id: '3', uuid: 'u' },
    });
  });

  it('hides no list', async () => {
    const api = await apiOf(marked(200, '{"result":[{"id":3,"vin":"X"}],"total":1}'));
    expect(await api.listed('X', 'secret')).toMatchObject({ ok: true, value: [{ id: '3' }] });
  });

  it('hides no answer to a sign-in', async () => {
    const api = await apiOf(marked(200, '{"access_token":"a"}'));
    expect(await api.postJson('/v1/authenticate/pincode', {})).toMatchObject({
      ok: true,
      value: { json: { access_token: 'a' } },
    });
  });
});

// A number that is too large for JavaScript was told as another one: that of another ticket.
describe.each(['9007199254740993', '18446744073709551615', '123456789012345678901234567890'])(
  'the number %s',
  (number) => {
    const created = (body: string) =>
      outcomeOf(
        {
          phase: 'answered',
          answer: { status: 201, headers: {}, body: Buffer.from(body), complete: true },
        },
        /x/,
        [],
      );

    it('of a created ticket is told digit by digit', () => {
      expect(created(`{"id":${number},"state":1}`)).toMatchObject({ ticket: { id: number, state: 1 } });
    });

    it('is no other’s in the list of tickets', async () => {
      const api = await apiOf((_request, response) => {
        response.end(`{"result":[{"id":${number},"vin":"X"},{"id":${number.slice(0, -1)}0,"vin":"X"}]}`);
      });
      expect(await api.listed('X', 'secret')).toMatchObject({
        ok: true,
        value: [{ id: number }, { id: `${number.slice(0, -1)}0` }],
      });
    });
  },
);

// Old servers speak the alphabet of their country, and say so.
describe('words in another alphabet than UTF-8', () => {
  it.each([
    ['text/plain; charset=ISO-8859-1', 'latin1', 'Größe ist ungültig'],
    ['text/plain; charset="iso-8859-1"', 'latin1', 'Größe ist ungültig'],
    ['application/json; charset=ISO-8859-1', 'latin1', '{"message":"Größe ist ungültig"}'],
    ['application/json;charset=windows-1252', 'latin1', '{"message":"Größe ist ungültig"}'],
    ['text/plain; charset=utf-16le', 'utf16le', 'Größe ist ungültig'],
  ] as const)('are read as %s says', (type, coding, body) => {
    const answer = { body: Buffer.from(body, coding), headers: { 'content-type': type } };
    expect(wordsOf(answer, []).message).toBe('Größe ist ungültig');
  });

  const body = '{"message":"Größe ist ungültig"}';
  it.each<[string, string, Buffer]>([
    ['named UTF-8, and Latin-1', 'application/json; charset=utf-8', Buffer.from(body, 'latin1')],
    ['named Latin-1, and marked UTF-8', 'application/json; charset=iso-8859-1', Buffer.from(`\uFEFF${body}`)],
    ['in single quotes', "application/json; charset='iso-8859-1'", Buffer.from(body, 'latin1')],
    ['an alphabet that nobody knows', 'application/json; charset=x-own', Buffer.from(body)],
    ['marked UTF-16', 'application/json', Buffer.from(`\uFEFF${body}`, 'utf16le')],
    ['marked UTF-16 the other way', 'application/json', Buffer.from(`\uFEFF${body}`, 'utf16le').swap16()],
    ['UTF-16 without a mark', 'application/json; charset=utf-8', Buffer.from(body, 'utf16le')],
    ['UTF-16 without a mark the other way', 'application/json', Buffer.from(body, 'utf16le').swap16()],
  ])('are read as they are: %s', (_what, type, bytes) => {
    expect(wordsOf({ body: bytes, headers: { 'content-type': type } }, []).message).toBe(
      'Größe ist ungültig',
    );
  });

  it('keep what is whole where half a letter is the end', () => {
    const cut = Buffer.from('Größe').subarray(0, 4);
    for (const type of ['text/plain; charset=utf-8', 'text/plain'])
      expect(wordsOf({ body: cut, headers: { 'content-type': type } }, []).message).toBe('Grö');
  });

  it('are read of a sign-in service too', async () => {
    const server = http.createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json; charset=iso-8859-1' });
      response.end(Buffer.from('{"name":"Jürgen"}', 'latin1'));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => new Promise((resolve) => server.close(resolve)));
    const fetch = createWebFetch({
      resolveProxy: () => Promise.resolve('DIRECT'),
      ca: () => [],
      userAgent: 'test',
    });
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/token`, {});
    expect(await answer.json()).toEqual({ name: 'Jürgen' });
  });
});

// `deflate` without the header that it should have, and one packing within another.
describe('a body is unpacked', () => {
  const text = Buffer.from('{"id":"3"}');
  it.each<[string, Buffer]>([
    ['deflate', deflateSync(text)],
    ['Deflate', deflateRawSync(text)],
    ['gzip, identity', gzipSync(text)],
    ['deflate, gzip', gzipSync(deflateSync(text))],
    ['identity', text],
    ['', text],
  ])('that is packed by "%s"', (coding, body) => {
    expect(unpacked(body, { 'content-encoding': coding }, 1000).toString()).toBe('{"id":"3"}');
  });

  it.each(['zstd, gzip', 'own', 'gzip, gzip, gzip', 'constructor'])(
    'and stays as it is by "%s"',
    (coding) => {
      const body = gzipSync(text);
      expect(unpacked(body, { 'content-encoding': coding }, 1000)).toBe(body);
    },
  );

  it('only to its limit', () => {
    const body = gzipSync(gzipSync('x'.repeat(100_000)));
    expect(unpacked(body, { 'content-encoding': 'gzip, gzip' }, 1000)).toBe(body);
  });
});
