import { Worker } from 'node:worker_threads';
import { LedgerError } from '../../record/ledger-error.ts';
import type { WorkerAnswer, WorkerCall, WorkerReply, WorkerStart } from './worker-protocol.ts';

type Name = WorkerCall['name'];
type CallOf<N extends Name> = Extract<WorkerCall, { readonly name: N }>;
type AnswerTo<N extends Name> = Extract<WorkerAnswer, { readonly name: N }>;

/** The writer thread as seen from the main thread: one promise a call. */
export interface WorkerClient {
  readonly call: <N extends Name>(call: CallOf<N> & { readonly name: N }) => Promise<AnswerTo<N>>;
  /** Settles when the thread has ended. */
  readonly ended: Promise<void>;
}

interface Waiting {
  readonly resolve: (answer: WorkerAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** Starts the writer thread. Should it die, everything pending and everything later is rejected with LEDGER_FAILED. */
export function startWorker(start: WorkerStart): WorkerClient {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: start });
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let death: LedgerError | undefined;

  const die = (detail: string, cause?: unknown) => {
    death ??= new LedgerError('LEDGER_FAILED', `${start.path}: the writer of the ledger ended: ${detail}`, {
      cause,
    });
    for (const { reject } of waiting.values()) reject(death);
    waiting.clear();
  };
  const settle = (reply: WorkerReply) => {
    const waiter = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.ok) waiter?.resolve(reply.answer);
    else waiter?.reject(new LedgerError(reply.failure.code, reply.failure.message));
  };
  const send = (call: WorkerCall): Promise<WorkerAnswer> => {
    if (death) return Promise.reject(death);
    return new Promise((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, call });
    });
  };

  worker.on('message', settle);
  worker.on('error', (error) => die(String(error), error));
  const ended = new Promise<void>((resolve) => {
    worker.on('exit', (exitCode) => {
      die(`exit code ${exitCode}`);
      resolve();
    });
  });

  return {
    call: async (call) => {
      const answer = await send(call);
      if (isAnswerTo(answer, call.name)) return answer;
      throw new LedgerError('LEDGER_FAILED', `expected an answer to ${call.name}, got one to ${answer.name}`);
    },
    ended,
  };
}

const isAnswerTo = <N extends Name>(answer: WorkerAnswer, name: N): answer is AnswerTo<N> =>
  answer.name === name;
