import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { nextPort } from './next-port.ts';

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

/** A port that was free a moment ago, and that no other test takes before it is used: connecting to it is refused. */
export async function unusedPort(): Promise<number> {
  const port = nextPort();
  const server = createServer().listen(port, host);
  try {
    await once(server, 'listening');
  } catch {
    return unusedPort();
  }
  server.close();
  await once(server, 'close');
  return port;
}
