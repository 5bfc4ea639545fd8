import { MessageChannel, Worker } from 'node:worker_threads';
import type { Granted, GrantingTerms } from '../../hub/leases/create-granting.ts';
import type { HubRecord } from '../../hub/receiving/hub-record.ts';
import { LedgerError } from '../../ledger/record/ledger-error.ts';
import type { RecordCall, RecordCallName, RecordCalls, RecordReply, RecordStart } from './record-calls.ts';

export interface RecordThread {
  readonly record: HubRecord;
  /** Looks whose leases are to be given to others. */
  readonly grant: (terms: GrantingTerms) => Promise<Granted>;
  /** After what it was asked is answered. */
  readonly close: () => Promise<void>;
}

/** The record in a thread of its own. One that ends is started again by the next call. */
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
    record: {
      certificate: (serial) => ask<'certificate'>({ name: 'certificate', ask: serial }),
      enrol: (enrolment) => ask<'enrol'>({ name: 'enrol', ask: enrolment }),
      renew: (collector, certificate) => ask<'renew'>({ name: 'renew', ask: { collector, certificate } }),
      head: (collector) => ask<'head'>({ name: 'head', ask: collector }),
      receive: (rows) => ask<'receive'>({ name: 'receive', ask: rows }),
      beat: (beat) => ask<'beat'>({ name: 'beat', ask: beat }),
    },
    grant: (terms) => ask<'grant'>({ name: 'grant', ask: terms }),
    close: async () => {
      await worker?.terminate();
    },
  };
}
