import { readFileSync } from 'node:fs';
import http from 'node:http';
import net, { type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import tls from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TicketView } from '../../preload/contract/ticket.ts';
import { listenOn } from '../support/listen.ts';
import { nameAddresses } from '../support/names.ts';
import { serviceBench, type ServiceBench } from '../support/service-bench.ts';

const waitsBecause = (view: TicketView) => view.wait?.code ?? null;
const shown = (view: TicketView) => ({ state: view.state, waitsBecause: waitsBecause(view) });

let bench: ServiceBench;
let closers: (() => unknown)[];
beforeEach(async () => {
  bench = await serviceBench();
  closers = [nameAddresses({ 'service.example': ['127.0.0.1'] }), () => bench.close()];
});
afterEach(async () => {
  for (const close of closers.reverse()) await close();
});

/** A computer that takes connections and never says a word. @returns its port, and how many came. */
async function silent() {
  let taken = 0;
  const mute = await listenOn(() => void (taken += 1));
  closers.push(() => mute.close());
  return { port: mute.port, taken: () => taken };
}

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => new Promise((resolve) => server.close(resolve)));
  return (server.address() as AddressInfo).port;
}

/** A port at which nobody listens. */
async function closedPort(): Promise<number> {
  const server = net.createServer();
  const port = await portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const fixture = (name: string) =>
  readFileSync(join(import.meta.dirname, '..', 'fixtures', 'tls', name), 'utf8');
/** A computer with a certificate that nobody vouches for. */
const selfSigned = () =>
  portOf(
    tls.createServer({ key: fixture('self-signed.key'), cert: fixture('self-signed.crt') }, (socket) => {
      socket.on('error', () => undefined);
    }),
  );

const proxyAnswering = (status: string) =>
  portOf(
    http.createServer().on('connect', (_request, socket) => {
      socket.end(`HTTP/1.1 ${status}\r\ncontent-length: 0\r\n\r\n`);
    }),
  );

/** A proxy that connects whoever asks to this port, whatever was asked for. */
const proxyTo = (port: number) =>
  portOf(
    http.createServer().on('connect', (_request, socket) => {
      const further = net.connect(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        socket.pipe(further).pipe(socket);
      });
      further.on('error', () => socket.destroy());
      socket.on('error', () => further.destroy());
    }),
  );

// A laptop outside its office still has the office's proxy script: the proxy first, then the direct way. All the time
// there is was spent on the proxy, at each attempt anew, and no ticket ever went out.
describe('a ticket goes out by the next route when the first', () => {
  it.each([
    ['proxy takes the connection and is silent', 'PROXY', 1],
    ['proxy never finishes its own handshake', 'HTTPS', 1],
    ['SOCKS proxy takes the connection and is silent', 'SOCKS5', 1],
    ['SOCKS 4 proxy takes the connection and is silent', 'SOCKS', 1],
    ['two proxies are silent', 'PROXY', 2],
  ])('%s', async (_name, kind, count) => {
    const proxies = await Promise.all(Array.from({ length: count }, silent));
    const program = bench.start({
      apiOptions: {
        baseUrl: `http://service.example:${new URL(bench.sandbox.api.url).port}`,
        resolveProxy: () =>
          Promise.resolve([...proxies.map(({ port }) => `${kind} 127.0.0.1:${port}`), 'DIRECT'].join('; ')),
        connectMs: 1_200,
      },
    });
    const id = program.write();
    await program.send(id);
    expect(shown(program.stateOf(id))).toEqual({ state: 'created', waitsBecause: null });
    expect(bench.sandbox.record.posts).toHaveLength(1);
    program.outbox.pause();
  });

  // As Chromium does: else each ticket of the day waits for the same dead proxy again.
  it('was found dead a moment ago, without waiting for it again', async () => {
    const proxy = await silent();
    const program = bench.start({
      apiOptions: {
        baseUrl: `http://service.example:${new URL(bench.sandbox.api.url).port}`,
        resolveProxy: () => Promise.resolve(`PROXY 127.0.0.1:${proxy.port}; DIRECT`),
        connectMs: 1_200,
      },
    });
    const [first, second] = [program.write(), program.write({ connector_id: '8' })];
    await program.send(first);
    await program.send(second);
    program.outbox.pause();
    expect([program.stateOf(first), program.stateOf(second)].map(shown)).toEqual([
      { state: 'created', waitsBecause: null },
      { state: 'created', waitsBecause: null },
    ]);
    expect(proxy.taken()).toBe(1);
  });
});

// Told was what the last route said. Where the first one asked for a sign-in, or for a certificate to be looked at, the
// one thing that a person can do something about was lost.
describe('when no route leads to the service, told is', () => {
  async function told(routes: string, secure = false): Promise<ReturnType<typeof shown>> {
    const program = bench.start({
      apiOptions: {
        baseUrl: `${secure ? 'https' : 'http'}://service.example:${await closedPort()}`,
        resolveProxy: () => Promise.resolve(routes),
        connectMs: 5_000,
      },
    });
    const id = program.write();
    await program.send(id);
    program.outbox.pause();
    return shown(program.stateOf(id));
  }
  const asks = () => proxyAnswering('407 Proxy Authentication Required');
  const refuses = () => proxyAnswering('502 Bad Gateway');

  it('that the proxy asks for a sign-in, although the direct way is closed too', async () => {
    expect(await told(`PROXY 127.0.0.1:${await asks()}; DIRECT`)).toEqual({
      state: 'queued',
      waitsBecause: 'net.proxy_auth',
    });
  });

  it('that one proxy asks for a sign-in, although the next one refuses', async () => {
    expect(await told(`PROXY 127.0.0.1:${await asks()}; PROXY 127.0.0.1:${await refuses()}; DIRECT`)).toEqual(
      { state: 'queued', waitsBecause: 'net.proxy_auth' },
    );
  });

  it('that the service behind the proxy shows a certificate that nobody vouches for', async () => {
    const proxy = await proxyTo(await selfSigned());
    expect(await told(`PROXY 127.0.0.1:${proxy}; DIRECT`, true)).toEqual({
      state: 'queued',
      waitsBecause: 'net.certificate',
    });
  });

  it('that the proxy itself shows such a certificate', async () => {
    expect(await told(`HTTPS 127.0.0.1:${await selfSigned()}; DIRECT`)).toEqual({
      state: 'queued',
      waitsBecause: 'net.certificate',
    });
  });

  it('such a certificate rather than a proxy that asks for a sign-in', async () => {
    const proxy = await proxyTo(await selfSigned());
    expect(await told(`PROXY 127.0.0.1:${proxy}; PROXY 127.0.0.1:${await asks()}; DIRECT`, true)).toEqual({
      state: 'queued',
      waitsBecause: 'net.certificate',
    });
  });

  it('and else what the first one said, which is the one that was meant', async () => {
    expect(await told(`PROXY 127.0.0.1:${await refuses()}; DIRECT`)).toEqual({
      state: 'queued',
      waitsBecause: 'net.proxy',
    });
  });
});
