import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { seconds } from '../../../core/time/units.ts';
import { LedgerError } from '../../record/ledger-error.ts';
import type { WorkerAnswer, WorkerCall, WorkerReply, WorkerStart } from './worker-protocol.ts';

type Name = WorkerCall['name'];
type CallOf<N extends Name> = Extract<WorkerCall, { readonly name: N }>;
type AnswerTo<N extends Name> = Extract<WorkerAnswer, { readonly name: N }>;

/** The writer thread as seen from the main thread: one promise a call. */
export interface WorkerClient {
  readonly call: <N extends Name>(call: CallOf<N> & { readonly name: N }) => Promise<AnswerTo<N>>;
  /** Lets it close the ledger; settles when the thread has ended. */
  readonly close: (recordedMs: number) => Promise<void>;
}

export interface WorkerClientOptions {
  readonly start: WorkerStart;
  /** Called when it ended and nobody had told it to. */
  readonly onDeath: (death: LedgerError) => void;
  /** Called when it runs again; what it is asked here comes first. */
  readonly onRestart: () => void;
  /** From one start to the next. */
  readonly restartMs?: number;
}

interface Waiting {
  readonly resolve: (answer: WorkerAnswer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Starts the writer thread. Should it die, everything pending is rejected with LEDGER_FAILED, and the next call starts it again:
 * whatever it may have written before it could say so is written once all the same, as batches are known by their numbers.
 */
export function startWorker(options: WorkerClientOptions): WorkerClient {
  const { start, onDeath, onRestart, restartMs = seconds(1) } = options;
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let isClosing = false;
  let startedMs = 0;
  let death: LedgerError | undefined;
  let worker: Worker | undefined = open();

  function open(): Worker {
    startedMs = performance.now();
    const opened = new Worker(new URL('./worker.ts', import.meta.url), { workerData: start });
    let cause: unknown;
    opened.on('message', settle);
    opened.on('error', (error) => {
      cause = error;
    });
    opened.once('exit', (exitCode) =>
      die(cause === undefined ? `exit code ${exitCode}` : String(cause), cause),
    );
    return opened;
  }

  function die(detail: string, cause: unknown): void {
    worker = undefined;
    death = new LedgerError('LEDGER_FAILED', `${start.path}: the writer of the ledger ended: ${detail}`, {
      cause,
    });
    for (const { reject } of waiting.values()) reject(death);
    waiting.clear();
    if (!isClosing) onDeath(death);
  }

  function settle(reply: WorkerReply): void {
    const waiter = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.ok) waiter?.resolve(reply.answer);
    else waiter?.reject(new LedgerError(reply.failure.code, reply.failure.message));
  }

  const reopen = () => {
    if (isClosing || performance.now() - startedMs < restartMs) return;
    worker = open();
    onRestart();
  };

  const send = (call: WorkerCall): Promise<WorkerAnswer> => {
    if (!worker) reopen();
    const running = worker;
    if (!running) return Promise.reject(death);
    return new Promise((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, { resolve, reject });
      running.postMessage({ id, call });
    });
  };

  return {
    call: async (call) => {
      const answer = await send(call);
      if (isAnswerTo(answer, call.name)) return answer;
      throw new LedgerError('LEDGER_FAILED', `expected an answer to ${call.name}, got one to ${answer.name}`);
    },
    close: async (recordedMs) => {
      isClosing = true;
      if (!worker) return;
      const ended = once(worker, 'exit');
      await send({ name: 'close', recordedMs });
      await ended;
    },
  };
}

const isAnswerTo = <N extends Name>(answer: WorkerAnswer, name: N): answer is AnswerTo<N> =>
  answer.name === name;
