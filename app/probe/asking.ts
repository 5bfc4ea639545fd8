import type { Engines } from '../../collector/dispatcher.ts';
import type { BatchOptions } from '../../collector/probe-batch.ts';
import type { ReachEngineName } from '../../collector/probers/reach-engine.ts';

/** Whatever it takes to ask a device: engines, names, credentials, the clock. */
export interface Asking extends BatchOptions {
  readonly engines: Engines;
  readonly reachEngine: ReachEngineName;
  readonly onProgress: (label: string, doneCount: number, totalCount: number) => void;
}
