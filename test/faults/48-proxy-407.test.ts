import http from 'node:http';
import { expect } from 'vitest';
import { fault } from './bench.ts';

fault('48 the proxy asks for a sign-in: queued, zero requests, told', async (bench) => {
  const proxy = http.createServer().on('connect', (_request, socket) => {
    socket.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n');
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as { port: number };
  const program = bench.start({
    apiOptions: {
      baseUrl: 'https://service.example',
      resolveProxy: () => Promise.resolve(`PROXY 127.0.0.1:${port}`),
    },
  });
  const id = program.write();
  await program.send(id);
  await program.pass(30_000);
  expect(program.stateOf(id)).toMatchObject({ state: 'queued', wait: { code: 'net.proxy_auth' } });
  expect(bench.sandbox.record.connections).toEqual([]);
  program.outbox.pause();
  proxy.close();
});
