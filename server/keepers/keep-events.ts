import type { Logger } from 'pino';
import type { MeasurementWriter } from '../../collector/influx/create-influx.ts';
import type { OpenReceipt, Receipt } from '../../collector/influx/receipts.ts';
import { runInSlices, type Steps } from '../../core/host/in-slices.ts';
import { RETENTION } from '../../core/names/series.ts';
import { days } from '../../core/time/units.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { Ledger } from '../../ledger/sqlite/writing/open-ledger.ts';

/**
 * Copies changes of state from the ledger to InfluxDB: those of now at once, and after a start, or where the queue lost
 * some, all that InfluxDB has not confirmed, no faster than a backlog is replayed.
 */
export interface EventKeeper {
  /** To be called when changes are in the ledger. */
  readonly follow: () => void;
  /** Looks what InfluxDB has confirmed, and hands over the next portion of what it lacks. */
  readonly tick: () => Promise<void>;
  /** The database is a new one: nothing counts as written. */
  readonly startAnew: () => void;
}

export interface EventKeeperOptions {
  readonly reader: Pick<LedgerReader, 'changesAfter' | 'headSeq' | 'lastSeqBefore' | 'remembered'>;
  readonly writer: Pick<MeasurementWriter, 'openReceipt' | 'writeRows'>;
  readonly remember: Ledger['remember'];
  readonly nowMs: () => number;
  readonly logger: Logger;
}

/** Read at once: some milliseconds. */
const PORTION = 200;
/** Less of a turn than others take: in a storm what is judged goes first. */
const SLICE_MS = 2;
/** What waits for one confirmation. */
const MOST_OWED = 10_000;
/** While all is well, what is confirmed is written down every so many ticks. */
const CONFIRM_EVERY_TICKS = 10;
/** Of a database that we know nothing of, so far back: as long as `event` is kept in shards of a day. */
const OLDEST_MS = days(RETENTION.raw.days);

interface Sent {
  readonly throughSeq: number;
  readonly receipt: Receipt;
}

export function createEventKeeper({
  reader,
  writer,
  remember,
  nowMs,
  logger,
}: EventKeeperOptions): EventKeeper {
  /** InfluxDB has every change up to here. */
  let confirmedSeq = Number(
    reader.remembered('event-copies-written') ?? reader.lastSeqBefore(nowMs() - OLDEST_MS),
  );
  /** What was handed over as it came begins behind this; what is between it and `confirmedSeq` is owed. */
  let liveFromSeq = reader.headSeq();
  let handedOverSeq = liveFromSeq;
  let live = writer.openReceipt();
  /** What the queue held when changes began to be owed: it may have them. */
  let backlog: Promise<Receipt> | undefined;
  let sent: Sent | undefined;
  let ticksToConfirm = 0;
  let following: Promise<void> | undefined;

  const owe = () => {
    liveFromSeq = handedOverSeq;
    live = writer.openReceipt();
    backlog = undefined;
    sent = undefined;
  };

  function* follow(): Steps<void> {
    for (;;) {
      const changes = reader.changesAfter(handedOverSeq, PORTION);
      for (const change of changes) {
        writer.writeRows({ event: [change] });
        handedOverSeq = change.seq;
        yield;
      }
      if (changes.length < PORTION) return;
    }
  }

  const confirm = async ({ throughSeq }: Sent) => {
    await remember('event-copies-written', String(throughSeq));
    confirmedSeq = throughSeq;
    sent = undefined;
  };

  /** Returns through which it came. */
  function* writeOwed(): Steps<number> {
    let throughSeq = confirmedSeq;
    for (let count = 0; count < MOST_OWED && throughSeq < liveFromSeq; count += PORTION) {
      const changes = reader.changesAfter(throughSeq, PORTION).filter(({ seq }) => seq <= liveFromSeq);
      for (const change of changes) {
        writer.writeRows({ event: [change] }, 'backlog');
        yield;
      }
      throughSeq = changes.length < PORTION ? liveFromSeq : (changes.at(-1)?.seq ?? liveFromSeq);
    }
    return throughSeq;
  }

  const handOverOwed = async () => {
    const receipt = writer.openReceipt();
    const throughSeq = await runInSlices(writeOwed());
    sent = { throughSeq, receipt: await receipt.close() };
  };

  const closeLive = async () => {
    const ending: OpenReceipt = live;
    const throughSeq = handedOverSeq;
    live = writer.openReceipt();
    liveFromSeq = throughSeq;
    sent = { throughSeq, receipt: await ending.close() };
    ticksToConfirm = CONFIRM_EVERY_TICKS;
  };

  return {
    follow: () => {
      following = (following ?? Promise.resolve())
        .then(() => runInSlices(follow(), SLICE_MS))
        .catch((error: unknown) => logger.error({ err: error }, 'changes are not copied to InfluxDB'));
    },
    tick: async () => {
      const state = sent?.receipt();
      if (state === 'lost') owe();
      if (sent && state === 'written') await confirm(sent);
      if (sent) return;
      if (confirmedSeq >= liveFromSeq) {
        ticksToConfirm -= 1;
        if (ticksToConfirm <= 0 && handedOverSeq > confirmedSeq) await closeLive();
        return;
      }
      backlog ??= writer.openReceipt().close();
      const earlier = (await backlog)();
      if (earlier === 'lost') backlog = undefined;
      if (earlier === 'written') await handOverOwed();
    },
    startAnew: () => {
      confirmedSeq = reader.lastSeqBefore(nowMs() - OLDEST_MS);
      owe();
    },
  };
}
