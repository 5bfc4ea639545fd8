import { cleanText } from '../../core/text/device-text.ts';
import type { Headers } from '../rtsp/message.ts';
import { linesOf, parseHeaders } from '../rtsp/parse-head.ts';
import { notHttp } from './refusals.ts';

/** What an answer says before its body. */
export interface AnswerHead {
  readonly status: number;
  /** Cleaned, such as `401 Unauthorized`. */
  readonly statusLine: string;
  readonly headers: Headers;
  /** By a number of bytes, in chunks, or until the connection ends. */
  readonly framing: number | 'chunked' | 'until-end';
  /** Another question may go on the same connection. */
  readonly isPersistent: boolean;
}

const STATUS_LINE = /^HTTP\/(\d\.\d) +(\d{3})(?:[ \t]+(.*))?$/;
const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 304]);

/** Reads a head as it came, in Latin-1. @throws ProbeError `malformed`, or `oversized` where it has headers without end. */
export function parseAnswerHead(text: string): AnswerHead {
  const [startLine, lines] = linesOf(text);
  const [, version = '', code, phrase = ''] = STATUS_LINE.exec(startLine) ?? [];
  if (code === undefined) throw notHttp('Invalid response status');
  const headers = parseHeaders(lines);
  const status = Number(code);
  const framing = WITHOUT_BODY.has(status) ? 0 : framingOf(headers);
  const statusLine = `${code} ${cleanText(phrase) ?? ''}`.trim();
  return { status, statusLine, headers, framing, isPersistent: isPersistent(version, headers) };
}

function framingOf(headers: Headers): AnswerHead['framing'] {
  const codings = headers.get('transfer-encoding');
  if (codings) return /(?:^|[\s,])chunked\s*$/i.test(codings.at(-1) ?? '') ? 'chunked' : 'until-end';
  const [length, ...others] = headers.get('content-length') ?? [];
  if (length === undefined) return 'until-end';
  const isNumber = /^\d{1,15}$/.test(length) && others.every((other) => other === length);
  if (!isNumber) throw notHttp('Invalid character in Content-Length');
  return Number(length);
}

function isPersistent(version: string, headers: Headers): boolean {
  const wishes =
    headers
      .get('connection')
      ?.join(',')
      .toLowerCase()
      .split(/[\s,]+/) ?? [];
  return version === '1.0' ? wishes.includes('keep-alive') : !wishes.includes('close');
}
