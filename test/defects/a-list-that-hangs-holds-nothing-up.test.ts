import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCustomerApi } from '../../main/api/customer-api.ts';
import { listenOn } from '../support/listen.ts';
import { workbench } from '../support/workbench.ts';

// Reading the service's list had the limits of creating a ticket: a list that hung held the ticket up for a minute a
// page, "Waiting to send" on screen, one of the four places at the line taken.
const LONGEST_MS = 10_000;
/** Each look lets a millisecond pass: far less than the limit that is tested, however often. */
const soon = { interval: 1, timeout: 3_000 };

const closers: (() => unknown)[] = [];
beforeEach(() => {
  // Waits alone: sockets have their own.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(async () => {
  vi.useRealTimers();
  for (const close of closers.splice(0).reverse()) await close();
});

/** A service that does this with each request for the list, by its number from 1. */
async function service(answer: (socket: Socket, request: number) => void) {
  let requests = 0;
  const server = await listenOn((socket) => {
    socket.once('data', () => answer(socket, (requests += 1)));
  });
  closers.push(() => server.close());
  const api = createCustomerApi({
    baseUrl: `http://127.0.0.1:${server.port}`,
    authorizer: { header: 'Authorization', scheme: 'Bearer' },
    pendingPattern: /pending ticket/i,
    resolveProxy: () => Promise.resolve('DIRECT'),
    ca: () => [],
    userAgent: 'test',
  });
  return { api, hung: (count: number) => vi.waitFor(() => expect(requests).toBe(count), soon) };
}

const page = (from: number) => {
  const result = Array.from({ length: 200 }, (_, n) => ({ id: from + n, vin: 'X', connector_id: 7 }));
  const body = JSON.stringify({ result, total: 400 });
  return `HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
};

const hanging: [string, number, (socket: Socket, request: number) => void][] = [
  ['is never answered', 1, () => undefined],
  ['is answered by a head alone', 1, (socket) => void socket.write('HTTP/1.1 200 OK\r\n')],
  [
    'has no end',
    1,
    (socket) => void socket.write('HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n{"result": ['),
  ],
  [
    'hangs at its second page',
    2,
    (socket, request) => {
      if (request === 1) socket.end(page(1));
    },
  ],
];

describe('when the list of the service', () => {
  it.each(hanging)('%s, the program gives it up after ten seconds', async (_name, count, answer) => {
    const { api, hung } = await service(answer);
    const listed: unknown[] = [];
    void api.listed('WVGZZZ5NZEW069297', 'secret').then((result) => listed.push(result));
    await hung(count);
    await vi.advanceTimersByTimeAsync(LONGEST_MS);
    await vi.waitFor(() => expect(listed).toMatchObject([{ ok: false }]), soon);
  });

  it.each(hanging)('%s, the ticket goes out all the same', async (_name, count, answer) => {
    const { api, hung } = await service(answer);
    const { write, tickets, posted, stateOf } = workbench({ lookup: api });
    const id = write();
    await tickets.send(id);
    await hung(count);
    await vi.advanceTimersByTimeAsync(LONGEST_MS);
    await vi.waitFor(() => expect(posted).toHaveLength(1), soon);
    await vi.waitFor(() => expect(stateOf(id).state).toBe('created'), soon);
  });
});
