import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { listenOn } from '../support/listen.ts';
import type { SendOrders } from '../support/send-child.ts';
import type { ServiceBench } from '../support/service-bench.ts';
import { serviceWith, tlsFixture } from '../support/tls-service.ts';
import { fault } from './bench.ts';

/** Each order is a process. */
const PATIENCE_MS = 120_000;

/** What a PC may have in its environment, for the sake of another program or by somebody's malice. */
const environments = (folder: string, proxy: string): Record<string, Readonly<Record<string, string>>> => ({
  'the check switched off': { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
  'another authority added': { NODE_EXTRA_CA_CERTS: tlsFixture('authority.crt') },
  'a file of certificates that is none': { NODE_EXTRA_CA_CERTS: join(folder, 'none.crt') },
  "another file in place of the system's": {
    SSL_CERT_FILE: tlsFixture('authority.crt'),
    SSL_CERT_DIR: folder,
  },
  'a file for the keys of every connection': { SSLKEYLOGFILE: join(folder, 'keys.log') },
  'options of the runtime': {
    NODE_OPTIONS: '--use-openssl-ca --tls-min-v1.0 --tls-max-v1.2 --insecure-http-parser --no-warnings',
  },
  'a proxy': { NODE_USE_ENV_PROXY: '1', HTTPS_PROXY: proxy, https_proxy: proxy, ALL_PROXY: proxy },
});

/** A program that was started with this in its environment orders a ticket. @returns what its list says of it. */
async function ordered(orders: SendOrders, environment: Readonly<Record<string, string>>): Promise<string> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('../support/send-child.ts', import.meta.url))],
    {
      // Node.js warns of some of these on its error channel.
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { ...process.env, NODE_OPTIONS: '', ...environment },
    },
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.stdin.end(JSON.stringify(orders));
  const said = await text(child.stdout);
  await ended;
  return said;
}

/** Orders once in each environment, and in all of them at once. */
async function inEachEnvironment(
  bench: ServiceBench,
  certificate: string,
  ca: string[] | null,
  look: (said: string, heard: string, about: string) => void,
): Promise<void> {
  const proxy = await listenOn(() => undefined);
  const service = await serviceWith(certificate);
  try {
    const each = environments(bench.folder, `http://127.0.0.1:${proxy.port}`);
    const everything = Object.assign({}, ...Object.values(each)) as Record<string, string>;
    for (const [name, environment] of Object.entries({ ...each, 'all of it': everything })) {
      const folder = join(bench.folder, name.replaceAll(/\W/g, '-'));
      const orders = {
        what: 'order',
        url: service.url,
        token: 'the-token',
        proxy: 'DIRECT',
        ca,
        folder,
      } as const;
      look(await ordered(orders, environment), service.heard(), `${certificate}: ${name}`);
    }
    expect(existsSync(join(bench.folder, 'keys.log'))).toBe(false);
    expect(proxy.heard()).toBe('');
  } finally {
    await service.close();
    await proxy.close();
  }
}

const authority = [readFileSync(tlsFixture('authority.crt'), 'utf8')];

for (const [certificate, ca] of [
  // With what the program itself finds to trust on this PC.
  ['self-signed', null],
  ['expired', authority],
  ['wrong-host', authority],
] as const) {
  fault(
    `56 whatever the environment says, a certificate that is not trusted is refused: queued, not one byte (${certificate})`,
    (bench) =>
      inEachEnvironment(bench, certificate, ca && [...ca], (said, heard, about) => {
        expect(said, about).toBe('queued: net.certificate');
        expect(heard, about).toBe('');
      }),
    PATIENCE_MS,
  );
}

fault(
  '56 and one that is trusted is served in each of them as in none',
  async (bench) => {
    let requests = 0;
    await inEachEnvironment(bench, 'good', authority, (said, heard, about) => {
      requests += 1;
      expect(said, about).toBe('created');
      expect(heard.split('POST /v1/tickets').length - 1, about).toBe(requests);
    });
  },
  PATIENCE_MS,
);
