import { ProbeError } from '../probing/prober.ts';

/** Of the headers, and of a line between chunks: far more than any camera sends. */
export const MAX_HEAD_BYTES = 16_384;

export const notHttp = (why: string): ProbeError =>
  new ProbeError('malformed', `expected an HTTP answer, got none: Parse Error: ${why}`);

export const tooLong = (what: string): ProbeError =>
  new ProbeError('oversized', `expected ${what}, got more`);

export const tooLongHead = (): ProbeError => tooLong(`at most ${MAX_HEAD_BYTES} bytes of headers`);

export const tooLongBody = (maxBytes: number): ProbeError => tooLong(`a body of at most ${maxBytes} bytes`);

/** What breaks off is told by what was to come. */
export const brokenOff = (how: string, wanted: string): ProbeError =>
  new ProbeError('reset', `${how}: expected ${wanted}, got a closed connection`);
