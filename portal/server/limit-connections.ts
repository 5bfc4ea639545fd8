import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { connectionEvent } from './connection-event.ts';
import { networkOf } from './network-of.ts';

export interface ConnectionLimits {
  readonly most: number;
  /** A request that is not answered to its end by then counts as one that waits. */
  readonly answerMs: number;
}

interface Connection {
  readonly from: string;
  /** Since when it waits for a request, or for its answer to be taken. */
  sinceMs: number;
  isAnswered: boolean;
}

/**
 * Keeps room for whoever asks something: where all connections are taken, the one that has waited longest goes, of the address that has
 * the most that wait. A client that sends its request at once is never that one, however many others hold theirs open.
 * An answer that never ends, as a stream, waits as well after a while: it goes before a question does, and is opened again. Where all are being answered, the new one goes. On each connection one question waits for the answer to the one before.
 */
export function limitConnections(server: Server, { most, answerMs }: ConnectionLimits): void {
  const connections = new Map<Socket, Connection>();

  server.on(connectionEvent(server), (socket: Socket) => {
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
    // A thousand that come in one packet would be answered in one go, and nothing else meanwhile.
    if (connections.get(socket)?.isAnswered) socket.destroy();
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
