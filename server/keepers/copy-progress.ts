import type { MeasurementWriter } from '../../collector/influx/create-influx.ts';
import type { OpenReceipt, Receipt } from '../../collector/influx/receipts.ts';

/**
 * How far copies of the record have come. `ready`: what was handed over is in InfluxDB, and what the queue of an earlier run held;
 * `waiting`: it is on its way; `lost`: some of it was given up, and is to be made again, told once.
 */
export type CopyState = 'ready' | 'waiting' | 'lost';

export interface CopyProgress {
  readonly state: () => Promise<CopyState>;
  /** Copies were handed over since it was opened: the state stands for them from then on. */
  readonly waitFor: (open: OpenReceipt) => Promise<void>;
}

export function createCopyProgress(writer: Pick<MeasurementWriter, 'openReceipt'>): CopyProgress {
  const everythingSoFar = () => writer.openReceipt().close();
  /** At first, what earlier runs left: it may have what InfluxDB seems to lack. */
  let receipt: Promise<Receipt> | undefined;
  return {
    state: async () => {
      receipt ??= everythingSoFar();
      const answer = (await receipt)();
      if (answer === 'lost') receipt = everythingSoFar();
      return answer === 'written' ? 'ready' : answer;
    },
    waitFor: async (open) => {
      receipt = open.close();
      await receipt;
    },
  };
}
