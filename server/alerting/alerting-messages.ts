import type { MetricObjectWithValues, MetricValue } from 'prom-client';
import type { SharedConfig } from '../../config/shared-config.ts';
import type { LogLine } from '../../core/host/thread-logger.ts';
import type { ToldClockDoubt } from '../../ledger/record/incidents/incident-event.ts';

/** What the thread of incidents and messages is started with. */
export interface AlertingStart {
  readonly config: SharedConfig;
  /** Of the ledger. */
  readonly path: string;
  readonly collector: string;
  /** The clock of the collector: it alone decides what time is believed. */
  readonly clock: SharedArrayBuffer;
  /** Level of its log. */
  readonly logLevel: string;
  /** That links in mails are signed with. */
  readonly linkKey?: string | undefined;
  /** Who is mailed to with their account; absent: nobody. */
  readonly accountsPath?: string;
}

/** What it is told. */
export type AlertingRequest =
  /** Everything recorded before is on disk. Answered with `advanced`. */
  | { readonly type: 'advance'; readonly horizonMs: number }
  | {
      readonly type: 'sight';
      readonly sight: 'blind' | 'seeing';
      readonly atMs: number;
      readonly clockDoubt?: ToldClockDoubt;
    }
  /** The configuration is another one. */
  | { readonly type: 'reload'; readonly config: SharedConfig }
  | { readonly type: 'close' };

/** What the thread counts itself. */
export type ThreadMetrics = readonly MetricObjectWithValues<MetricValue<string>>[];

/** What it answers. */
export type AlertingReply =
  | { readonly type: 'ready' }
  | {
      readonly type: 'advanced';
      /** Up to where incidents are kept now; absent where they could not be written down. */
      readonly keptToMs?: number;
      readonly metrics: ThreadMetrics;
    }
  | LogLine;
