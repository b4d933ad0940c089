import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import { fileURLToPath } from 'node:url';

/** E.g. `good.crt`. */
export const tlsFixture = (name: string): string =>
  fileURLToPath(new URL(`../fixtures/tls/${name}`, import.meta.url));

/** A service with this certificate, or somebody who says that they are it, and every byte of what it was told. */
export async function serviceWith(certificate: string) {
  const heard: Buffer[] = [];
  const files = {
    key: readFileSync(tlsFixture(`${certificate}.key`)),
    cert: readFileSync(tlsFixture(`${certificate}.crt`)),
  };
  const server = tls.createServer(files, (socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (bytes: Buffer) => {
      heard.push(bytes);
      socket.end('HTTP/1.1 201 Created\r\ncontent-length: 10\r\nconnection: close\r\n\r\n{"id":"3"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    heard: () => Buffer.concat(heard).toString('latin1'),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
