import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import type { AvailabilityDay } from '../../availability/sums/update-availability-days.ts';
import type { MeasurementWriter } from '../../collector/influx/create-influx.ts';
import type { MarkedWork } from '../../contracts/actions/update-announced-works.ts';
import type { CopiedContractDay } from '../../contracts/actions/update-contract-days.ts';
import { minutes } from '../../core/time/units.ts';
import { type CopyState, createCopyProgress } from './copy-progress.ts';

export interface FiguresStart {
  readonly path: string;
  /** Who is written down as the author of what is noted in the audit. */
  readonly collector: string;
  readonly timeZone: string;
  /** `copy`: what charts are drawn from is wanted too. */
  readonly charts: 'copy' | 'leave';
  /** The clock of the collector: it alone decides what time is believed. */
  readonly clock: SharedArrayBuffer;
}

/** Asks for an update, and tells what became of the copies that were handed out; more of them only when it is `ready`. */
export type FiguresRequest = CopyState;

export interface FiguresReport {
  readonly availabilityDays: readonly AvailabilityDay[];
  readonly contractDays: readonly CopiedContractDay[];
  readonly works: readonly MarkedWork[];
  readonly problems: readonly string[];
  /** What of the record does not agree with its chain. */
  readonly faults: readonly string[];
}

export interface FiguresKeeperOptions extends FiguresStart {
  readonly writer: Pick<MeasurementWriter, 'openReceipt' | 'writeRows'>;
  readonly logger: Logger;
}

/** Keeps the sums of days, and copies them, what contracts make of them and planned work to InfluxDB, in a thread of its own. */
export interface FiguresKeeper {
  /** Settles when the thread has read its program, or has ended: until then it takes a core for itself. */
  readonly loaded: Promise<unknown>;
  readonly update: () => Promise<void>;
  /** The database is a new one: nothing counts as written. */
  readonly startAnew: () => void;
  readonly close: () => Promise<void>;
}

const SMALL_FLEET = 20_000;

/** Contracts of a large fleet take minutes to settle. */
export const figuresEveryMs = (deviceCount: number): number =>
  deviceCount <= SMALL_FLEET ? minutes(5) : minutes(60);

export function startFiguresKeeper({ writer, logger, ...start }: FiguresKeeperOptions): FiguresKeeper {
  const worker = new Worker(new URL('./figures-worker.ts', import.meta.url), { workerData: start });
  const copies = createCopyProgress(writer);
  const ended = once(worker, 'exit');
  const loaded = Promise.race([once(worker, 'message'), ended]).catch(() => undefined);
  let isGone = false;
  let isNew = false;
  worker.on('error', (error) => logger.error({ err: error }, 'figures are not kept up to date any more'));
  worker.on('exit', () => {
    isGone = true;
  });
  return {
    loaded,
    update: async () => {
      await loaded;
      if (isGone) return;
      const request: FiguresRequest = isNew ? 'lost' : await copies.state();
      isNew = false;
      const reply = new Promise<FiguresReport | undefined>((resolve) => {
        const onMessage = (report: FiguresReport) => {
          worker.off('exit', onExit);
          resolve(report);
        };
        const onExit = () => {
          worker.off('message', onMessage);
          resolve(undefined);
        };
        worker.once('message', onMessage);
        worker.once('exit', onExit);
      });
      worker.postMessage(request);
      const report = await reply;
      if (!report) return;
      if (request === 'ready') {
        const receipt = writer.openReceipt();
        const { availabilityDays: availabilityDay, contractDays, works: work } = report;
        writer.writeRows({ availabilityDay, sla: contractDays.map(rowOf), work }, 'backlog');
        await copies.waitFor(receipt);
      }
      for (const fault of report.faults)
        logger.error({ fault }, 'the record is not what its chain says: see camwatch ledger verify');
      for (const reason of report.problems) logger.warn({ reason }, 'figures are not brought up to date');
    },
    startAnew: () => {
      isNew = true;
    },
    close: async () => {
      // Whatever it is at is done again at the next start.
      if (!isGone) await worker.terminate();
      await ended.catch(() => undefined);
    },
  };
}

/** The classes of a day by the names of the series. */
export function rowOf({ sums, ...day }: CopiedContractDay) {
  return {
    ...day,
    upMs: sums.up,
    degradedMs: sums.degraded,
    downMs: sums.down,
    unknownMs: sums.unknown,
    othersMs: sums.others,
    excusedMs: sums.excused,
    outOfServiceMs: sums['out-of-service'],
  };
}
