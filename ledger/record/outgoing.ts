import type { ChainHead } from './chain-heads.ts';
import type { CollectorWork } from './receiving.ts';

/** The record of a collector, as it is sent. Calls are synchronous. */
export interface Outgoing {
  readonly head: () => ChainHead;
  /** Of a row that is there. */
  readonly hashOf: (seq: number) => string | undefined;
  /** Rows one after the other, as lines of an export; none where there is no such row yet. */
  readonly rowsFrom: (
    seq: number,
    most: { readonly rows: number; readonly characters: number },
  ) => readonly string[];
  /** When the row was recorded; of one that is not there `undefined`. */
  readonly recordedMs: (seq: number) => number | undefined;
  /** How far the coverage reaches; `undefined` where there is none. */
  readonly coveredMs: () => number | undefined;
  /** What no row says yet. With `sinceMs` findings, facts and days of lines too: those that changed since. */
  readonly work: (sinceMs?: number) => Omit<CollectorWork, 'collector'>;
}
