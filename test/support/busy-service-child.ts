// A service that can be stopped (SIGSTOP) while connections come in: its queue for them holds two, and the system drops
// the first packet of whoever comes then, who asks again a second later. That is what a slow line looks like.
import net from 'node:net';

const body = '{"id":"3"}';
const created = `HTTP/1.1 201 Created\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;

const server = net.createServer((socket) => {
  socket.on('error', () => undefined);
  socket.on('data', (bytes) => {
    // As a proxy it makes a tunnel to itself.
    if (bytes.toString('latin1').startsWith('CONNECT ')) socket.write('HTTP/1.1 200 OK\r\n\r\n');
    else socket.end(created);
  });
});
server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' ? (address?.port ?? 0) : 0}\n`);
});
