import { constants } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { TLSSocket } from 'node:tls';
import type { Logger } from 'pino';
import { CamwatchError } from '../../core/errors.ts';
import { hours, seconds } from '../../core/time/units.ts';
import type { Authority } from '../authority/open-authority.ts';
import { findRoute, HEADERS_MS, LIMITS, REQUEST_MS, type RouteName } from '../wire/protocol.ts';
import { type AnswerOptions, type Asker, createAnswers } from './answer-requests.ts';
import { certificateRefused, coveredOf, refuse, sendJson, tooMany, urlOf } from './http-answers.ts';
import { issueHubCertificate } from './hub-certificate.ts';
import { HubRefusal } from './hub-refusal.ts';
import { keepRoom } from './keep-room.ts';
import { createOneAtATime } from './one-at-a-time.ts';
import { createRateLimit } from './rate-limit.ts';
import { readBody } from './read-body.ts';

export interface HubServerOptions extends Omit<AnswerOptions, 'authority'> {
  readonly authority: Authority;
  readonly host: string;
  readonly port: number;
  /** Names and addresses that it is reached by. */
  readonly names: readonly string[];
  readonly onAnswer: (route: RouteName | 'none', outcome: string, elapsedMs: number) => void;
  readonly logger: Logger;
  /** For tests of slow clients. */
  readonly requestMs?: number;
}

export interface HubServer {
  readonly url: string;
  /** Takes no more requests, answers those that it has, and ends. */
  readonly close: () => Promise<void>;
}

/** A batch is held in memory until it is on record. */
const MOST_BATCHES = 8;
const MOST_CONNECTIONS = 2_000;
const CLOSE_WITHIN_MS = seconds(5);
const LOOK_MS = hours(1);
const ENROL_RATE = { burst: 20, perSecond: 1 };
/** Each is a row of the audit, and is asked for once in twenty days. */
const RENEW_RATE = { burst: 10, perSecond: 1 / 300 };
const COLLECTOR_RATE = { burst: 200, perSecond: 20 };

/** Serves collectors by HTTPS (TLS 1.3), each with a certificate of the authority that is asked for at every request. */
export async function startHubServer(options: HubServerOptions): Promise<HubServer> {
  const { authority, host, names, record, nowMs, onAnswer, logger, requestMs = REQUEST_MS } = options;
  const answers = createAnswers(options);
  const mayEnrol = createRateLimit(ENROL_RATE, () => performance.now());
  const mayAsk = createRateLimit(COLLECTOR_RATE, () => performance.now());
  const mayRenew = createRateLimit(RENEW_RATE, () => performance.now());
  const batches = createOneAtATime(MOST_BATCHES);
  // Heartbeats wait for no batch of another, else whoever sends much makes others silent.
  const words = createOneAtATime(MOST_CONNECTIONS);

  const { renewAtMs: firstRenewalMs, ...context } = issueHubCertificate(authority, names, nowMs());
  const server = createServer(
    {
      ...context,
      ...{ requestCert: true, rejectUnauthorized: false, minVersion: 'TLSv1.3', maxHeaderSize: 8_192 },
      secureOptions: constants.SSL_OP_NO_TICKET,
      handshakeTimeout: HEADERS_MS,
      headersTimeout: Math.min(HEADERS_MS, requestMs),
      ...{ requestTimeout: requestMs, keepAliveTimeout: seconds(75) },
      connectionsCheckingInterval: Math.min(seconds(5), requestMs),
    },
    (request, response) => void serve(request, response),
  );
  keepRoom(server, MOST_CONNECTIONS);
  server.on('tlsClientError', (error) => logger.debug({ err: error }, 'a handshake failed'));
  server.on('clientError', (_error, socket) => socket.destroy());

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const startedMs = performance.now();
    const route = findRoute(`${request.method} ${request.url}`);
    let outcome = 'ok';
    try {
      if (route === undefined) throw new HubRefusal('NOT_FOUND', 'there is nothing at this address');
      await answer(route, request, response);
    } catch (error) {
      const refusal = toRefusal(error);
      outcome = refusal.code;
      refuse(request, response, refusal);
    }
    onAnswer(route ?? 'none', outcome, performance.now() - startedMs);
  }

  async function answer(route: RouteName, request: IncomingMessage, response: ServerResponse) {
    if (route === 'enrol') {
      if (!mayEnrol(request.socket.remoteAddress ?? '')) throw tooMany();
      sendJson(response, 200, await answers.enrol(await readBody(request, LIMITS.enrol)));
      return;
    }
    const asker = await whoAsks(request);
    if (!mayAsk(asker.collector)) throw tooMany();
    if (route === 'renew' && !mayRenew(asker.collector)) throw tooMany();
    if (route === 'configuration') sendConfiguration(request, response);
    else sendJson(response, 200, await ask(route, asker, request));
  }

  async function ask(
    route: Exclude<RouteName, 'enrol' | 'configuration'>,
    asker: Asker,
    request: IncomingMessage,
  ) {
    const { collector } = asker;
    if (route === 'head') return answers.head(collector);
    return await (route === 'rows' ? batches : words).run(`${collector} ${route}`, {
      read: () => readBody(request, LIMITS[route]),
      giveUp: () => request.destroy(),
      work: async (body): Promise<object> => {
        if (route === 'rows') return await answers.rows(collector, body, coveredOf(request));
        if (route === 'renew') return await answers.renew(asker, body);
        return await answers.heartbeat(collector, body);
      },
    });
  }

  /** By its certificate, which is asked for anew each time: one that is revoked is refused at once. */
  async function whoAsks({ socket }: IncomingMessage): Promise<Asker> {
    const certificate = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
    if (!(socket instanceof TLSSocket) || certificate === undefined)
      throw new HubRefusal('CERTIFICATE_MISSING', 'expected the certificate of a collector, got none');
    if (!socket.authorized) throw certificateRefused(`${socket.authorizationError ?? 'it does not hold'}`);
    const serial = certificate.serialNumber.toLowerCase();
    const known = await record.certificate(serial);
    if (known === undefined || certificate.subject !== `CN=${known.collector}`)
      throw certificateRefused('it is not one that was given to a collector');
    if (known.isRevoked) throw certificateRefused('it is revoked');
    if (known.endsMs <= nowMs()) throw certificateRefused('it has ended');
    return { collector: known.collector, serial };
  }

  function sendConfiguration(request: IncomingMessage, response: ServerResponse): void {
    const published = options.configuration();
    if (published === undefined)
      throw new HubRefusal('NO_CONFIGURATION', 'the hub has no configuration that is good');
    const etag = `"${published.name}"`;
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304, { etag }).end();
      return;
    }
    response.writeHead(200, {
      ...{ etag, 'content-type': 'application/json', 'content-encoding': 'gzip' },
      'content-length': published.packed.length,
    });
    response.end(published.packed);
  }

  function toRefusal(error: unknown): HubRefusal {
    if (error instanceof HubRefusal) return error;
    if (error instanceof CamwatchError) {
      logger.error({ err: error }, 'the record takes nothing');
      return new HubRefusal('FAILED', `the record takes nothing now (${error.code}): try again later`);
    }
    if (!(error instanceof Error && 'code' in error && error.code === 'ECONNRESET'))
      logger.error({ err: error }, 'a request failed');
    return new HubRefusal('FAILED', 'the hub failed: try again later');
  }

  server.listen(options.port, host);
  await once(server, 'listening');
  let renewalMs = firstRenewalMs;
  const renewal = setInterval(() => {
    if (nowMs() < renewalMs) return;
    const { renewAtMs, ...next } = issueHubCertificate(authority, names, nowMs());
    server.setSecureContext(next);
    renewalMs = renewAtMs;
  }, LOOK_MS).unref();

  return {
    url: urlOf(host, server.address()),
    close: async () => {
      clearInterval(renewal);
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      const late = setTimeout(() => server.closeAllConnections(), CLOSE_WITHIN_MS);
      await closed;
      clearTimeout(late);
    },
  };
}
