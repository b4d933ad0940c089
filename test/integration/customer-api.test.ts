import { readFileSync } from 'node:fs';
import http from 'node:http';
import net, { type AddressInfo, type Server, type Socket } from 'node:net';
import tls from 'node:tls';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCustomerApi, type CustomerApiOptions } from '../../main/api/customer-api.ts';
import { startSandbox, type Sandbox } from '../sandbox/sandbox.ts';

const fixture = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../fixtures/tls/${name}`, import.meta.url)), 'utf8');
const body = Buffer.from(
  JSON.stringify({
    vin: 'JFL91010104391010',
    vehicle_model_id: 284841,
    vehicle_model_variant_id: 284841,
    connector_id: 910101043,
    product_ids: [52351],
    metadata: {},
    reference: '',
    confirmed_unattended_service: false,
  }),
);

const client = (baseUrl: string, options: Partial<CustomerApiOptions> = {}) =>
  createCustomerApi({
    baseUrl,
    authorizer: { header: 'Authorization', scheme: 'Bearer' },
    pendingPattern: /pending ticket/i,
    resolveProxy: () => Promise.resolve('DIRECT'),
    ca: () => [fixture('authority.crt')],
    userAgent: 'test',
    limits: { headersMs: 300, totalMs: 600, bodyBytes: 64 * 1024 },
    connectMs: 500,
    ...options,
  });

/** One POST on a connection of its own; or the reason why there is none. */
async function postBy(api: ReturnType<typeof createCustomerApi>, token: string) {
  const connection = await api.connect();
  if (!connection.ok) return { kind: 'no-connection', code: connection.error.code };
  return connection.value.post(body, token);
}

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** Listens on 127.0.0.1; everything is ended after the test. */
async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

describe('one POST to the service', () => {
  let sandbox: Sandbox;
  let token: string;
  beforeEach(async () => {
    sandbox = await startSandbox({ plugged: false });
    token = sandbox.identity.issue('test');
    closers.push(() => sandbox.close());
  });
  const post = (options: Partial<CustomerApiOptions> = {}) => postBy(client(sandbox.api.url, options), token);

  it('creates the ticket, in one request on one connection, byte for byte', async () => {
    expect(await post()).toMatchObject({ kind: 'created', ticket: { id: '3' } });
    expect(sandbox.record.connections).toHaveLength(1);
    const sent = sandbox.record.connections[0]?.bytes.toString('utf8') ?? '';
    expect(sent.match(/POST /g)).toHaveLength(1);
    expect(sent).toContain('connection: close');
    expect(sent.endsWith(body.toString('utf8'))).toBe(true);
    expect(sandbox.record.posts[0]?.headers).toMatchObject({
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': String(body.length),
    });
  });

  it('presents the token as the deployment says', async () => {
    await post({ authorizer: { header: 'X-Jifeline', scheme: '' } });
    expect(sandbox.record.posts[0]?.headers).toMatchObject({ 'x-jifeline': token });
    expect(sandbox.record.posts[0]?.headers).not.toHaveProperty('authorization');
  });

  it.each(['first-byte', 'headers', 'body', 'commit'] as const)(
    'is in doubt after a reset at %s, and never made twice',
    async (at) => {
      sandbox.faults.next({ kind: 'reset', at });
      expect(await post()).toMatchObject({ kind: 'unconfirmed', code: 'doubt.connection_lost' });
      expect(sandbox.record.connections).toHaveLength(1);
      expect(sandbox.record.tickets).toHaveLength(at === 'commit' ? 1 : 0);
    },
  );

  it('is in doubt when the answer takes too long', async () => {
    sandbox.faults.next({ kind: 'hold', at: 'commit' });
    expect(await post()).toMatchObject({ kind: 'unconfirmed', code: 'doubt.timeout' });
    sandbox.faults.release();
    expect(sandbox.record.connections).toHaveLength(1);
  });

  it.each(['truncated', 'broken', 'endless', 'slow', 'empty'] as const)(
    'is created when 201 came with a body that is %s',
    async (how) => {
      sandbox.faults.next({ kind: 'answer', how });
      expect(await post()).toMatchObject({ kind: 'created' });
      expect(sandbox.record.connections).toHaveLength(1);
    },
  );

  it('is in doubt when another answer than 201 has no end', async () => {
    const port = await listen(
      http.createServer((_request, response) => {
        response.writeHead(200);
        const drip = setInterval(() => response.write('x'.repeat(32 * 1024)), 5);
        response.on('close', () => clearInterval(drip));
      }),
    );
    expect(await postBy(client(`http://127.0.0.1:${port}`), token)).toMatchObject({
      kind: 'unconfirmed',
      code: 'doubt.unexpected_answer',
    });
  });

  it('does not follow a redirect, so that the token reaches no other host', async () => {
    let visits = 0;
    const elsewhere = await listen(http.createServer(() => (visits += 1)));
    sandbox.faults.next({
      kind: 'status',
      status: 307,
      headers: { location: `http://127.0.0.1:${elsewhere}/v1/tickets` },
    });
    expect(await post()).toMatchObject({ kind: 'rejected', code: 'api.redirected' });
    expect(visits).toBe(0);
  });

  it('is not sent when nobody listens, and says so', async () => {
    await sandbox.api.stop();
    expect(await post()).toMatchObject({ kind: 'no-connection', code: 'net.refused' });
    expect(sandbox.record.connections).toEqual([]);
  });

  it('is not sent when the name is unknown', async () => {
    expect(await postBy(client('http://service.invalid'), token)).toMatchObject({
      kind: 'no-connection',
      code: 'net.dns',
    });
  });

  it('looks for the service without making a request', async () => {
    const connection = await client(sandbox.api.url).connect();
    expect(connection.ok && connection.value.stands()).toBe(true);
    if (connection.ok) connection.value.close();
    expect(sandbox.record.connections).toEqual([]);
  });

  it('is not taken on a line that speaks no HTTP', async () => {
    const port = await listen(net.createServer((socket) => socket.end('220 mail.example ESMTP\r\n')));
    expect(await postBy(client(`http://127.0.0.1:${port}`), token)).toMatchObject({
      kind: 'unconfirmed',
      code: 'doubt.connection_lost',
    });
  });
});

describe('the secure connection', () => {
  /** A service behind TLS that records what it gets, and answers 201. */
  const service = async (certificate: string, options: tls.TlsOptions = {}) => {
    const heard: string[] = [];
    const secure = tls.createServer(
      { key: fixture(`${certificate}.key`), cert: fixture(`${certificate}.crt`), ...options },
      (socket) => {
        socket.on('error', () => undefined);
        socket.on('data', (chunk: Buffer) => {
          heard.push(chunk.toString('latin1'));
          socket.end('HTTP/1.1 201 Created\r\ncontent-length: 10\r\n\r\n{"id":"3"}');
        });
      },
    );
    return { heard, port: await listen(secure) };
  };

  it('is made, checked, and used', async () => {
    const { heard, port } = await service('good');
    expect(await postBy(client(`https://localhost:${port}`), 't')).toMatchObject({
      kind: 'created',
      ticket: { id: '3' },
    });
    expect(heard.join('')).toContain('POST /v1/tickets HTTP/1.1');
  });

  it.each(['expired', 'wrong-host', 'self-signed'])(
    'with a certificate that is %s is not used, and not one byte of the request leaves',
    async (certificate) => {
      const { heard, port } = await service(certificate);
      expect(await postBy(client(`https://localhost:${port}`), 't')).toMatchObject({
        kind: 'no-connection',
        code: 'net.certificate',
      });
      expect(heard).toEqual([]);
    },
  );

  it('of an unknown authority is not used', async () => {
    const { port } = await service('good');
    expect(
      await postBy(client(`https://localhost:${port}`, { ca: () => [fixture('self-signed.crt')] }), 't'),
    ).toMatchObject({ kind: 'no-connection', code: 'net.certificate' });
  });

  it('that never comes about is given up on as not sent', async () => {
    const port = await listen(net.createServer(() => undefined));
    expect(await postBy(client(`https://localhost:${port}`), 't')).toMatchObject({
      kind: 'no-connection',
      code: 'net.connect_timeout',
    });
  });

  it('that breaks in the handshake is not sent', async () => {
    const port = await listen(net.createServer((socket) => socket.resetAndDestroy()));
    expect(await postBy(client(`https://localhost:${port}`), 't')).toMatchObject({
      kind: 'no-connection',
    });
  });
});

describe('the system’s proxy', () => {
  /** A proxy for tunnels that answers like this; 200 lets through. */
  const proxy = async (status: number) => {
    const asked: string[] = [];
    const server = http.createServer();
    server.on('connect', (request, socket: Socket) => {
      asked.push(`${request.url ?? ''} ${JSON.stringify(request.headers)}`);
      if (status !== 200) {
        socket.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`);
        return;
      }
      const target = net.connect(Number(request.url?.split(':')[1]), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connected\r\n\r\n');
        target.pipe(socket).pipe(target);
      });
      target.on('error', () => socket.destroy());
    });
    return { asked, port: await listen(server) };
  };
  const service = async () => {
    let requests = 0;
    const port = await listen(
      tls.createServer({ key: fixture('good.key'), cert: fixture('good.crt') }, (socket) => {
        socket.on('error', () => undefined);
        socket.once('data', () => {
          requests += 1;
          socket.end('HTTP/1.1 201 Created\r\ncontent-length: 10\r\n\r\n{"id":"3"}');
        });
      }),
    );
    return { port, requests: () => requests };
  };
  // The address of a name, so that it is no loopback address to the program, which would pass proxies by.
  const through = (port: number, routes: string) =>
    postBy(
      client(`https://localhost.:${port}`, { resolveProxy: () => Promise.resolve(routes) }),
      'secret-token',
    );

  it('is asked for a tunnel, and sees neither token nor ticket', async () => {
    const { port, requests } = await service();
    const { asked, port: proxyPort } = await proxy(200);
    const outcome = await through(port, `PROXY 127.0.0.1:${proxyPort}`);
    expect(asked[0]).toContain(`localhost.:${port}`);
    expect(asked.join()).not.toContain('secret-token');
    expect(outcome.kind === 'created' ? requests() : outcome).toBe(1);
  });

  it.each([
    [407, 'net.proxy_auth'],
    [503, 'net.proxy'],
  ])('that answers %i leaves the ticket unsent: %s', async (status, code) => {
    const { port, requests } = await service();
    const { port: proxyPort } = await proxy(status);
    expect(await through(port, `PROXY 127.0.0.1:${proxyPort}`)).toMatchObject({
      kind: 'no-connection',
      code,
    });
    expect(requests()).toBe(0);
  });

  it('that is down is passed by, where the system says so, before anything is sent', async () => {
    const { port, requests } = await service();
    const { port: second } = await proxy(200);
    expect(await through(port, `PROXY 127.0.0.1:9; PROXY 127.0.0.1:${second}`)).toMatchObject({
      kind: 'created',
    });
    expect(requests()).toBe(1);
    expect(await through(port, 'PROXY 127.0.0.1:9')).toMatchObject({
      kind: 'no-connection',
      code: 'net.proxy',
    });
  });

  it('may speak SOCKS', async () => {
    const { port, requests } = await service();
    const socksPort = await listen(
      net.createServer((socket) => {
        socket.once('data', () => {
          socket.write(Buffer.from([5, 0]));
          socket.once('data', (request) => {
            const target = net.connect(request.readUInt16BE(request.length - 2), '127.0.0.1', () => {
              socket.write(Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0]));
              target.pipe(socket).pipe(target);
            });
          });
        });
      }),
    );
    expect(await through(port, `SOCKS5 127.0.0.1:${socksPort}`)).toMatchObject({ kind: 'created' });
    expect(requests()).toBe(1);
  });
});
