import type { DeviceFacts } from '../../core/domain/device-facts.ts';
import type { FindingCode, RecordedFinding } from '../../core/domain/findings.ts';
import type { Entity } from '../../core/domain/state.ts';
import type { TrafficDay, TrafficDirection } from '../../core/domain/traffic.ts';
import type { RecordedBefore } from './changes.ts';

export interface FindingQuery {
  readonly entity?: Entity;
  readonly entities?: readonly Entity[];
  readonly code?: FindingCode;
  /** `true`: those that stand; `false`: those that were seen gone. */
  readonly open?: boolean;
}

export interface TrafficDayQuery extends RecordedBefore {
  readonly linkId?: string;
  readonly linkIds?: readonly string[];
  readonly direction?: TrafficDirection;
  /** Days in `[fromDate, toDate)`, as `2026-11-25`. */
  readonly fromDate?: string;
  readonly toDate?: string;
}

/** What was learnt by speaking to devices. */
export interface DeviceReads {
  /** In the order in which they were first seen. */
  readonly findings: (query?: FindingQuery) => IterableIterator<RecordedFinding>;
  /** What is known of a device; `undefined` where nothing was learnt. */
  readonly facts: (deviceId: string) => RecordedFacts | undefined;
  readonly allFacts: () => IterableIterator<RecordedFacts>;
  /** By link, day and direction, the days that still grow included (unless only what was on record by then); one of each unless its capacity was changed. */
  readonly trafficDays: (query?: TrafficDayQuery) => IterableIterator<TrafficDay>;
}

/** A part of what is known of a device; each comes from another probe, so each has its own time. */
export type FactPart = Exclude<keyof DeviceFacts, 'deviceId' | 'observedMs'>;

/** What is known of a device, and when each part of it was last said. */
export interface RecordedFacts extends DeviceFacts {
  readonly observedMsByPart: Readonly<Partial<Record<FactPart, number>>>;
  /** When each stream was last said, by its id. */
  readonly observedMsByStream: Readonly<Record<string, number>>;
}
