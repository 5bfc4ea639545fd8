import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Duplex } from 'node:stream';
import { InfluxDB } from 'influx';
import { CamwatchError } from '../../../core/errors.ts';
import { withDeadline } from '../../../core/time/deadline.ts';
import { seconds } from '../../../core/time/units.ts';
import { detailOf, type ServerAddress } from './server-address.ts';

/** Thrown when InfluxDB refuses or does not answer what is not a write. Holds no trace of the password. */
export class InfluxQueryError extends CamwatchError {
  readonly code = 'INFLUX_QUERY';
  /** Of the answer, where there was one that the package tells of. */
  readonly status: number | undefined;

  constructor(message: string, status?: number) {
    super(message);
    this.status = status;
  }
}

const TIMEOUT_MS = seconds(10);

export interface QueryLimits {
  readonly timeoutMs?: number;
  /** Of an answer: the package keeps all of it before it is looked at. */
  readonly mostBytes?: number;
}

/**
 * Runs `work` with a client of the `influx` package, within a deadline.
 * The package's own errors carry the request and so the password in a header: only their words are handed on, without the
 * log-in that a server may repeat.
 */
export async function withQueryClient<Value>(
  address: ServerAddress,
  stop: AbortSignal,
  work: (client: InfluxDB) => Promise<Value>,
  { timeoutMs = TIMEOUT_MS, mostBytes }: QueryLimits = {},
): Promise<Value> {
  const { url, database, username, password } = address;
  try {
    return await withDeadline(timeoutMs, stop, (signal) => {
      const bound = mostBytes === undefined ? undefined : boundAnswers(url, mostBytes);
      const client = new InfluxDB({
        hosts: [
          {
            host: url.hostname,
            port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80),
            protocol: url.protocol === 'https:' ? 'https' : 'http',
            path: url.pathname === '/' ? '' : url.pathname.replace(/\/$/, ''),
            options: { signal, agent: bound?.agent ?? false },
          },
        ],
        database,
        ...(username !== undefined && { username, password: password?.reveal() ?? '' }),
        pool: { maxRetries: 0, requestTimeout: timeoutMs, backoff: NO_BACKOFF },
      });
      // Some of the package's promises never settle when a connection breaks in the middle of an answer.
      return Promise.race([work(client), rejectOnAbort(signal), ...(bound ? [bound.tooMuch] : [])]);
    });
  } catch (error) {
    stop.throwIfAborted();
    throw new InfluxQueryError(detailOf(address)(describe(error)), statusOf(error));
  }
}

/** Connections that are cut once more has come than an answer may have. */
function boundAnswers({ protocol }: URL, mostBytes: number) {
  const { promise: tooMuch, reject } = Promise.withResolvers<never>();
  // Nobody waits for it where all is well.
  tooMuch.catch(() => undefined);
  const agent = new (protocol === 'https:' ? HttpsAgent : HttpAgent)();
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (...options) => {
    const socket: Duplex | null | undefined = connect(...options);
    let bytes = 0;
    socket?.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= mostBytes) return;
      socket.destroy();
      reject(new Error(`expected an answer of at most ${mostBytes} bytes, got more`));
    });
    return socket;
  };
  return { agent, tooMuch };
}

/** What could not be read is not repeated: an error about it quotes the half of a word. */
function describe(error: unknown): string {
  if (error instanceof SyntaxError) return 'expected an answer in JSON, got another';
  return error instanceof Error ? error.message : String(error);
}

/** The package hands the answer on with its error, and does not export what it is. */
function statusOf(error: unknown): number | undefined {
  const { res } = error as { res?: { statusCode?: number } };
  return res?.statusCode;
}

/** The package keeps a timer for every failed host; a client here lives for one piece of work. */
const NO_BACKOFF = { getDelay: () => 0, next: () => NO_BACKOFF, reset: () => NO_BACKOFF };

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
