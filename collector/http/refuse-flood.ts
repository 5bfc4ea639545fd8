import type { ClientRequest } from 'node:http';
import { ProbeError } from '../probing/prober.ts';

/** Those who are slow send one now and then (102). */
const MOST_INTERIM_ANSWERS = 16;

/**
 * Rejects once more comes than an answer takes, which Node bears with: interim answers, blank lines, extensions of chunks.
 * Never resolves.
 */
export function refuseFlood(sent: ClientRequest, maxBytes: number): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  let interimAnswers = 0;
  let bytes = 0;
  // It may come when the answer has been read.
  promise.catch(() => undefined);
  sent.on('information', () => {
    // Once: Node reads what it has to its end.
    if (++interimAnswers !== MOST_INTERIM_ANSWERS + 1) return;
    const message = `expected an HTTP answer, got more than ${MOST_INTERIM_ANSWERS} interim ones`;
    reject(new ProbeError('malformed', message));
  });
  sent.once('socket', (socket) => {
    socket.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= maxBytes) return;
      reject(new ProbeError('oversized', `expected an answer of at most ${maxBytes} bytes, got more`));
    });
  });
  return promise;
}
