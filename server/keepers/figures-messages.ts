import type { AvailabilityDay } from '../../availability/sums/update-availability-days.ts';
import type { MarkedWork } from '../../contracts/actions/update-announced-works.ts';
import type { CopiedContractDay } from '../../contracts/actions/update-contract-days.ts';
import type { CopyState } from './copy-progress.ts';

/** What the thread of figures is started with. */
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
