import type { ByteQueue } from '../rtsp/byte-queue.ts';
import { MAX_HEAD_BYTES, notHttp, tooLong, tooLongBody } from './refusals.ts';

/** Each is work, however small it is: 2 MB in chunks of one byte. */
const MOST_PIECES = 16_384;
const LF = 0x0a;
const SIZE_LINE = /^\s*([0-9a-f]{1,8})\s*(?:;.*)?$/is;

/**
 * Reads a body in chunks (RFC 9112 §7.1) as it comes: the body once it is whole, `undefined` before. What stands in the
 * extensions and behind the last chunk is passed over.
 * @throws ProbeError
 */
export function createChunkReader(bytes: ByteQueue, maxBodyBytes: number): () => string | undefined {
  const pieces: Buffer[] = [];
  let size = 0;
  /** Of the chunk that is coming; `end`: the last one was there. */
  let awaited: number | 'end' | undefined;
  let scanned = 0;

  const readLine = (): string | undefined => {
    const at = bytes.indexOf(LF, scanned);
    if ((at < 0 ? bytes.length() : at) > MAX_HEAD_BYTES)
      throw tooLong(`a line of at most ${MAX_HEAD_BYTES} bytes`);
    scanned = at < 0 ? bytes.length() : 0;
    return at < 0
      ? undefined
      : bytes
          .take(at + 1)
          .toString('latin1')
          .trim();
  };

  const readSize = (line: string): number | 'end' => {
    const [, digits] = SIZE_LINE.exec(line) ?? [];
    if (digits === undefined) throw notHttp('Invalid character in chunk size');
    const chunkBytes = Number.parseInt(digits, 16);
    if (size + chunkBytes > maxBodyBytes) throw tooLongBody(maxBodyBytes);
    return chunkBytes === 0 ? 'end' : chunkBytes;
  };

  /** A copy: what the queue gives out is valid until more comes. */
  const takePiece = (chunkBytes: number) => {
    size += chunkBytes;
    if (pieces.push(Buffer.from(bytes.take(chunkBytes))) <= MOST_PIECES) return;
    throw tooLong(`a body in at most ${MOST_PIECES} pieces`);
  };

  return () => {
    for (;;) {
      if (typeof awaited === 'number') {
        if (bytes.length() < awaited) return undefined;
        takePiece(awaited);
        awaited = undefined;
      }
      const line = readLine();
      if (line === undefined) return undefined;
      if (awaited === 'end' && line === '') return Buffer.concat(pieces).toString('utf8');
      // A blank line ends the chunk before.
      if (awaited === undefined && line !== '') awaited = readSize(line);
    }
  };
}
