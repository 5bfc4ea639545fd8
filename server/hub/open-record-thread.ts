import { MessageChannel, Worker } from 'node:worker_threads';
import { LedgerError } from '../../ledger/record/ledger-error.ts';
import type { RecordCall, RecordCallName, RecordCalls, RecordReply, RecordStart } from './record-calls.ts';

/** A thread that works on the record: calls are answered one after the other. */
export interface RecordThread {
  readonly ask: AskRecord;
  /** How many calls are not answered yet. */
  readonly waiting: () => number;
  readonly close: () => Promise<void>;
}

export type AskRecord = <Name extends RecordCallName>(
  call: Extract<RecordCall, { readonly name: Name }>,
) => Promise<RecordCalls[Name]['answer']>;

/** One that ends is started again by the next call. */
export function openRecordThread(start: RecordStart): RecordThread {
  const waiting = new Set<(error: Error) => void>();
  let worker: Worker | undefined;

  function open(): Worker {
    const opened = new Worker(new URL('./record-thread.ts', import.meta.url), { workerData: start });
    let cause: unknown;
    opened.on('error', (error) => {
      cause = error;
    });
    opened.once('exit', () => {
      if (worker === opened) worker = undefined;
      const error = new LedgerError('LEDGER_FAILED', 'the thread of the record ended', { cause });
      for (const reject of [...waiting]) reject(error);
    });
    return opened;
  }

  const ask = <Name extends RecordCallName>(
    call: Extract<RecordCall, { readonly name: Name }>,
  ): Promise<RecordCalls[Name]['answer']> => {
    worker ??= open();
    const { port1, port2 } = new MessageChannel();
    const { promise, resolve, reject } = Promise.withResolvers<RecordCalls[Name]['answer']>();
    waiting.add(reject);
    port1.once('message', (reply: RecordReply<Name>) => {
      if (reply.ok) resolve(reply.answer);
      else reject(new LedgerError(reply.code, reply.message));
    });
    worker.postMessage({ call, port: port2 }, [port2]);
    return promise.finally(() => {
      waiting.delete(reject);
      port1.close();
    });
  };

  return {
    ask,
    waiting: () => waiting.size,
    close: async () => {
      await worker?.terminate();
    },
  };
}
