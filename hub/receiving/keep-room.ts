import type { Socket } from 'node:net';
import type { Server } from 'node:tls';

/**
 * Keeps room for collectors: where so many are connected, the one goes that is connected longest of those that have shown no certificate of
 * the authority, and where all have, the new one.
 */
export function keepRoom(server: Server, most: number): void {
  const connected = new Set<Socket>();
  /** In the order in which they came. */
  const strangers = new Map<string, Socket>();

  server.on('connection', (socket: Socket) => {
    const name = nameOf(socket);
    connected.add(socket);
    strangers.set(name, socket);
    socket.once('close', () => {
      connected.delete(socket);
      if (strangers.get(name) === socket) strangers.delete(name);
    });
    if (connected.size <= most) return;
    for (const [stranger, first] of strangers.entries().take(1)) {
      // Its `close` comes later than others may.
      strangers.delete(stranger);
      connected.delete(first);
      first.destroy();
    }
  });
  server.on('secureConnection', (socket) => {
    if (socket.authorized) strangers.delete(nameOf(socket));
  });
}

/** The same of a connection and of TLS upon it. */
const nameOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`;
