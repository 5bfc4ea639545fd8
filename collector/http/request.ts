import {
  type ClientRequest,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
} from 'node:http';
import type { Socket } from 'node:net';
import { cleanText } from '../../core/text/device-text.ts';
import { ProbeError } from '../probing/prober.ts';
import { type Challenge, parseChallenges } from './challenges.ts';
import { tlsFailureOf } from './device-tls.ts';
import { type DeviceSocket, openSocket, type SocketPlace } from './open-socket.ts';
import { readBody } from './read-body.ts';
import { refuseFlood } from './refuse-flood.ts';

export interface HttpRequest extends SocketPlace {
  readonly method: 'GET' | 'POST';
  /** With its query, as it stands in the request line. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** A longer answer is `oversized`. */
  readonly maxBodyBytes: number;
}

export interface HttpAnswer extends Omit<DeviceSocket, 'socket'> {
  readonly status: number;
  /** Cleaned, such as `401 Unauthorized`. */
  readonly statusLine: string;
  /** What it wants before it answers, strongest first. */
  readonly challenges: readonly Challenge[];
  readonly headers: Readonly<IncomingHttpHeaders>;
  readonly body: string;
  /** Until the request could be sent: with TLS, its handshake included. */
  readonly connectMs: number;
  /** From then until the answer was there whole. */
  readonly responseMs: number;
  /** `performance.now()` in the middle between the request and the first of the answer. */
  readonly midpointMs: number;
}

/**
 * One request on a connection of its own, which is closed whatever happens. Certificates are taken as they are and told
 * of unless keys are pinned, redirects are answers like others, and compressed bodies are refused: small ones can become large.
 * @throws ProbeError (`tls`, `pin-mismatch`, `malformed`, `oversized`), or the error of the system (`ECONNREFUSED` and the like).
 */
export async function request(wanted: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
  const startedMs = performance.now();
  const { socket, ...shown } = await openSocket(wanted, signal);
  const sentMs = performance.now();
  const sent = open(wanted, socket, signal);
  // Errors that come after we have settled are of no interest.
  sent.on('error', () => undefined);
  const flooded = refuseFlood(sent, mostBytes(wanted));
  try {
    sent.end(wanted.body);
    const answer = await Promise.race([answerTo(sent), flooded]);
    const answeredMs = performance.now();
    const body = await Promise.race([readBody(answer, wanted.maxBodyBytes), flooded]);
    // A body without a length ends wherever the connection does: at our deadline as well.
    signal.throwIfAborted();
    return {
      status: answer.statusCode ?? 0,
      statusLine: `${answer.statusCode} ${cleanText(answer.statusMessage ?? '') ?? ''}`.trim(),
      challenges: challengesIn(answer.headers['www-authenticate']),
      headers: answer.headers,
      body,
      connectMs: sentMs - startedMs,
      responseMs: performance.now() - sentMs,
      midpointMs: (sentMs + answeredMs) / 2,
      ...shown,
    };
  } catch (error) {
    signal.throwIfAborted();
    throw toProbeError(error);
  } finally {
    sent.destroy();
    socket.destroy();
  }
}

/** Far more than any camera sends, and what Node takes by default. */
const MAX_HEADER_BYTES = 16_384;

/** Of everything that comes: headers, and a body in chunks of a few bytes each. */
const mostBytes = ({ maxBodyBytes }: HttpRequest) => 4 * MAX_HEADER_BYTES + 4 * maxBodyBytes;

function open(
  { address, port, transport, method, path, headers }: HttpRequest,
  socket: Socket,
  signal: AbortSignal,
): ClientRequest {
  return httpRequest({
    createConnection: () => socket.setNoDelay(),
    host: address,
    port,
    defaultPort: transport === 'tls' ? 443 : 80,
    method,
    path,
    headers: { Accept: '*/*', 'Accept-Encoding': 'identity', Connection: 'close', ...headers },
    maxHeaderSize: MAX_HEADER_BYTES,
    // Cameras end header lines as they like; with one answer a connection there is nothing to smuggle into.
    insecureHTTPParser: true,
    signal,
  });
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

/** Node joins several headers with a comma, as they may stand in one. */
const challengesIn = (value: string | undefined) => (value === undefined ? [] : parseChallenges([value]));

function toProbeError(error: unknown): unknown {
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
  return tlsFailureOf(error, false) ?? error;
}
