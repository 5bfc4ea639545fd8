import { LedgerError, toLedgerError } from '../../record/ledger-error.ts';
import type { LedgerMending } from '../keeping/mend-ledger.ts';
import type {
  WorkerAnswer,
  WorkerCall,
  WorkerFailure,
  WorkerReply,
  WorkerRequest,
} from './worker-protocol.ts';
import { type LedgerWriter, type NumberedBatch, sourceSeqsOf } from './writer.ts';

export interface WorkerQueueOptions {
  /** Called at the first request, and again at the next one when it throws. */
  readonly open: () => {
    readonly writer: LedgerWriter;
    readonly mending: LedgerMending;
    readonly close: (recordedMs: number) => void;
  };
  readonly path: string;
  readonly reply: (reply: WorkerReply) => void;
  /** Called after the answer to `close`. */
  readonly onClosed?: () => void;
  /** Runs `drain` after the messages that have already come in. */
  readonly defer?: (drain: () => void) => void;
}

/**
 * Serves requests in their order. Batches that queued up while the last transaction was written share the next one
 * (group commit): each transaction costs a sync of the disk, and a storm brings thousands of small batches.
 */
export function createWorkerQueue(options: WorkerQueueOptions) {
  const { open, path, reply, onClosed, defer = setImmediate } = options;
  const requests: WorkerRequest[] = [];
  let store: ReturnType<typeof open> | undefined;

  const opened = () => {
    store ??= open();
    return store;
  };
  const writer = (): LedgerWriter => opened().writer;
  const answerTo = (call: WorkerCall): WorkerAnswer => {
    switch (call.name) {
      case 'open':
        return { name: call.name, nextSourceSeq: writer().nextSourceSeq(), mending: opened().mending };
      case 'record':
        writer().record([call.batch]);
        return { name: call.name };
      case 'recordRevisions':
        writer().recordRevisions(call.revisions, call.meta);
        return { name: call.name };
      case 'currentRevisions':
        return { name: call.name, bodies: writer().currentRevisions() };
      case 'statuses':
        return { name: call.name, statuses: writer().statusPage(STATUSES_PER_PAGE, call.after) };
      case 'rebuildStatus':
        writer().rebuildStatus();
        return { name: call.name };
      case 'closeCrashedCoverage':
        return { name: call.name, coverage: writer().closeCrashedCoverage(call.recordedMs) };
      case 'recordTraffic':
        writer().recordTraffic(call.update, call.recordedMs);
        return { name: call.name };
      case 'closeCrashedTraffic':
        return { name: call.name, closedCount: writer().closeCrashedTraffic(call.recordedMs) };
      case 'noteFindings':
        writer().noteFindings(call.observations);
        return { name: call.name };
      case 'learnFacts':
        writer().learnFacts(call.facts);
        return { name: call.name };
      case 'rememberOrigin':
        writer().rememberOrigin(call.origin);
        return { name: call.name };
      case 'forgetCopies':
        writer().forgetCopies();
        return { name: call.name };
      case 'remember':
        writer().remember(call.what, call.value);
        return { name: call.name };
      case 'close':
        store?.close(call.recordedMs);
        store = undefined;
        return { name: call.name };
    }
  };
  const serve = ({ id, call }: WorkerRequest) => {
    try {
      reply({ id, ok: true, answer: answerTo(call) });
    } catch (error) {
      reply({ id, ok: false, failure: failureOf(error, path) });
    }
    if (call.name === 'close') onClosed?.();
  };
  const serveGroup = (group: readonly WorkerRequest[], batches: readonly NumberedBatch[]) => {
    try {
      writer().record(batches);
    } catch {
      // One of them is at fault, or all are: each by itself gets its own answer.
      for (const request of group) serve(request);
      return;
    }
    for (const { id } of group) reply({ id, ok: true, answer: { name: 'record' } });
  };
  const drain = () => {
    const group = takeGroup(requests);
    if (requests.length > 0) defer(drain);
    const [first, ...others] = group;
    if (first && others.length === 0) serve(first);
    else serveGroup(group, group.flatMap(batchOf));
  };

  return {
    push: (request: WorkerRequest) => {
      requests.push(request);
      if (requests.length === 1) defer(drain);
    },
  };
}

/** Bounds how long the batches of a group wait for each other. */
const MAX_ROWS_PER_GROUP = 5_000;
/** A message of so many is read in some ten milliseconds. */
const STATUSES_PER_PAGE = 5_000;

/** Takes the first request off the queue and, where it is a batch, those that follow it directly. */
function takeGroup(requests: WorkerRequest[]): readonly WorkerRequest[] {
  let count = 0;
  let rows = 0;
  for (const request of requests) {
    const [numbered] = batchOf(request);
    if (!numbered || rows > MAX_ROWS_PER_GROUP) break;
    rows += sourceSeqsOf(numbered.batch);
    count++;
  }
  return requests.splice(0, Math.max(1, count));
}

function batchOf({ call }: WorkerRequest): readonly NumberedBatch[] {
  return call.name === 'record' ? [call.batch] : [];
}

function failureOf(error: unknown, path: string): WorkerFailure {
  const reason = toLedgerError(error, path);
  if (reason instanceof LedgerError) return { code: reason.code, message: reason.message };
  const detail = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
  return { code: 'LEDGER_FAILED', message: `${path}: the ledger failed: ${detail}` };
}
