import type { IncomingMessage } from 'node:http';
import { ProbeError } from '../prober.ts';

/**
 * Reads a body as UTF-8; bytes that are none become replacement characters.
 * @throws ProbeError `oversized` above `maxBytes`, `malformed` where it is compressed.
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
  // Events and no iterator: most answers are one chunk, and this is asked of every camera every minute.
  answer.on('data', (chunk: Buffer) => {
    sizeBytes += chunk.length;
    if (sizeBytes <= maxBytes) chunks.push(chunk);
    else reject(tooLong(maxBytes));
  });
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
