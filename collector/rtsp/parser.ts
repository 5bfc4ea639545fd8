import { ProbeError } from '../probing/prober.ts';
import { createByteQueue } from './byte-queue.ts';
import { createHeadFinder } from './find-head.ts';
import { type Headers, headerOf, type RtspResponse } from './message.ts';
import { type Head, notRtsp, parseHead } from './parse-head.ts';

/** Told what came, in its order. */
export interface RtspEvents {
  readonly onResponse: (response: RtspResponse) => void;
  /** The payload is valid during the call only: it lies in the buffer of the socket. */
  readonly onFrame: (channel: number, payload: Buffer) => void;
  /** Some servers ask their clients, too (`OPTIONS`, `SET_PARAMETER`, `ANNOUNCE`). */
  readonly onRequest: (method: string) => void;
}

export interface RtspParser {
  /** @throws ProbeError `malformed` or `oversized`: nothing that follows can be understood. */
  readonly push: (chunk: Buffer) => void;
}

const MOST_HEAD_BYTES = 16_384;
const MOST_BODY_BYTES = 65_536;
/** Blank lines that some servers send before an answer. */
const MOST_BLANK_BYTES = 64;
const [DOLLAR, LF, CR] = [0x24, 0x0a, 0x0d];

/**
 * Takes apart what an RTSP server sends: responses, its own requests, and `$` frames between them (RFC 2326 §10.12).
 * However the bytes are cut into chunks, the same comes out.
 */
export function createRtspParser({ onResponse, onFrame, onRequest }: RtspEvents): RtspParser {
  const bytes = createByteQueue();
  let head: { readonly start: Head; readonly bodyBytes: number } | undefined;
  const finder = createHeadFinder(bytes);
  let blankBytes = 0;

  const readFrame = (): boolean => {
    if (bytes.length() < 4) return false;
    const [, channel = 0, high = 0, low = 0] = bytes.peek(4);
    const size = high * 256 + low;
    if (bytes.length() < 4 + size) return false;
    onFrame(channel, bytes.take(4 + size).subarray(4));
    return true;
  };

  const readHead = (): boolean => {
    if (finder.scanned() < PREFIX_BYTES) refuseNoise(bytes.peek(PREFIX_BYTES));
    const size = finder.size();
    if ((size ?? bytes.length()) > MOST_HEAD_BYTES) {
      throw new ProbeError('oversized', `expected at most ${MOST_HEAD_BYTES} bytes of headers, got more`);
    }
    if (size === undefined) return false;
    finder.restart();
    const start = parseHead(bytes.take(size).toString('utf8'));
    head = { start, bodyBytes: bodyBytesOf(start.headers) };
    return true;
  };

  const readBody = ({ start, bodyBytes }: { start: Head; bodyBytes: number }): boolean => {
    if (bytes.length() < bodyBytes) return false;
    const body = bytes.take(bodyBytes).toString('utf8');
    head = undefined;
    if (start.kind === 'request') onRequest(start.method);
    else onResponse({ ...start, body });
    return true;
  };

  const readNext = (): boolean => {
    if (head) return readBody(head);
    const first = bytes.at(0);
    if (first === undefined) return false;
    if (finder.scanned() === 0 && (first === CR || first === LF)) {
      bytes.take(1);
      if (++blankBytes > MOST_BLANK_BYTES) throw notRtsp('');
      return true;
    }
    blankBytes = 0;
    return first === DOLLAR ? readFrame() : readHead();
  };

  return {
    push: (chunk) => {
      bytes.append(chunk);
      while (readNext());
    },
  };
}

const PREFIX_BYTES = 40;
/** As far as it has come: a status line, or the method of a request. */
const PREFIX = /^(?:R(?:T(?:S(?:P(?:\/.*)?)?)?)?$|[A-Z_]{1,20}(?: .*)?$)/s;

/** Noise is told at its first bytes: nobody waits for the end of its headers. */
function refuseNoise(prefix: Buffer): void {
  const text = prefix.toString('latin1');
  if (!PREFIX.test(text)) throw notRtsp(text);
}

function bodyBytesOf(headers: Headers): number {
  const text = headerOf(headers, 'content-length') ?? '0';
  if (!/^\d{1,15}$/.test(text) || headers.get('content-length')?.some((other) => other !== text)) {
    throw new ProbeError('malformed', 'expected one Content-Length that is a number, got another one');
  }
  const bodyBytes = Number(text);
  if (bodyBytes > MOST_BODY_BYTES) {
    throw new ProbeError(
      'oversized',
      `expected a body of at most ${MOST_BODY_BYTES} bytes, got ${bodyBytes}`,
    );
  }
  return bodyBytes;
}
