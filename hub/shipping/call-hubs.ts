import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { Agent, request } from 'node:https';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { withDeadline } from '../../core/time/deadline.ts';
import { seconds } from '../../core/time/units.ts';
import { lineOf, type RouteName } from '../wire/protocol.ts';

/** With what a collector shows who it is, and knows the hub; all in PEM. */
export interface Credentials {
  readonly authority: string;
  readonly key?: string;
  readonly certificate?: string;
}

export interface HubRequest {
  readonly body?: Uint8Array;
  readonly headers?: OutgoingHttpHeaders;
}

export interface HubAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Unpacked. */
  readonly text: string;
}

/** The hubs of a city, one after the other: the one that answered last is asked first. */
export interface HubCaller {
  /** @throws what the last of them failed with: no answer in time, no connection, a certificate that does not hold */
  readonly call: (route: RouteName, request?: HubRequest) => Promise<HubAnswer>;
  /** From now on with these. */
  readonly use: (credentials: Credentials) => void;
  readonly close: () => void;
}

export interface CallerOptions {
  /** Such as `https://hub.example.org:8490`. */
  readonly hubs: readonly string[];
  readonly credentials: Credentials;
  readonly stop: AbortSignal;
  /** A request that takes longer is given up: a connection may be half open. */
  readonly timeoutMs?: number;
  readonly onSent?: (bytes: number) => void;
}

export const CALL_MS = seconds(30);
/** Of a configuration, unpacked. */
const MOST_ANSWER_BYTES = 256e6;
const unpack = promisify(gunzip);

export function createHubCaller({
  hubs,
  credentials,
  stop,
  timeoutMs = CALL_MS,
  onSent = () => undefined,
}: CallerOptions): HubCaller {
  let agent = openAgent(credentials);
  let preferred = 0;

  const callOne = (
    hub: string,
    route: RouteName,
    { body, headers = {} }: HubRequest,
    signal: AbortSignal,
  ) => {
    const [method = '', path = ''] = lineOf(route).split(' ');
    const { promise, resolve, reject } = Promise.withResolvers<HubAnswer>();
    const asked = request(new URL(path, hub), {
      ...{ method, agent, signal },
      headers: { ...headers, ...(body && { 'content-length': body.length }) },
    });
    asked.on('error', reject);
    asked.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const { statusCode: status = 0, headers: told } = response;
        textOf(Buffer.concat(chunks), told).then((text) => resolve({ status, headers: told, text }), reject);
      });
    });
    if (body) onSent(body.length);
    asked.end(body);
    return promise;
  };

  return {
    call: async (route, asked = {}) => {
      let failure: unknown;
      for (const offset of hubs.keys()) {
        const place = (preferred + offset) % hubs.length;
        const hub = hubs[place] ?? '';
        try {
          const answer = await withDeadline(timeoutMs, stop, (signal) => callOne(hub, route, asked, signal));
          // Another may be able to do what this one cannot at the moment.
          if (answer.status !== 503 || offset === hubs.length - 1) {
            preferred = place;
            return answer;
          }
        } catch (error) {
          stop.throwIfAborted();
          failure = error;
        }
      }
      throw failure;
    },
    use: (next) => {
      agent.destroy();
      agent = openAgent(next);
    },
    close: () => agent.destroy(),
  };
}

function openAgent({ authority, key, certificate }: Credentials): Agent {
  return new Agent({
    ca: authority,
    ...(key !== undefined && { key }),
    ...(certificate !== undefined && { cert: certificate }),
    ...{ minVersion: 'TLSv1.3', keepAlive: true, maxSockets: 2 },
    // Many connections with one certificate: each shows it anew.
    maxCachedSessions: 0,
  });
}

async function textOf(body: Buffer, headers: IncomingHttpHeaders): Promise<string> {
  const plain =
    headers['content-encoding'] === 'gzip'
      ? await unpack(body, { maxOutputLength: MOST_ANSWER_BYTES })
      : body;
  return plain.toString('utf8');
}
