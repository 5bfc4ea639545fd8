import { setTimeout as delay } from 'node:timers/promises';
import type { Login } from '../../core/domain/credentials.ts';
import { cleanText } from '../../core/text/device-text.ts';
import { mayHearPassword } from '../http/may-hear-password.ts';
import { ProbeError, type Trace } from '../probing/prober.ts';
import { createAuthenticator } from './authenticator.ts';
import { type ConnectionOptions, HungUpError, openConnection, type RtspConnection } from './connection.ts';
import { headerOf, type RtspResponse } from './message.ts';
import { type RtspRequest, renderRequest } from './render-request.ts';
import type { StreamPlace } from './stream-url.ts';

/** Asks one device for as long as one probe takes: logs in where it is asked to, and repeats what the protocol lets it. */
export interface RtspClient {
  /**
   * Settles with the answer, whatever its status.
   * @throws ProbeError `credentials` when the login is refused or missing, `mismatch` when it answers something else.
   */
  readonly ask: (request: RtspRequest) => Promise<RtspResponse>;
  /** The same without a login: a 401 is an answer like any other. */
  readonly askAsNobody: (request: RtspRequest) => Promise<RtspResponse>;
  /** From now on asks there: the connection is made anew. */
  readonly moveTo: (place: StreamPlace) => void;
  /** Rejects when the connection ends; the caller waits for packets meanwhile. */
  readonly ended: () => Promise<never>;
  readonly isConnected: () => boolean;
  readonly facts: () => ClientFacts;
  readonly close: () => void;
}

export interface ClientFacts {
  /** Time that the first connection took, handshake of TLS included. */
  readonly connectMs: number;
  /** What was shown by TLS. */
  readonly shown: RtspConnection['shown'];
  /** The password went as it is (Basic) without TLS. */
  readonly isPasswordExposed: boolean;
  readonly isLoginAsked: boolean;
}

export interface ClientOptions extends Omit<ConnectionOptions, 'onRequest'> {
  readonly login: Login | undefined;
  /** Who is asked, where it stands in the inventory: some are allowed more than others. */
  readonly deviceId?: string | undefined;
  readonly trace: Trace | undefined;
}

/** A busy server is given this long before it is asked again; GStreamer's needs it at a hundred requests at once. */
const BUSY_WAIT_MS = 400;
const MOST_CONNECTIONS = 6;

export function createRtspClient(options: ClientOptions): RtspClient {
  const { login, trace, signal } = options;
  const authenticator = createAuthenticator(
    login,
    mayHearPassword(options.place, login, options.deviceId) ? 'basic' : 'digest',
  );
  let place = options.place;
  let connection: RtspConnection | undefined;
  let facts: Pick<ClientFacts, 'connectMs' | 'shown'> | undefined;
  let connections = 0;
  let sequence = 0;
  const note = (text: string) => trace?.({ kind: 'noted', text });

  const open = async (): Promise<RtspConnection> => {
    if (++connections > MOST_CONNECTIONS) throw new HungUpError('the device hangs up again and again');
    const startedMs = performance.now();
    const onRequest = (method: string) => note(`the device asks ${method}, which is not answered`);
    connection = await openConnection({ ...options, place, onRequest });
    const connectMs = performance.now() - startedMs;
    facts ??= { connectMs, shown: connection.shown };
    note(`connected to ${place.address} port ${place.port} in ${connectMs.toFixed(0)} ms`);
    return connection;
  };

  const send = async (request: RtspRequest, authorization?: string): Promise<RtspResponse> => {
    const failure = connection?.failure();
    // Whoever hung up may be asked again; whoever sent nonsense said all there is to say.
    if (failure instanceof Error && !(failure instanceof HungUpError)) throw failure;
    const isReused = connection?.isOpen() ?? false;
    const used = connection?.isOpen() ? connection : await open();
    const headers = {
      ...request.headers,
      ...(authorization !== undefined && { Authorization: authorization }),
    };
    if (request.method === 'PLAY') used.beginToPlay();
    sequence++;
    trace?.({ kind: 'sent', text: `${request.method} ${request.url}${authorization ? ', with login' : ''}` });
    try {
      const response = await used.exchange(renderRequest({ ...request, headers }, sequence));
      refuseOther(response, sequence);
      trace?.({ kind: 'received', text: describeResponse(response) });
      return response;
    } catch (error) {
      // Some close the connection after each answer, without a word: what they did not read is asked again.
      const isWorthRepeat = isReused && error instanceof HungUpError && REPEATABLE.has(request.method);
      if (!isWorthRepeat) throw error;
      note('the device hung up after its last answer');
      return await send(request, authorization);
    }
  };

  return {
    ask: async (request) => {
      for (let isFirst = true; ; ) {
        const response = await send(request, authenticator.authorization(request.method, request.url));
        if (response.statusCode === 401) {
          authenticator.challenge(response.headers);
          continue;
        }
        authenticator.accept();
        if (response.statusCode !== 503 || !isFirst) return response;
        isFirst = false;
        note(`busy: asked again in ${BUSY_WAIT_MS} ms`);
        await delay(BUSY_WAIT_MS, undefined, { signal });
      }
    },
    askAsNobody: send,
    moveTo: (next) => {
      connection?.close();
      connection = undefined;
      place = next;
    },
    ended: async () => {
      if (!connection) throw new HungUpError('there is no connection');
      return await connection.ended;
    },
    isConnected: () => connection?.isOpen() ?? false,
    facts: () => ({
      connectMs: facts?.connectMs ?? 0,
      shown: facts?.shown ?? {},
      isPasswordExposed: authenticator.hasSentPassword() && place.transport === 'plain',
      isLoginAsked: authenticator.wasAsked(),
    }),
    close: () => connection?.close(),
  };
}

/** A session lives and dies with its connection: these belong to none yet. */
const REPEATABLE: ReadonlySet<string> = new Set(['OPTIONS', 'DESCRIBE', 'SETUP']);

function refuseOther({ headers }: RtspResponse, sequence: number): void {
  const text = headerOf(headers, 'cseq');
  // Cheap cameras leave it out; with one request under way there is nothing to confuse.
  if (text === undefined || Number(text) === sequence) return;
  const got = JSON.stringify(cleanText(text)?.slice(0, 20) ?? '');
  throw new ProbeError('mismatch', `expected the answer to request ${sequence}, got one to ${got}`);
}

const TOLD_HEADERS = ['server', 'public', 'www-authenticate', 'location', 'session', 'transport'] as const;

function describeResponse({ statusCode, reasonPhrase, headers }: RtspResponse): string {
  const told = TOLD_HEADERS.flatMap((name) =>
    (headers.get(name) ?? []).flatMap((value) => {
      const text = cleanText(value.replace(/,?\s*(?:nonce|opaque)=(?:"[^"]*"|[^",]*)/gi, ''));
      if (text === undefined) return [];
      return name === 'session' ? `session ${text}` : text;
    }),
  );
  return [`${statusCode} ${reasonPhrase}`.trim(), ...told].join(', ').slice(0, 400);
}
