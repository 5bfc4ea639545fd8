import { setTimeout as sleepFor } from 'node:timers/promises';
import type { Secret } from '../../core/domain/secret.ts';
import { hideTexts, onOneLine } from '../../core/text/shown-text.ts';
import { DeadlineError, withDeadline } from '../../core/time/deadline.ts';
import { formatDurationMs, seconds } from '../../core/time/units.ts';
import { readText } from '../reading/read-text.ts';
import { GrafanaError, type GrafanaErrorCode } from './grafana-error.ts';
import { asObject, textOf } from './json.ts';

export interface GrafanaClient {
  /** Reads; `undefined` where there is nothing (404). */
  readonly read: (path: string, about: string) => Promise<unknown>;
  /** @throws GrafanaError that names `about`, the object, and says what to do. */
  readonly write: (
    method: WriteMethod,
    path: string,
    about: string,
    options?: WriteOptions,
  ) => Promise<Answer>;
}

export type WriteMethod = 'POST' | 'PUT' | 'DELETE';

export interface WriteOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Statuses that the caller handles beside those of success. */
  readonly expect?: readonly number[];
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface GrafanaClientOptions {
  /** Checked address of the server, without a slash at its end. */
  readonly url: string;
  readonly token: Secret;
  readonly timeoutMs: number;
  readonly stop: AbortSignal;
  readonly sleep?: (ms: number, stop: AbortSignal) => Promise<void>;
  readonly nowMs?: () => number;
}

const MOST_ATTEMPTS = 5;
const LONGEST_WAIT_MS = seconds(60);
/** Beyond the largest dashboard, and little enough to be kept while it is read. */
const MOST_ANSWER_MB = 32;
const FIRST_WAIT_MS = seconds(1);
const BUSY = 429;
const GATEWAY_TROUBLES: readonly number[] = [502, 503, 504];

/** Speaks to one Grafana. Every request has a deadline; what is busy or away for a moment is asked again. */
export function createGrafanaClient(options: GrafanaClientOptions): GrafanaClient {
  const { stop, sleep = (ms, signal) => sleepFor(ms, undefined, { signal }), nowMs = Date.now } = options;

  async function ask(
    method: string,
    path: string,
    about: string,
    { body, headers, expect = [] }: WriteOptions,
  ) {
    for (let attempt = 1; ; attempt++) {
      const response = await send(options, { method, path, about, body, headers });
      const { status } = response;
      if (isSuccess(status) && response.isPage)
        throw new GrafanaError('GRAFANA_INVALID', `${about}: ${notGrafana(options.url)}`);
      if (isSuccess(status) || expect.includes(status)) return response;
      const waitMs = waitBefore(attempt + 1, { method, retryAfter: response.retryAfter, status }, nowMs());
      if (waitMs === undefined)
        throw refusal(response, { method, about, hide: hideTexts([options.token.reveal()]) });
      await sleep(waitMs, stop);
    }
  }

  return {
    read: async (path, about) => {
      const { status, body } = await ask('GET', path, about, { expect: [404] });
      if (status === 404) return undefined;
      // A page to log in at must not be taken for "nothing there".
      if (body === undefined)
        throw new GrafanaError('GRAFANA_INVALID', `${about}: ${notGrafana(options.url)}`);
      return body;
    },
    write: (method, path, about, writeOptions = {}) => ask(method, path, about, writeOptions),
  };
}

interface Request {
  readonly method: string;
  readonly path: string;
  readonly about: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>> | undefined;
}

interface Response extends Answer {
  /** Meant for a browser: somebody in between answered, such as a page to log in at. */
  readonly isPage: boolean;
  readonly retryAfter: string | null;
}

async function send(
  { url, token, timeoutMs, stop }: GrafanaClientOptions,
  { method, path, about, body, headers }: Request,
): Promise<Response> {
  try {
    return await withDeadline(timeoutMs, stop, async (signal) => {
      const response = await fetch(`${url}${path}`, {
        method,
        signal,
        // A server that sends us elsewhere would get the token there.
        redirect: 'error',
        headers: {
          accept: 'application/json',
          authorization: `Bearer ${token.reveal()}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return {
        status: response.status,
        body: parseBody(await readAnswer(response, about, url)),
        isPage: response.headers.get('content-type')?.startsWith('text/html') ?? false,
        retryAfter: response.headers.get('retry-after'),
      };
    });
  } catch (error) {
    stop.throwIfAborted();
    if (error instanceof GrafanaError) throw error;
    const what = error instanceof DeadlineError ? error.message : reasonOf(error);
    throw new GrafanaError('GRAFANA_UNREACHABLE', `${about}: no answer from Grafana at ${url} (${what})`);
  }
}

async function readAnswer(response: globalThis.Response, about: string, url: string): Promise<string> {
  const text = await readText(response, MOST_ANSWER_MB * 1e6);
  if (text !== undefined) return text;
  const expected = `expected an answer of at most ${MOST_ANSWER_MB} MB from ${url}, got more`;
  throw new GrafanaError('GRAFANA_INVALID', `${about}: ${expected}`);
}

function notGrafana(url: string): string {
  return `expected JSON from ${url}, got something else; see that grafana.url is that of Grafana itself`;
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** How long to wait before the attempt, `undefined` to give up. */
function waitBefore(
  attempt: number,
  { method, status, retryAfter }: { method: string; status: number; retryAfter: string | null },
  nowMs: number,
): number | undefined {
  if (attempt > MOST_ATTEMPTS) return undefined;
  const usualMs = FIRST_WAIT_MS * 2 ** (attempt - 2);
  if (status === BUSY) {
    const askedMs = parseRetryAfterMs(retryAfter, nowMs) ?? usualMs;
    return askedMs > LONGEST_WAIT_MS ? undefined : askedMs;
  }
  // A gateway may have lost the answer of a POST that did its work: only what can be done twice is done again.
  return GATEWAY_TROUBLES.includes(status) && method !== 'POST' ? usualMs : undefined;
}

/** RFC 9110, 10.2.3: seconds, or a date. */
export function parseRetryAfterMs(text: string | null, nowMs: number): number | undefined {
  if (text === null || text.trim() === '') return undefined;
  if (/^\d+$/.test(text.trim())) return seconds(Number(text));
  const atMs = Date.parse(text);
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - nowMs);
}

function refusal(
  response: Response,
  { method, about, hide }: { method: string; about: string; hide: (text: string) => string },
): GrafanaError {
  const { status, body, retryAfter } = response;
  const said = messageOf(body, hide);
  const [code, advice] = meaningOf(status, method, retryAfter);
  const parts = [`Grafana answered ${status}${said && ` (${said})`}`, advice].filter(Boolean);
  return new GrafanaError(code, `${about}: ${parts.join('; ')}`);
}

function meaningOf(status: number, method: string, retryAfter: string | null): [GrafanaErrorCode, string] {
  switch (status) {
    case 401:
      return ['GRAFANA_REFUSED', 'the token of grafana.token is not known there, or has expired'];
    case 403:
      return [
        'GRAFANA_REFUSED',
        method === 'GET'
          ? 'its token may not read this; see docs/grafana.md for the permissions'
          : 'its token may not write this, or a quota is used up; see docs/grafana.md for the permissions',
      ];
    case 404:
      return ['GRAFANA_CONFLICT', 'it, or the folder it belongs in, is not there any more: run it again'];
    case 409:
    case 412:
      return ['GRAFANA_CONFLICT', 'somebody else changed it meanwhile, or it is in use: run it again'];
    case BUSY:
      return [
        'GRAFANA_BUSY',
        `it is busy${retryAfter === null ? '' : ` and asks to wait ${waitText(retryAfter)}`}`,
      ];
    default:
      return status >= 500
        ? ['GRAFANA_FAILED', 'what was written before holds; run it again']
        : ['GRAFANA_INVALID', ''];
  }
}

function waitText(retryAfter: string): string {
  return /^\d+$/.test(retryAfter)
    ? formatDurationMs(seconds(Number(retryAfter)))
    : `until ${onOneLine(retryAfter)}`;
}

const LONGEST_MESSAGE = 300;

/** Hidden before it is cut: a half of a secret would stay. */
function messageOf(body: unknown, hide: (text: string) => string): string {
  const { message } = asObject(body);
  return onOneLine(hide(textOf(message))).slice(0, LONGEST_MESSAGE);
}

/** Never the whole error, which may hold headers: a code such as ECONNREFUSED, or the kind of error. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.name;
}
