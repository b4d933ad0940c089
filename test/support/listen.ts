import net, { type AddressInfo, type Socket } from 'node:net';

/** A bare TCP server on 127.0.0.1, and everything it was told. */
export async function listenOn(serve: (socket: Socket) => void) {
  const sockets = new Set<Socket>();
  const heard: Buffer[] = [];
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    socket.on('data', (bytes: Buffer) => heard.push(bytes));
    serve(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    heard: () => Buffer.concat(heard).toString('latin1'),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
