import type { Logger } from 'pino';
import type { MeasurementWriter } from '../../collector/influx/create-influx.ts';
import type { CopiedContractDay } from '../../contracts/actions/update-contract-days.ts';
import { minutes } from '../../core/time/units.ts';
import { createCopyProgress } from './copy-progress.ts';
import type { FiguresRequest, FiguresStart } from './figures-messages.ts';
import { openFiguresThread } from './figures-thread.ts';

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
  const copies = createCopyProgress(writer);
  const open = () => openFiguresThread(start, logger);
  let thread = open();
  let isNew = false;
  return {
    loaded: thread.loaded,
    update: async () => {
      // What has ended, for want of memory say, begins anew, from what the record says of how far it came.
      if (thread.hasEnded()) thread = open();
      await thread.loaded;
      const request: FiguresRequest = isNew ? 'lost' : await copies.state();
      isNew = false;
      const report = await thread.ask(request);
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
    close: () => thread.end(),
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
