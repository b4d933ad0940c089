import { readFileSync } from 'node:fs';
import tls from 'node:tls';
import { expect } from 'vitest';
import { fault } from './bench.ts';

const fixture = (name: string) => readFileSync(`test/fixtures/tls/${name}`);

fault(
  '4 the certificate is not trusted: told, never passed by, not one byte of the request leaves',
  async (bench) => {
    let heard = 0;
    const server = tls.createServer(
      { key: fixture('self-signed.key'), cert: fixture('self-signed.crt') },
      (socket) => {
        socket.on('error', () => undefined).on('data', (bytes: Buffer) => (heard += bytes.length));
      },
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const program = bench.start({ apiOptions: { baseUrl: `https://localhost:${port}` } });
    const id = program.write();
    await program.send(id);
    await program.pass(60_000);
    expect(program.stateOf(id)).toMatchObject({ state: 'queued', wait: { code: 'net.certificate' } });
    expect(heard).toBe(0);
    program.outbox.pause();
    server.close();
  },
);
