import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { createGranting, type Standing } from '../../hub/leases/create-granting.ts';
import type { CollectorEntry } from '../../ledger/record/collectors.ts';
import { LedgerError, toLedgerError } from '../../ledger/record/ledger-error.ts';
import { openReceiver, type Receiver } from '../../ledger/sqlite/receiving/open-receiver.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import type { RecordCall, RecordStart } from './record-calls.ts';

/** Entry of the thread in which a hub works on the record: calls on it are synchronous, and whoever else is connected goes on. */
const { place, author }: RecordStart = workerData;
let receiver: Receiver | undefined;
const opened = () => {
  receiver ??= openReceiver(place, { author, nowMs: Date.now });
  return receiver;
};
/** Outlives connections: who speaks is followed by the clock of this thread. */
const granting = createGranting({
  record: {
    leases: (query) => opened().leases(query),
    standing: () => opened().collectors.list().flatMap(standingOf),
    append: (...asked) => recordStore(place).appendLeases(...asked),
  },
  author,
  nowMs: Date.now,
  monotonicMs: () => performance.now(),
});

parentPort?.on('message', ({ call, port }: { readonly call: RecordCall; readonly port: MessagePort }) => {
  try {
    port.postMessage({ ok: true, answer: answerTo(call, opened()) });
  } catch (thrown) {
    const error = toLedgerError(thrown, place);
    const code = error instanceof LedgerError ? error.code : 'LEDGER_FAILED';
    port.postMessage({ ok: false, code, message: error instanceof Error ? error.message : String(error) });
    forget();
  }
  port.close();
});

function answerTo(call: RecordCall, { collectors, receiving, head, leasesFor }: Receiver) {
  switch (call.name) {
    case 'certificate':
      return collectors.certificate(call.ask);
    case 'zone':
      return collectors.find(call.ask)?.zone;
    case 'enrol':
      return collectors.enrol(call.ask);
    case 'renew':
      return collectors.renew(call.ask.collector, call.ask.renewal);
    case 'head':
      return head(call.ask);
    case 'receive': {
      const { lines, ...rows } = call.ask;
      const texts = Buffer.from(lines)
        .toString('utf8')
        .split('\n')
        .filter((line) => line !== '');
      return receiving.receive({ ...rows, lines: texts, receiver: author, receivedMs: Date.now() });
    }
    case 'beat': {
      const { said, work } = call.ask;
      const heard = collectors.noteSeen(work.collector, said);
      receiving.noteWork(work);
      return {
        head: head(work.collector),
        leases: leasesFor(work.collector),
        isDoubled: heard === 'doubled',
      };
    }
    case 'grant':
      return granting.look(call.ask);
  }
}

/** One that is revoked watches nothing. Each word of it is stamped by the hub that heard it. */
const standingOf = ({ id, zone, revokedMs, seen }: CollectorEntry): readonly Standing[] =>
  revokedMs === undefined ? [{ id, zone, ...(seen && { word: seen.seenMs }) }] : [];

/** A connection that failed may have been lost: the next call opens another. */
function forget(): void {
  try {
    receiver?.close();
  } catch {
    // It is gone already.
  }
  receiver = undefined;
}
