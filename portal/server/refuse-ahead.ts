import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** A body that is refused with an answer, or one question that came too early. */
const MOST_AHEAD_BYTES = 1_024;
const END_OF_HEAD = Buffer.from('\r\n\r\n');

/**
 * Closes a connection that sends more than a little before its question is answered. Node parses all that came in one packet even
 * when the connection is destroyed meanwhile: 64 KB are 2,000 questions, and 490 such packets held the process for three minutes. So what is
 * too much is struck out before the parser sees it.
 */
export function refuseAhead(server: Server): void {
  const asked = new WeakMap<Socket, { bytes: number }>();

  server.on('connection', (socket: Socket) => {
    let lastBytes: Buffer = Buffer.alloc(0);
    // Before that of Node's parser.
    socket.prependListener('data', (chunk: Buffer) => {
      const start = asked.has(socket) ? 0 : endOfHead(lastBytes, chunk);
      lastBytes = Buffer.concat([lastBytes, chunk.subarray(-3)]).subarray(-3);
      if (start === undefined) return;
      const ahead = asked.get(socket) ?? { bytes: 0 };
      asked.set(socket, ahead);
      const room = Math.max(0, MOST_AHEAD_BYTES - ahead.bytes);
      ahead.bytes += chunk.length - start;
      if (ahead.bytes <= MOST_AHEAD_BYTES) return;
      chunk.fill(0, start + room);
      socket.destroy();
    });
  });
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    response.once('close', () => asked.delete(socket));
  });
}

/** Where in `chunk` what follows the head begins. */
function endOfHead(before: Buffer, chunk: Buffer): number | undefined {
  const seam = Buffer.concat([before, chunk.subarray(0, 3)]).indexOf(END_OF_HEAD);
  if (seam >= 0) return seam + END_OF_HEAD.length - before.length;
  const place = chunk.indexOf(END_OF_HEAD);
  return place < 0 ? undefined : place + END_OF_HEAD.length;
}
