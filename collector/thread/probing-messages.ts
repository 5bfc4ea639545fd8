import type { SharedConfig } from '../../config/shared-config.ts';
import type { DeviceFacts } from '../../core/domain/device-facts.ts';
import type { Reading } from '../../core/domain/probing.ts';
import type { Indicator } from '../../core/domain/state.ts';
import type { LogLine } from '../../core/host/thread-logger.ts';
import type { ReachEngineChoice } from '../probers/reach-engine.ts';
import type { WorkEvent } from '../scheduler/work-counter.ts';
import type { PackedReadings } from './packed-readings.ts';

/** What the thread of probers is started with. */
export interface ProbingStart {
  /** Its list is built at once, while others get ready; it is asked when a first `replace` says so. */
  readonly config: SharedConfig;
  readonly reach: ReachEngineChoice;
  readonly clock: SharedArrayBuffer;
  readonly logLevel: string;
  /** By device, where devices say that their streams are. */
  readonly streamPaths: ReadonlyMap<string, string>;
}

export type LearntStreams = Pick<DeviceFacts, 'deviceId' | 'streams'>;

/** A check that is brought forward, in the words of `Dispatcher`. */
export type Ask =
  | {
      readonly type: 'recheck';
      readonly deviceId: string;
      readonly indicator: Indicator;
      readonly atMs: number;
    }
  | { readonly type: 'askNow' | 'askAfterReturn'; readonly deviceId: string; readonly indicator: Indicator };

/** What the collector asks of it, in the words of `Dispatcher`. */
export type ProbingRequest =
  | {
      readonly type: 'replace';
      readonly config: SharedConfig;
      /** Whether that is what the thread was started with. */
      readonly isOfStart: boolean;
      /** Devices of which nothing may be counted. */
      readonly withheld: ReadonlySet<string>;
      readonly sinceMs: number | undefined;
    }
  | { readonly type: 'ask'; readonly asks: readonly Ask[] }
  | { readonly type: 'checkNow'; readonly deviceId: string }
  | { readonly type: 'clockStep' }
  | { readonly type: 'learn'; readonly facts: readonly LearntStreams[] }
  | { readonly type: 'close' };

export type ProbingReply =
  | { readonly type: 'loaded' }
  | { readonly type: 'readings'; readonly readings: readonly Reading[] }
  | { readonly type: 'packed'; readonly packed: PackedReadings }
  | {
      readonly type: 'work';
      readonly events: readonly WorkEvent[];
      readonly latenessMs: number;
      readonly shortfall: number;
      readonly sent: number;
      /** Whose references led to credentials, and whose did not. */
      readonly credentials: ReadonlyMap<string, boolean>;
    }
  | LogLine;
