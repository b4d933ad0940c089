import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { connect as tcpTo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { listenOn } from '../support/listen.ts';
import type { SendOrders } from '../support/send-child.ts';
import { serviceWith, tlsFixture } from '../support/tls-service.ts';

const authority = readFileSync(tlsFixture('authority.crt'), 'utf8');

/** A program that was started with this in its environment makes a request. @returns how it says that it went. */
async function sent(orders: SendOrders, environment: Readonly<Record<string, string>>): Promise<string> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('../support/send-child.ts', import.meta.url))],
    // Node.js warns of this setting on its error channel.
    { stdio: ['pipe', 'pipe', 'ignore'], env: { ...process.env, NODE_OPTIONS: '', ...environment } },
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.stdin.end(JSON.stringify(orders));
  const said = await text(child.stdout);
  await ended;
  return said;
}

const off = { NODE_TLS_REJECT_UNAUTHORIZED: '0' };
/** Some IT departments set it for the whole PC, for the sake of another program. */
const direct = { token: 'the-token', proxy: 'DIRECT' };
const requests = ['ticket', 'pin', 'sign-in'] as const;
const strangers = ['self-signed', 'wrong-host', 'expired'] as const;

// What the program had been started with decided whether a certificate was looked at: with this set, a stranger got the
// whole request, and the token with it.
it.each(requests.flatMap((what) => strangers.map((certificate) => [what, certificate] as const)))(
  'not a byte of the request goes to a stranger, whatever the environment says: %s, %s',
  async (what, certificate) => {
    const stranger = await serviceWith(certificate);
    try {
      const orders = { ...direct, what, url: stranger.url, ca: [authority] };
      const said = await sent(orders, off);
      expect(stranger.heard()).toBe('');
      expect(said).toBe('net.certificate');
    } finally {
      await stranger.close();
    }
  },
);

it('nor through a proxy, which only knows where to', async () => {
  const stranger = await serviceWith('self-signed');
  const { port } = new URL(stranger.url);
  const proxy = await listenOn((socket) => {
    socket.once('data', () => {
      const behind = tcpTo(Number(port));
      behind.on('error', () => undefined);
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(behind).pipe(socket);
    });
  });
  try {
    // To this very PC there is no proxy in between, so the service is called by a name that it is not.
    const orders = {
      ...direct,
      url: 'https://service.example',
      ca: [],
      proxy: `PROXY 127.0.0.1:${proxy.port}`,
    };
    const said = await sent({ ...orders, what: 'ticket' }, off);
    expect(stranger.heard()).toBe('');
    expect(said).toBe('net.certificate');
  } finally {
    await proxy.close();
    await stranger.close();
  }
});

it('nor is a stranger believed to be the proxy', async () => {
  const stranger = await serviceWith('self-signed');
  try {
    const { port } = new URL(stranger.url);
    const orders = { ...direct, url: 'https://service.example', ca: [], proxy: `HTTPS localhost:${port}` };
    const said = await sent({ ...orders, what: 'ticket' }, off);
    expect(stranger.heard()).toBe('');
    expect(said).toBe('net.certificate');
  } finally {
    await stranger.close();
  }
});

it('a service whose certificate is trusted is served with this setting as without', async () => {
  const own = await serviceWith('good');
  try {
    const orders = { ...direct, what: 'ticket' as const, url: own.url, ca: [authority] };
    expect([await sent(orders, {}), await sent(orders, off)]).toEqual(['created', 'created']);
  } finally {
    await own.close();
  }
});
