import type { ReachEngineName } from '../../probers/reach-engine.ts';
import type { Engines } from '../../scheduler/dispatcher.ts';
import type { BatchOptions } from '../../scheduler/probe-batch.ts';

/** Whatever it takes to ask a device: engines, names, credentials, the clock. */
export interface Asking extends BatchOptions {
  readonly engines: Engines;
  readonly reachEngine: ReachEngineName;
  /** How long between two looks at the port of a switch, so that what flows can be told. */
  readonly pollsApartMs: number;
  readonly onProgress: (label: string, doneCount: number, totalCount: number) => void;
}
