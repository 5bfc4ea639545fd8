import { randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { seconds } from '../../core/time/units.ts';
import {
  NONCE_BYTES,
  parseSntpAnswer,
  renderSntpQuestion,
  type SntpAnswer,
  type SntpRefusal,
} from './sntp-packet.ts';

export interface TimeServer {
  readonly address: string;
  readonly port: number;
}

/** What a time server said of our wall clock, or why nothing it said counts. */
export type TimeServerAnswer = TimeServer &
  (
    | {
        readonly ok: true;
        /** What the wall clock lacks: the server's time less ours. */
        readonly offsetMs: number;
        readonly stratum: number;
      }
    | { readonly ok: false; readonly reason: SntpRefusal | 'timeout' | 'unreachable' }
  );

export interface AskOptions {
  readonly wallMs: () => number;
  readonly timeoutMs?: number;
  readonly monotonicMs?: () => number;
}

/** Datagrams of others that are passed over: whoever sends more has the question time out. */
const MOST_DATAGRAMS = 16;

/** One question to one server, from a port of its own. Settles within `timeoutMs`, or soon after `stop`; throws for nothing. */
export async function askTimeServer(
  server: TimeServer,
  { wallMs, timeoutMs = seconds(2), monotonicMs = () => performance.now() }: AskOptions,
  stop: AbortSignal,
): Promise<TimeServerAnswer> {
  const giveUp = AbortSignal.any([stop, AbortSignal.timeout(timeoutMs)]);
  const failed = (reason: SntpRefusal | 'timeout' | 'unreachable') =>
    ({ ...server, ok: false, reason }) as const;
  let socket: Socket | undefined;
  try {
    const { address, family } = await unlessAborted(lookup(server.address), giveUp);
    socket = createSocket(family === 6 ? 'udp6' : 'udp4');
    const nonce = randomBytes(NONCE_BYTES);
    const askedMs = monotonicMs();
    const answer = await exchange(socket, { address, port: server.port }, nonce, giveUp);
    if (typeof answer === 'string') return failed(answer);
    const tookMs = monotonicMs() - askedMs;
    // A server that worked on it for longer than we waited does not tell the truth.
    if (answer.sentMs - answer.receivedMs > tookMs + 1) return failed('malformed');
    const middleMs = (answer.receivedMs + answer.sentMs) / 2;
    return { ...server, ok: true, offsetMs: middleMs - (wallMs() - tookMs / 2), stratum: answer.stratum };
  } catch {
    return failed(giveUp.aborted ? 'timeout' : 'unreachable');
  } finally {
    socket?.close();
  }
}

/** Connected: the system hands on what comes from that address and port alone, and tells of a port that nobody listens at. */
function exchange(
  socket: Socket,
  { address, port }: TimeServer,
  nonce: Uint8Array,
  giveUp: AbortSignal,
): Promise<SntpAnswer | SntpRefusal> {
  return new Promise((resolve, reject) => {
    let others = 0;
    socket.on('error', reject);
    giveUp.addEventListener('abort', () => reject(giveUp.reason), { once: true });
    socket.on('message', (packet) => {
      const answer = parseSntpAnswer(packet, nonce);
      // Who does not know the number did not see the question: the right answer may still come.
      const isOfOthers = answer === 'not-ours' || answer === 'malformed';
      if (!isOfOthers || ++others >= MOST_DATAGRAMS) resolve(answer);
    });
    socket.connect(port, address, () => {
      if (giveUp.aborted) return;
      socket.send(renderSntpQuestion(nonce), (error) => error && reject(error));
    });
  });
}

function unlessAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}
