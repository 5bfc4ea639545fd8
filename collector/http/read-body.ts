import type { IncomingMessage } from 'node:http';
import { ProbeError } from '../probing/prober.ts';

/** Each is work, however small it is: 2 MB in pieces of 122 bytes. */
const MOST_PIECES = 16_384;

/**
 * Reads a body as UTF-8; bytes that are none become replacement characters.
 * @throws ProbeError `oversized` above `maxBytes` or in countless pieces, `malformed` where it is compressed.
 */
export function readBody(answer: IncomingMessage, maxBytes: number): Promise<string> {
  const { 'content-encoding': encoding = 'identity', 'content-length': announced } = answer.headers;
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  if (encoding !== 'identity' && encoding !== '') {
    reject(new ProbeError('malformed', 'expected a plain body, got a compressed one that was not asked for'));
  } else if (Number(announced) > maxBytes) {
    reject(tooLong(maxBytes));
  }
  const take = (chunk: Buffer) => {
    sizeBytes += chunk.length;
    if (sizeBytes > maxBytes) refuse(tooLong(maxBytes));
    else if (chunks.push(chunk) > MOST_PIECES) refuse(tooManyPieces());
  };
  // Node gives out the rest of what it has read, whoever listens: it must cost no more.
  const refuse = (error: ProbeError) => {
    reject(error);
    answer.off('data', take).destroy();
  };
  // Events and no iterator: most answers are one chunk, and this is asked of every camera every minute.
  answer.on('data', take);
  answer.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
  answer.once('error', reject);
  answer.once('close', () => {
    if (!answer.readableEnded)
      reject(new ProbeError('reset', 'expected a whole body, got a closed connection'));
  });
  return promise;
}

function tooLong(maxBytes: number): ProbeError {
  return new ProbeError('oversized', `expected a body of at most ${maxBytes} bytes, got more`);
}

const tooManyPieces = () =>
  new ProbeError('oversized', `expected a body in at most ${MOST_PIECES} pieces, got more`);
