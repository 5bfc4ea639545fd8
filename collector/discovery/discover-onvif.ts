import { randomUUID } from 'node:crypto';
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import {
  DISCOVERY_GROUP,
  DISCOVERY_PORT,
  type ProbeMatch,
  parseProbeMatches,
  renderProbe,
} from '../onvif/ws-discovery.ts';
import { createPace } from './create-pace.ts';

/** A device that announced itself, and the address from which it did. */
export interface OnvifAnswer extends ProbeMatch {
  readonly from: string;
}

export interface OnvifDiscovery {
  readonly answers: readonly OnvifAnswer[];
  /** Local addresses that could not be asked from, with why. */
  readonly failures: readonly { readonly localAddress: string; readonly message: string }[];
}

export interface DiscoverOnvifOptions {
  /** Own addresses to ask from: each stands for an interface. */
  readonly localAddresses: readonly string[];
  /** Single addresses to ask instead of everybody on the line. */
  readonly destinations?: readonly string[];
  readonly port?: number;
  /** How long answers are waited for after the last question. */
  readonly listenMs: number;
  readonly signal: AbortSignal;
}

/** Datagrams get lost: everything is asked twice. Both kinds, since some devices answer only to one. */
const ROUNDS = ['video', 'any', 'video', 'any'] as const;
const BETWEEN_ROUNDS_MS = 250;
const PROBES_PER_SECOND = 500;
const MOST_ANSWERS = 10_000;
const MOST_ANSWERS_OF_ONE = 16;

/**
 * Asks who speaks ONVIF (WS-Discovery): everybody on the lines of the given interfaces (never beyond: time to live 1), or
 * single addresses. Answers to other questions, and those of printers and the like, are passed over.
 */
export async function discoverOnvif(options: DiscoverOnvifOptions): Promise<OnvifDiscovery> {
  const failures: { localAddress: string; message: string }[] = [];
  const answers = createAnswers();
  const askFrom = async (localAddress: string) => {
    try {
      await ask(localAddress, options, answers);
    } catch (error) {
      options.signal.throwIfAborted();
      failures.push({ localAddress, message: error instanceof Error ? error.message : String(error) });
    }
  };
  await Promise.all(options.localAddresses.map(askFrom));
  return { answers: answers.list(), failures };
}

async function ask(localAddress: string, options: DiscoverOnvifOptions, answers: Answers): Promise<void> {
  const socket = createSocket('udp4');
  const stopping = new AbortController();
  const onAbort = () => stopping.abort(options.signal.reason);
  options.signal.addEventListener('abort', onAbort);
  socket.on('error', (error) => stopping.abort(error)).on('message', answers.take);
  try {
    options.signal.throwIfAborted();
    socket.bind(0, localAddress);
    await once(socket, 'listening', { signal: stopping.signal });
    await sendRounds(socket, localAddress, options, answers, stopping.signal);
    await delay(options.listenMs, undefined, { signal: stopping.signal });
  } catch (error) {
    // What ended the wait says more than that it was ended.
    throw stopping.signal.reason ?? error;
  } finally {
    options.signal.removeEventListener('abort', onAbort);
    socket.close();
  }
}

async function sendRounds(
  socket: Socket,
  localAddress: string,
  { destinations, port = DISCOVERY_PORT }: DiscoverOnvifOptions,
  answers: Answers,
  signal: AbortSignal,
): Promise<void> {
  if (!destinations) {
    socket.setMulticastInterface(localAddress);
    socket.setMulticastTTL(1);
  }
  const pace = createPace(PROBES_PER_SECOND, signal);
  // A repetition carries the id of its first time (SOAP over UDP §3.2).
  const ids = { video: randomUUID(), any: randomUUID() };
  for (const id of Object.values(ids)) answers.expect(id);
  for (const types of ROUNDS) {
    const question = Buffer.from(renderProbe(ids[types], types));
    for (const destination of destinations ?? [DISCOVERY_GROUP]) {
      await pace();
      const sent = send(socket, question, port, destination);
      // One single address that cannot be reached is no reason not to ask the others.
      await (destinations ? sent.catch(() => undefined) : sent);
    }
    await delay(BETWEEN_ROUNDS_MS, undefined, { signal });
  }
}

async function send(socket: Socket, bytes: Buffer, port: number, address: string): Promise<void> {
  const sent = Promise.withResolvers<void>();
  socket.send(bytes, port, address, (error) => (error ? sent.reject(error) : sent.resolve()));
  await sent.promise;
}

interface Answers {
  readonly expect: (id: string) => void;
  readonly take: (bytes: Buffer, from: RemoteInfo) => void;
  readonly list: () => readonly OnvifAnswer[];
}

function createAnswers(): Answers {
  const expected = new Set<string>();
  const byKey = new Map<string, OnvifAnswer>();
  const countBySource = new Map<string, number>();
  return {
    expect: (id) => expected.add(id),
    take: (bytes, { address: from }) => {
      const count = countBySource.get(from) ?? 0;
      if (byKey.size >= MOST_ANSWERS || count >= MOST_ANSWERS_OF_ONE * ROUNDS.length) return;
      countBySource.set(from, count + 1);
      for (const match of parseProbeMatches(bytes.toString('utf8'))) {
        if (!expected.has(match.relatesTo?.toLowerCase() ?? '') || !speaksOnvif(match)) continue;
        const key = `${from} ${match.endpointId ?? ''}`;
        if (!byKey.has(key)) byKey.set(key, { ...match, from });
      }
    },
    list: () => [...byKey.values()],
  };
}

/** Windows machines and printers answer the same protocol. */
function speaksOnvif({ types, xaddrs, name, hardware }: ProbeMatch): boolean {
  return (
    types.some((type) => type.startsWith('NetworkVideo')) ||
    xaddrs.some((address) => new URL(address).pathname.startsWith('/onvif/')) ||
    name !== undefined ||
    hardware !== undefined
  );
}
