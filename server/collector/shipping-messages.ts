import type { LogLine } from '../../core/host/thread-logger.ts';
import type { HeartbeatAnswer } from '../../hub/wire/heartbeat.ts';

/** What the thread that ships is started with. */
export interface ShippingStart {
  readonly ledgerPath: string;
  readonly identityFolder: string;
  readonly hubs: readonly string[];
  /** Names the run of the process. */
  readonly run: string;
  readonly configuration: string | undefined;
  readonly logLevel: string;
}

export type ToShipping =
  /** What is in force now, or why what came is not taken. */
  | {
      readonly type: 'configuration';
      readonly name: string | undefined;
      readonly trouble: string | undefined;
    }
  /** Sends what is there, for so long at most, and ends. */
  | { readonly type: 'finish'; readonly withinMs: number };

export type FromShipping =
  | LogLine
  | { readonly type: 'heard'; readonly answer: HeartbeatAnswer }
  /** Another configuration is in force at the hub: signed, as it was sent. */
  | { readonly type: 'configuration'; readonly text: string; readonly authority: string }
  | { readonly type: 'numbers'; readonly numbers: ShippingNumbers };

/** Since the last time, and as it stands. */
export interface ShippingNumbers {
  readonly sentRows: number;
  readonly sentBytes: number;
  readonly failures: Readonly<Record<string, number>>;
  readonly waitingRows: number;
  readonly waitingSinceMs: number | undefined;
  readonly isStopped: boolean;
  readonly certificateEndsMs: number;
}
