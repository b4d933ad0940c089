import { expect } from 'vitest';
import { listenOn } from '../support/listen.ts';
import { fault, LONG } from './bench.ts';

for (const [name, head] of [
  ['a head', 'HTTP/1.1 200 OK\r\nx-endless: '],
  ['a body', 'HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\n'],
  ['an answer that never says its status', 'HTTP/1.1 '],
] as const) {
  fault(`32 ${name} without end: cut off in time and size, in doubt`, async (bench) => {
    let requests = 0;
    const server = await listenOn((socket) => {
      socket.once('data', () => {
        requests += 1;
        socket.write(head);
        const drip = setInterval(() => socket.write('x'.repeat(8 * 1024)), 5);
        socket.on('close', () => clearInterval(drip));
      });
    });
    const program = bench.start({ apiOptions: { baseUrl: `http://127.0.0.1:${server.port}` } });
    const id = program.write();
    await program.send(id);
    await program.pass(LONG);
    expect(program.stateOf(id).state).toBe('unconfirmed');
    expect(requests).toBe(1);
    await server.close();
  });
}
