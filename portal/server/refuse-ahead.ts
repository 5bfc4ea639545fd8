import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { connectionEvent } from './connection-event.ts';

/** A body that is refused with an answer, or one question that came too early. */
const MOST_AHEAD_BYTES = 1_024;
/** The longest form there is: a note of 2,000 characters, each of up to four bytes written as `%XX`. */
export const MOST_FORM_BYTES = 32_768;
/** A form with papers. */
export const MOST_UPLOAD_BYTES = 45_000_000;
/** Of what is too large so much is read and dropped: whoever is cut off before it has sent all never reads why. */
export const MOST_DROPPED_BYTES = 150_000_000;
const MOST_HEAD_BYTES = 8_192;
const END_OF_HEAD = Buffer.from('\r\n\r\n');

/** What was asked last and is not answered yet. */
interface Asked {
  /** So many bytes of what follows its head came. */
  bytes: number;
  readonly mostBytes: number;
}

/**
 * Closes a connection that sends more than a form, or a little, before its question is answered. Node parses all that came in one packet even
 * when the connection is destroyed meanwhile: 64 KB are 2,000 questions, and 490 such packets held the process for three minutes. So what is
 * too much is struck out before the parser sees it.
 */
export function refuseAhead(server: Server, takesFiles: (path: string) => boolean = () => false): void {
  const asked = new WeakMap<Socket, Asked>();

  server.on(connectionEvent(server), (socket: Socket) => {
    let head: Buffer = Buffer.alloc(0);
    // Before that of Node's parser.
    socket.prependListener('data', (chunk: Buffer) => {
      const known = asked.get(socket);
      const before = known ? 0 : head.length;
      if (!known) head = Buffer.concat([head, chunk.subarray(0, MOST_HEAD_BYTES)]);
      const start = known ? 0 : endOfHead(head, before);
      if (start === undefined) return;
      const ahead = known ?? { bytes: 0, mostBytes: MOST_AHEAD_BYTES + formBytesOf(head, takesFiles) };
      asked.set(socket, ahead);
      head = Buffer.alloc(0);
      const room = Math.max(0, ahead.mostBytes - ahead.bytes);
      ahead.bytes += chunk.length - start;
      if (ahead.bytes <= ahead.mostBytes) return;
      chunk.fill(0, start + room);
      socket.destroy();
    });
  });
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    response.once('close', () => asked.delete(socket));
  });
}

/** Where in the chunk that `head` ends with what follows the head begins; the parser refuses a head that is too long. */
function endOfHead(head: Buffer, before: number): number | undefined {
  const place = head.indexOf(END_OF_HEAD, Math.max(0, before - END_OF_HEAD.length + 1));
  return place < 0 ? undefined : place + END_OF_HEAD.length - before;
}

/** As long as a form says it is. */
function formBytesOf(head: Buffer, takesFiles: (path: string) => boolean): number {
  const text = head.toString('latin1');
  const [, length = '0'] = /\r\ncontent-length:[ \t]*(\d{1,10})[ \t]*\r\n/i.exec(text) ?? [];
  const [, path] = /^POST ([^ ?]+)/.exec(text) ?? [];
  if (path === undefined) return 0;
  return Math.min(Number(length), takesFiles(path) ? MOST_DROPPED_BYTES : MOST_FORM_BYTES);
}
