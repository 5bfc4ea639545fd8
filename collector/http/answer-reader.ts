import { ProbeError } from '../probing/prober.ts';
import { createByteQueue } from '../rtsp/byte-queue.ts';
import { createHeadFinder } from '../rtsp/find-head.ts';
import { headerOf } from '../rtsp/message.ts';
import { type AnswerHead, parseAnswerHead } from './answer-head.ts';
import { createChunkReader } from './chunk-reader.ts';
import { brokenOff, MAX_HEAD_BYTES, notHttp, tooLong, tooLongBody, tooLongHead } from './refusals.ts';

/** One answer as it comes, however its bytes are cut. */
export interface AnswerReader {
  /** Whether the answer is whole now. @throws ProbeError: nothing that follows can be understood, or is wanted. */
  readonly push: (chunk: Buffer) => boolean;
  /** The connection has ended, and the answer with it. @throws ProbeError `reset` where a part of it is missing. */
  readonly end: () => void;
  readonly hasBegun: () => boolean;
  /** Of an answer that is whole. */
  readonly read: () => WholeAnswer;
}

export interface WholeAnswer {
  readonly head: AnswerHead;
  readonly body: string;
  /** When its head was here (`performance.now()`). */
  readonly headMs: number;
  /** Nothing came behind it, and the device lets another question follow. */
  readonly isPersistent: boolean;
}

/** Those who are slow send one now and then (102). */
const MOST_INTERIM_ANSWERS = 16;
const START = 'HTTP/';
const [LF, CR] = [0x0a, 0x0d];

/**
 * Reads an answer (RFC 9112): cameras end lines as they like, and a length that is missing is as long as the connection. A body
 * of more than `maxBodyBytes` is refused, and so is whatever takes much more than that around it.
 */
export function createAnswerReader(maxBodyBytes: number): AnswerReader {
  const mostBytes = 4 * MAX_HEAD_BYTES + 4 * maxBodyBytes;
  const bytes = createByteQueue();
  const finder = createHeadFinder(bytes);
  let sum = 0;
  let interimAnswers = 0;
  let head: AnswerHead | undefined;
  let headMs = 0;
  let readChunks: ReturnType<typeof createChunkReader> | undefined;
  let body: string | undefined;

  const readHead = (): AnswerHead | undefined => {
    while (finder.scanned() === 0 && isLineEnd(bytes.at(0))) bytes.take(1);
    if (finder.scanned() < START.length) refuseNoise(bytes.peek(START.length));
    const size = finder.size();
    if ((size ?? bytes.length()) > MAX_HEAD_BYTES) throw tooLongHead();
    if (size === undefined) return undefined;
    finder.restart();
    return parseAnswerHead(bytes.take(size).toString('latin1'));
  };

  const begin = (found: AnswerHead) => {
    headMs = performance.now();
    const encoding = headerOf(found.headers, 'content-encoding') ?? '';
    if (encoding !== '' && encoding !== 'identity') {
      throw new ProbeError('malformed', 'expected a plain body, got a compressed one that was not asked for');
    }
    if (Number(found.framing) > maxBodyBytes) throw tooLongBody(maxBodyBytes);
    if (found.framing === 'chunked') readChunks = createChunkReader(bytes, maxBodyBytes);
    head = found;
  };

  const readBody = ({ framing }: AnswerHead): string | undefined => {
    if (readChunks) return readChunks();
    if (framing === 'until-end') {
      if (bytes.length() > maxBodyBytes) throw tooLongBody(maxBodyBytes);
      return undefined;
    }
    return bytes.length() < Number(framing) ? undefined : bytes.take(Number(framing)).toString('utf8');
  };

  const skipInterim = () => {
    if (++interimAnswers <= MOST_INTERIM_ANSWERS) return;
    const message = `expected an HTTP answer, got more than ${MOST_INTERIM_ANSWERS} interim ones`;
    throw new ProbeError('malformed', message);
  };

  return {
    push: (chunk) => {
      sum += chunk.length;
      if (sum > mostBytes) throw tooLong(`an answer of at most ${mostBytes} bytes`);
      bytes.append(chunk);
      while (head === undefined) {
        const found = readHead();
        if (found === undefined) return false;
        if (found.status === 101) throw anotherProtocol();
        if (found.status < 200) skipInterim();
        else begin(found);
      }
      body = readBody(head);
      return body !== undefined;
    },
    end: () => {
      if (head?.framing === 'until-end') body = bytes.take(bytes.length()).toString('utf8');
      else if (head) throw brokenOff('aborted', 'a whole body');
      else throw brokenOff('socket hang up', 'an HTTP answer');
    },
    hasBegun: () => sum > 0,
    read: () => {
      if (head === undefined || body === undefined) throw new RangeError('the answer is not whole');
      return { head, body, headMs, isPersistent: head.isPersistent && bytes.length() === 0 };
    },
  };
}

const isLineEnd = (byte: number | undefined) => byte === LF || byte === CR;

/** Noise is told at its first bytes: nobody waits for the end of its headers. */
function refuseNoise(prefix: Buffer): void {
  if (!START.startsWith(prefix.toString('latin1'))) throw notHttp(`Expected ${START}`);
}

const anotherProtocol = () => new ProbeError('malformed', 'expected an HTTP answer, got another protocol');
