import {
  type ClientRequest,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import type { TlsCertificate } from '../../core/device-report.ts';
import { cleanText } from '../../core/device-text.ts';
import { ProbeError } from '../prober.ts';
import { certificateOf } from './certificate.ts';
import { type Challenge, parseChallenges } from './challenges.ts';
import { DEVICE_TLS, tlsFailureOf } from './device-tls.ts';
import { readBody } from './read-body.ts';

export interface HttpRequest {
  /** Numeric. */
  readonly address: string;
  readonly port: number;
  readonly transport: 'plain' | 'tls';
  readonly method: 'GET' | 'POST';
  /** With its query, as it stands in the request line. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** A longer answer is `oversized`. */
  readonly maxBodyBytes: number;
}

export interface HttpAnswer {
  readonly status: number;
  /** Cleaned, such as `401 Unauthorized`. */
  readonly statusLine: string;
  /** What it wants before it answers, strongest first. */
  readonly challenges: readonly Challenge[];
  readonly headers: Readonly<IncomingHttpHeaders>;
  readonly body: string;
  readonly certificate?: TlsCertificate;
  /** Until the request could be sent: with TLS, its handshake included. */
  readonly connectMs: number;
  /** From then until the answer was there whole. */
  readonly responseMs: number;
  /** `performance.now()` in the middle between the request and the first of the answer. */
  readonly midpointMs: number;
}

/**
 * One request on a connection of its own, which is closed whatever happens. Certificates are taken as they are and told
 * of, redirects are answers like others, and compressed bodies are refused: small ones can become large.
 * @throws ProbeError (`tls`, `malformed`, `oversized`), or the error of the system (`ECONNREFUSED` and the like).
 */
export async function request(wanted: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
  signal.throwIfAborted();
  const startedMs = performance.now();
  const sent = open(wanted, signal);
  // Errors that come after we have settled are of no interest.
  sent.on('error', () => undefined);
  const progress = watch(sent, wanted.transport);
  try {
    sent.end(wanted.body);
    const answer = await answerTo(sent);
    const answeredMs = performance.now();
    const body = await readBody(answer, wanted.maxBodyBytes);
    // A body without a length ends wherever the connection does: at our deadline as well.
    signal.throwIfAborted();
    const sentMs = progress.readyMs ?? startedMs;
    const certificate = certificateOf(answer.socket);
    return {
      status: answer.statusCode ?? 0,
      statusLine: `${answer.statusCode} ${cleanText(answer.statusMessage ?? '') ?? ''}`.trim(),
      challenges: challengesIn(answer.headers['www-authenticate']),
      headers: answer.headers,
      body,
      connectMs: sentMs - startedMs,
      responseMs: performance.now() - sentMs,
      midpointMs: (sentMs + answeredMs) / 2,
      ...(certificate && { certificate }),
    };
  } catch (error) {
    signal.throwIfAborted();
    throw toProbeError(error, wanted.transport === 'tls' && progress.isConnected && !progress.readyMs);
  } finally {
    sent.destroy();
  }
}

/** Far more than any camera sends, and what Node takes by default. */
const MAX_HEADER_BYTES = 16_384;

function open(wanted: HttpRequest, signal: AbortSignal): ClientRequest {
  const { address, port, transport, method, path, headers } = wanted;
  const options = {
    host: address,
    port,
    method,
    path,
    headers: { Accept: '*/*', 'Accept-Encoding': 'identity', Connection: 'close', ...headers },
    agent: false,
    maxHeaderSize: MAX_HEADER_BYTES,
    // Cameras end header lines as they like; with one answer a connection there is nothing to smuggle into.
    insecureHTTPParser: true,
    signal,
  };
  return transport === 'plain' ? httpRequest(options) : httpsRequest({ ...options, ...DEVICE_TLS });
}

function answerTo(sent: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    // Whatever closes it without a word of Node's must not leave us waiting.
    const onClose = () => reject(new ProbeError('reset', 'expected an HTTP answer, got a closed connection'));
    sent.once('close', onClose).once('error', reject);
    sent.once('response', (answer) => {
      sent.off('close', onClose);
      resolve(answer);
    });
    sent.once('upgrade', () =>
      reject(new ProbeError('malformed', 'expected an HTTP answer, got another protocol')),
    );
  });
}

interface Progress {
  isConnected: boolean;
  /** When the request could be sent. */
  readyMs: number | undefined;
}

function watch(sent: ClientRequest, transport: HttpRequest['transport']): Progress {
  const progress: Progress = { isConnected: false, readyMs: undefined };
  const onReady = () => {
    progress.readyMs = performance.now();
  };
  sent.once('socket', (socket: Socket) => {
    socket.once('connect', () => {
      progress.isConnected = true;
    });
    socket.once(transport === 'tls' ? 'secureConnect' : 'connect', onReady);
  });
  return progress;
}

/** Node joins several headers with a comma, as they may stand in one. */
const challengesIn = (value: string | undefined) => (value === undefined ? [] : parseChallenges([value]));

function toProbeError(error: unknown, isHandshake: boolean): unknown {
  if (!(error instanceof Error) || error instanceof ProbeError) return error;
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'HPE_HEADER_OVERFLOW') {
    const message = `expected at most ${MAX_HEADER_BYTES} bytes of headers, got more`;
    return new ProbeError('oversized', message, { cause: error });
  }
  if (code.startsWith('HPE_')) {
    return new ProbeError('malformed', `expected an HTTP answer, got none: ${error.message}`, {
      cause: error,
    });
  }
  return tlsFailureOf(error, isHandshake) ?? error;
}
