import { cleanText } from '../../core/text/device-text.ts';
import { ProbeError } from '../probing/prober.ts';
import type { Headers } from './message.ts';

/** The start line and the headers of a message. */
export type Head =
  | {
      readonly kind: 'response';
      readonly statusCode: number;
      readonly reasonPhrase: string;
      readonly headers: Headers;
    }
  | { readonly kind: 'request'; readonly method: string; readonly headers: Headers };

const MOST_HEADERS = 128;
const STATUS_LINE = /^RTSP\/\d\.\d +(\d{3})(?: +(.*))?$/;
const REQUEST_LINE = /^([A-Z_]+) +\S+ +RTSP\/\d\.\d$/;
const FOLD = /\r?\n[ \t]+/g;
const TOKEN = /^[!#$%&'*+.^_`|~\w-]+$/;

/**
 * Reads everything of a message before its body (RFC 2326 §4 to §7): folded lines are joined, names are in lower case.
 * @throws ProbeError `malformed` where it is not RTSP, `oversized` where it has headers without end.
 */
export function parseHead(text: string): Head {
  const [startLine, lines] = linesOf(text);
  const [, statusCode, reasonPhrase = ''] = STATUS_LINE.exec(startLine) ?? [];
  if (statusCode !== undefined) {
    const phrase = cleanText(reasonPhrase) ?? '';
    return {
      kind: 'response',
      statusCode: Number(statusCode),
      reasonPhrase: phrase,
      headers: parseHeaders(lines),
    };
  }
  const [, method] = REQUEST_LINE.exec(startLine) ?? [];
  if (method !== undefined) return { kind: 'request', method, headers: parseHeaders(lines) };
  throw notRtsp(startLine);
}

/** The start line of a head and the others, those that are folded joined. */
export function linesOf(text: string): readonly [string, readonly string[]] {
  const [startLine = '', ...lines] = text.trimEnd().replace(FOLD, ' ').split(/\r?\n/);
  return [startLine, lines];
}

/** What is said of an answer that is none, with as much of it as helps. */
export function notRtsp(text: string): ProbeError {
  const shown = (cleanText(text) ?? '').slice(0, 40);
  return new ProbeError('malformed', `expected an answer of RTSP/1.0, got ${JSON.stringify(shown)}`);
}

/** By their names in lower case. @throws ProbeError `oversized` where there is no end of them. */
export function parseHeaders(lines: readonly string[]): Headers {
  if (lines.length > MOST_HEADERS) {
    throw new ProbeError('oversized', `expected at most ${MOST_HEADERS} headers, got ${lines.length}`);
  }
  const headers = new Map<string, string[]>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trim().toLowerCase();
    // Cameras send stray lines; those who read the answer can do without them.
    if (!TOKEN.test(name)) continue;
    const values = headers.get(name) ?? [];
    values.push(line.slice(colon + 1).trim());
    headers.set(name, values);
  }
  return headers;
}
