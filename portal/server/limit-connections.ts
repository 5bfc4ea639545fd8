import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { isIPv6, type Socket } from 'node:net';

export interface ConnectionLimits {
  readonly most: number;
  /** A request that is not answered to its end by then counts as one that waits. */
  readonly answerMs: number;
}

interface Connection {
  /** Addresses that one machine may choose among count as one. */
  readonly from: string;
  /** Since when it waits for a request, or for its answer to be taken. */
  sinceMs: number;
  isAnswered: boolean;
}

/**
 * Keeps room for whoever asks something: where all connections are taken, the one that has waited longest goes, of the address that has
 * the most that wait. A client that sends its request at once is never that one, however many others hold theirs open.
 * Where all are being answered, the new one goes.
 */
export function limitConnections(server: Server, { most, answerMs }: ConnectionLimits): void {
  const connections = new Map<Socket, Connection>();

  server.on('connection', (socket: Socket) => {
    if (connections.size >= most && !makeRoom()) {
      socket.destroy();
      return;
    }
    const connection = {
      from: networkOf(socket.remoteAddress),
      sinceMs: performance.now(),
      isAnswered: false,
    };
    connections.set(socket, connection);
    socket.once('close', () => connections.delete(socket));
  });
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    note(socket, true);
    response.once('close', () => note(socket, false));
  });

  function note(socket: Socket, isAnswered: boolean): void {
    const connection = connections.get(socket);
    if (connection) Object.assign(connection, { isAnswered, sinceMs: performance.now() });
  }

  function makeRoom(): boolean {
    const lateMs = performance.now() - answerMs;
    const waiting = [...connections].filter(([, { isAnswered, sinceMs }]) => !isAnswered || sinceMs < lateMs);
    const counts = Map.groupBy(waiting, ([, { from }]) => from);
    const crowd = [...counts.values()].reduce((one, other) => (other.length > one.length ? other : one), []);
    const [oldest] = crowd.toSorted(([, one], [, other]) => one.sinceMs - other.sinceMs);
    if (!oldest) return false;
    const [socket] = oldest;
    socket.destroy();
    // Its `close` comes later than others may.
    return connections.delete(socket);
  }
}

/** Of IPv6 the first half: the rest is the client's to choose. */
function networkOf(address = ''): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address;
  const [before = '', after = ''] = address.split('::');
  const [head, tail] = [before, after].map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: 8 - (head?.length ?? 0) - (tail?.length ?? 0) }, () => '0');
  return [...(head ?? []), ...zeros, ...(tail ?? [])].slice(0, 4).join(':');
}
