import { type Agent, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { RETENTION } from '../../../core/names/series.ts';
import { withDeadline } from '../../../core/time/deadline.ts';
import type { Batch } from './batch.ts';
import { detailOf, renderAuthorization, type ServerAddress } from './server-address.ts';

/** What came of one write: the closed set that decides what happens to the batch. */
export type WriteResult =
  /** Every point is in InfluxDB. */
  | { readonly kind: 'written' }
  /** InfluxDB kept the others: these are older than the policy keeps, and it will never take them. */
  | ({ readonly kind: 'expired'; readonly points: number } & Refused)
  /** InfluxDB kept the good points, and does not say which it did not. */
  | ({ readonly kind: 'partial' } & Refused)
  /** InfluxDB took nothing because of what the batch holds. */
  | ({ readonly kind: 'rejected' } & Refused)
  /** The database or its retention policy is not there. */
  | ({ readonly kind: 'missing' } & Refused)
  /** Anything else: no answer, an overloaded server, wrong credentials, or no InfluxDB at all. */
  | ({
      readonly kind: 'failed';
      /** False when there was nobody to send it to: the batch cannot be the cause. */
      readonly isReached: boolean;
    } & Refused);

interface Refused {
  /** What was said, for the log: without our log-in, which a server may repeat. */
  readonly message: string;
  /** Of the answer, where there was one. */
  readonly status?: number;
}

export interface WriteRequestOptions {
  readonly address: ServerAddress;
  readonly agent: Agent;
  readonly timeoutMs: number;
}

/** InfluxDB lists every line it could not read. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

/** Sends one batch and reads the answer. Never throws but for the reason of `stop`. */
export async function postBatch(
  batch: Batch,
  { address, agent, timeoutMs }: WriteRequestOptions,
  stop: AbortSignal,
): Promise<WriteResult> {
  try {
    const answer = await withDeadline(timeoutMs, stop, (signal) => send(batch, address, agent, signal));
    return classify(answer, detailOf(address));
  } catch (error) {
    stop.throwIfAborted();
    return { kind: 'failed', message: detailOf(address)(describe(error)), isReached: !isNobodyThere(error) };
  }
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

function send(batch: Batch, address: ServerAddress, agent: Agent, signal: AbortSignal): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const request = address.url.protocol === 'https:' ? requestHttps : requestHttp;
  const outgoing = request(writeUrl(address, batch), {
    method: 'POST',
    agent,
    signal,
    headers: {
      ...renderAuthorization(address),
      'content-type': 'text/plain; charset=utf-8',
      'content-encoding': 'gzip',
      'content-length': batch.body.length,
    },
  });
  outgoing.once('error', reject);
  outgoing.once('response', (response) => {
    readAnswer(response).then(resolve, reject);
  });
  outgoing.end(batch.body);
  return promise;
}

function writeUrl({ url, database }: ServerAddress, { retention }: Batch): URL {
  const target = new URL(url);
  target.pathname = `${url.pathname.replace(/\/$/, '')}/write`;
  target.search = new URLSearchParams({
    db: database,
    rp: RETENTION[retention].name,
    precision: 'ms',
  }).toString();
  return target;
}

async function readAnswer(response: IncomingMessage): Promise<Answer> {
  let body = '';
  response.setEncoding('utf8');
  for await (const text of response) {
    body += text;
    // Leaving the loop closes the connection: InfluxDB's answers are never that long.
    if (body.length > MAX_ANSWER_BYTES) break;
  }
  return { status: response.statusCode ?? 0, body };
}

/**
 * Only 204 is a yes: a proxy's friendly 200 has written nothing. Only a 400 in InfluxDB's own form blames the batch,
 * so that a wrong address never makes us throw points away.
 */
function classify({ status, body }: Answer, toDetail: (text: string) => string): WriteResult {
  if (status === 204) return { kind: 'written' };
  const reason = parseReason(body);
  const told = {
    status,
    message: `${status} ${toDetail(reason ?? '') || excerpt(toDetail(body))}`.trimEnd(),
  };
  if (reason === undefined) {
    return status === 413 ? { kind: 'rejected', ...told } : { kind: 'failed', ...told, isReached: true };
  }
  if (status === 404 || /^retention policy not found/.test(reason)) return { kind: 'missing', ...told };
  if (status === 400) {
    const [, expired] = /^partial write: points beyond retention policy dropped=(\d+)$/.exec(reason) ?? [];
    if (expired !== undefined) return { kind: 'expired', points: Number(expired), ...told };
    if (/^partial write: .*dropped=\d+$/s.test(reason)) return { kind: 'partial', ...told };
  }
  return status === 400 || status === 413
    ? { kind: 'rejected', ...told }
    : { kind: 'failed', ...told, isReached: true };
}

function parseReason(body: string): string | undefined {
  try {
    const answer: unknown = JSON.parse(body);
    if (typeof answer !== 'object' || answer === null || !('error' in answer)) return undefined;
    return typeof answer.error === 'string' ? answer.error : undefined;
  } catch {
    return undefined;
  }
}

const excerpt = (body: string) => (body === '' ? '' : JSON.stringify(body.slice(0, 100)));

const NOBODY_THERE: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

function isNobodyThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && NOBODY_THERE.has(error.code);
}

function describe(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(String).join(', ');
  return error instanceof Error ? error.message : String(error);
}
