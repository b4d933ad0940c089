import http from 'node:http';
import { expect } from 'vitest';
import { fault, LONG } from './bench.ts';

fault('30 307 to another host: not followed, the token never leaves the host', async (bench) => {
  let visits = 0;
  const elsewhere = http.createServer((_request, response) => {
    visits += 1;
    response.end();
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const { port } = elsewhere.address() as { port: number };
  const program = bench.start();
  bench.sandbox.faults.next({
    kind: 'status',
    status: 307,
    headers: { location: `http://127.0.0.1:${port}/v1/tickets` },
  });
  const id = program.write();
  await program.send(id);
  await program.pass(LONG);
  expect(program.stateOf(id)).toMatchObject({ state: 'rejected', answer: { code: 'api.redirected' } });
  expect(visits).toBe(0);
  elsewhere.close();
});
