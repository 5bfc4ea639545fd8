import type { IncomingMessage } from 'node:http';
import { ProbeError } from '../prober.ts';

/**
 * Reads a body as UTF-8; bytes that are none become replacement characters.
 * @throws ProbeError `oversized` above `maxBytes`, `malformed` where it is compressed.
 */
export async function readBody(answer: IncomingMessage, maxBytes: number): Promise<string> {
  const { 'content-encoding': encoding = 'identity', 'content-length': announced } = answer.headers;
  if (encoding !== 'identity' && encoding !== '') {
    throw new ProbeError('malformed', 'expected a plain body, got a compressed one that was not asked for');
  }
  if (Number(announced) > maxBytes) throw tooLong(maxBytes);
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of answer) {
    if (!(chunk instanceof Buffer)) continue;
    sizeBytes += chunk.length;
    if (sizeBytes > maxBytes) throw tooLong(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function tooLong(maxBytes: number): ProbeError {
  return new ProbeError('oversized', `expected a body of at most ${maxBytes} bytes, got more`);
}
