import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { minutes } from '../../../core/time/units.ts';
import type { ClientHandover, ClientReply, ClientRequest } from './client-protocol.ts';
import { SqlStateError } from './sql-state-error.ts';

/** A connection to PostgreSQL whose answers are waited for. */
export interface SyncClient {
  /** Asks, and does not wait yet: {@link SyncClient.take} gets the answer. One at a time. */
  readonly ask: (request: ClientRequest) => void;
  readonly take: () => Extract<ClientReply, { readonly ok: true }>;
  /** Whether an answer is still to be taken. */
  readonly isAsked: () => boolean;
  readonly transaction: () => 'I' | 'T' | 'E';
}

/** One thread for all connections of this one: it costs some megabytes, and what it waits for is the network. */
let shared: Worker | undefined;

export function createSyncClient(): SyncClient {
  shared ??= startWorker();
  const { port1, port2 } = new MessageChannel();
  const answered = new Int32Array(new SharedArrayBuffer(4));
  const handover: ClientHandover = { port: port2, answered };
  shared.postMessage(handover, [port2]);
  let taken = 0;
  let isAsked = false;
  let transaction: 'I' | 'T' | 'E' = 'I';
  return {
    ask: (request) => {
      isAsked = true;
      port1.postMessage(request, request.name === 'copy' ? [request.rows.buffer] : []);
    },
    take: () => {
      isAsked = false;
      const reply = waitForReply(port1, answered, taken++);
      transaction = reply.transaction;
      if (reply.ok) return reply;
      throw new SqlStateError(reply.failure);
    },
    isAsked: () => isAsked,
    transaction: () => transaction,
  };
}

function startWorker(): Worker {
  const worker = new Worker(new URL('./client-worker.ts', import.meta.url));
  worker.unref();
  worker.on('exit', () => {
    if (shared === worker) shared = undefined;
  });
  return worker;
}

/** The thread answers within half a minute when the server is gone; that it is gone itself is found out after this. */
const THREAD_SILENT_MS = minutes(30);

function waitForReply(
  port: Parameters<typeof receiveMessageOnPort>[0],
  answered: Int32Array,
  taken: number,
): ClientReply {
  for (;;) {
    const found = receiveMessageOnPort(port);
    if (found) {
      const { message }: { message: ClientReply } = found;
      return message;
    }
    if (Atomics.wait(answered, 0, taken, THREAD_SILENT_MS) === 'timed-out')
      return {
        ok: false,
        transaction: 'I',
        failure: { message: 'the thread that speaks to the database does not answer', sqlState: '08006' },
      };
  }
}
