import { createAnswerReader, type WholeAnswer } from './answer-reader.ts';
import { type Challenge, parseChallenges } from './challenges.ts';
import { type HttpConnection, openConnection } from './http-connection.ts';
import type { DeviceSocket, SocketPlace } from './open-socket.ts';
import { type HttpRequest, renderRequest } from './render-request.ts';

export interface HttpAnswer extends Omit<DeviceSocket, 'socket'> {
  readonly status: number;
  /** Cleaned, such as `401 Unauthorized`. */
  readonly statusLine: string;
  /** What it wants before it answers, strongest first. */
  readonly challenges: readonly Challenge[];
  /** The first value of each, by its name in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** Until the request could be sent: with TLS, its handshake included; 0 on a connection that was there. */
  readonly connectMs: number;
  /** From then until the answer was there whole. */
  readonly responseMs: number;
  /** `performance.now()` in the middle between the request and the first of the answer. */
  readonly midpointMs: number;
}

/** Questions to one device, one at a time. Whoever asks closes it. */
export interface HttpClient {
  /**
   * Certificates are taken as they are and told of unless keys are pinned, redirects are answers like others, and compressed
   * bodies are refused: small ones can become large.
   * @throws ProbeError (`tls`, `pin-mismatch`, `malformed`, `oversized`), or the error of the system (`ECONNREFUSED` and the like).
   */
  readonly request: (wanted: HttpRequest) => Promise<HttpAnswer>;
  readonly close: () => void;
}

export interface HttpClientOptions {
  /** `one-each`: a connection is closed after its answer. `kept`: the next question to the same place goes on it, if the device lets it. */
  readonly connections: 'one-each' | 'kept';
  /** A connection that was kept gave no answer, and no end either. */
  readonly onSilence?: () => void;
  /** Ends whatever is under way. */
  readonly signal: AbortSignal;
}

export function createHttpClient({ connections, onSilence, signal }: HttpClientOptions): HttpClient {
  let kept: { readonly connection: HttpConnection; readonly key: string } | undefined;

  const take = (key: string): HttpConnection | undefined => {
    const found = kept;
    kept = undefined;
    if (found?.key === key && found.connection.isOpen()) return found.connection;
    found?.connection.close();
    return undefined;
  };

  const ask = async (wanted: HttpRequest, given: HttpConnection | undefined): Promise<HttpAnswer> => {
    const startedMs = performance.now();
    const connection = given ?? (await openConnection(wanted, signal));
    const sentMs = performance.now();
    const reader = createAnswerReader(wanted.maxBodyBytes);
    try {
      await connection.exchange(renderRequest(wanted, connections === 'kept'), reader);
      // A body without a length ends wherever the connection does: at our deadline as well.
      signal.throwIfAborted();
    } catch (error) {
      connection.close();
      const isUnheard = given !== undefined && !reader.hasBegun();
      if (isUnheard && signal.aborted) onSilence?.();
      signal.throwIfAborted();
      // Who closes a connection at its leisure has not read what was asked.
      if (isUnheard) return await ask(wanted, undefined);
      throw error;
    }
    const answer = reader.read();
    if (connections === 'kept' && answer.isPersistent) kept = { connection, key: keyOf(wanted) };
    else connection.close();
    return toAnswer(answer, connection.shown, { startedMs, sentMs });
  };

  return {
    request: (wanted) => ask(wanted, take(keyOf(wanted))),
    close: () => {
      kept?.connection.close();
      kept = undefined;
    },
  };
}

const keyOf = ({ address, port, transport }: SocketPlace) => `${transport} ${address} ${port}`;

function toAnswer(
  { head, body, headMs }: WholeAnswer,
  shown: HttpConnection['shown'],
  { startedMs, sentMs }: { readonly startedMs: number; readonly sentMs: number },
): HttpAnswer {
  const { status, statusLine, headers } = head;
  return {
    ...{ status, statusLine, body },
    challenges: parseChallenges(headers.get('www-authenticate') ?? []),
    headers: Object.fromEntries(headers.entries().map(([name, [first = '']]) => [name, first])),
    connectMs: sentMs - startedMs,
    responseMs: performance.now() - sentMs,
    midpointMs: (sentMs + headMs) / 2,
    ...shown,
  };
}
