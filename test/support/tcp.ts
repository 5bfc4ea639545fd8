import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export const host = '127.0.0.1';

/** Starts a real server on a free loopback port, closed when the calling test ends. */
export async function startTcpServer(onConnection: (socket: Socket) => void = () => {}): Promise<number> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    // A probe may hang up in any way it likes.
    socket.on('error', () => undefined).once('close', () => open.delete(socket));
    onConnection(socket);
  }).listen(0, host);
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** A port that was free a moment ago, so that connecting to it is refused. */
export async function unusedPort(): Promise<number> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
