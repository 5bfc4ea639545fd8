import type { ClockDoubt } from '../time/clock.ts';
import type { DeviceFacts } from './device-facts.ts';
import type { FindingObservation } from './findings.ts';
import type { LiveColumns } from './live-columns.ts';
import type { Measurements, Reading } from './probing.ts';
import type { Change, Entity, Indicator, State } from './state.ts';
import type { TrafficDay, TrafficPlace, TrafficSample } from './traffic.ts';

/**
 * How far a collector has seen: it was watching, with good canaries, during `[fromMs, toMs)`.
 * The segment is extended again and again; `closed` ends it for good, and the next one starts elsewhere.
 */
export interface CoverageUpdate {
  /** Holds for the checks of this interval, which begin to be covered one interval after a gap; absent: for every check. */
  readonly intervalMs?: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly closed?: CoverageEnd;
}

/**
 * Why a stretch of coverage ended: a closed set. `crash` is written by the next start; after a `reload` no check has the
 * interval any more.
 */
export const COVERAGE_ENDS = ['stop', 'blind', 'clock-step', 'crash', 'suspend', 'reload'] as const;
export type CoverageEnd = (typeof COVERAGE_ENDS)[number];

/** What a collector hands over at one good (or bad) canary, to be kept whole or not at all. */
export interface ChangeBatch {
  readonly changes: readonly Change[];
  /** One for each interval that is in use and covered. */
  readonly coverage?: readonly CoverageUpdate[];
}

/** Where changes of state go. `server/` wires it to the ledger; a hub may take its place later. */
export interface ChangeSink {
  /**
   * Settles when the batch is on disk: changes and coverage in one transaction.
   * The same batch handed over twice within one run is kept once.
   */
  readonly record: (batch: ChangeBatch) => Promise<void>;
}

/** Where released readings go: measurements, never the ground of a figure. Must not block, must not throw. */
export interface ReadingSink {
  readonly write: (readings: readonly Reading[]) => void;
}

/** Where the rates of interfaces go. Must not block, must not throw. */
export interface TrafficSink {
  readonly write: (samples: readonly TrafficSample[]) => void;
}

/** The days of links that grew, and those that are over: each whole, as it stands now. */
export interface TrafficUpdate {
  readonly open: readonly TrafficDay[];
  readonly closed: readonly TrafficDay[];
}

/** Where the histograms of links go. Must not block, must not throw. */
export interface TrafficDaySink {
  readonly write: (update: TrafficUpdate) => void;
}

/** Where findings and what was learnt of devices go. Must not block, must not throw. */
export interface FindingSink {
  readonly note: (observations: readonly FindingObservation[]) => void;
  readonly learn: (facts: readonly DeviceFacts[]) => void;
}

/** What is known of one indicator of one entity right now. */
export interface LiveStatus {
  readonly entity: Entity;
  readonly indicator: Indicator;
  readonly state: State;
  readonly reason?: string;
  /** Since when the state holds (backdated). */
  readonly sinceMs: number;
  /** Last contrary probe before `sinceMs`. */
  readonly afterMs: number;
  readonly lastProbeMs?: number;
  readonly measurements?: Measurements;
  /** When they were taken: while it does not answer, long before its last probe. */
  readonly measuredMs?: number;
  /** Share of the last 20 probes whose verdict differs from the probe before (0–1): 0.25 and more is flapping. */
  readonly flapRatio?: number;
}

/** What the collector is doing, for the page, `/readyz` and the dashboards. */
export interface CollectorHealth {
  readonly collector: string;
  readonly run: string;
  readonly startedMs: number;
  /** `seeing`: canaries are good; `blind`: readings are dropped; `starting`: no canary yet. */
  readonly sight: 'starting' | 'seeing' | 'blind';
  readonly sightSinceMs: number;
  /** The time of this machine is not believed: nothing is recorded, and `sight` is `blind`. */
  readonly clockDoubt?: ClockDoubt;
  /** The record reaches into the future, up to here: until then nothing is covered, unless that is voided. */
  readonly recordAheadToMs?: number;
  readonly coveredUntilMs?: number;
  /** Where the coverage ends that is on disk; absent until this run has recorded some. */
  readonly recordedUntilMs?: number;
  /** How late the most overdue probe of the last tick was sent. Absent, like what follows, where others probe. */
  readonly latenessMs?: number;
  /** Probes sent since the start. */
  readonly probes?: number;
  /** Probes skipped since the start because the work exceeded the interval. */
  readonly shortfall?: number;
  readonly devices: number;
  readonly engines: readonly string[];
  /** Of a centre, which probes nothing itself: how many collectors it knows, and whose coverage grows. */
  readonly collectors?: { readonly known: number; readonly covering: number };
}

/** Of a collector in this process. */
export interface ProbingHealth extends CollectorHealth {
  readonly latenessMs: number;
  readonly probes: number;
  readonly shortfall: number;
}

/** What the thread of incidents and messages is doing. */
export interface AlertingHealth {
  /** How far what incidents were told of lies behind the present. */
  readonly incidentLagMs: number;
  /** How often it ended and was started again. */
  readonly incidentRestarts: number;
  /** Messages that were given up and are still kept; absent until it has counted them. */
  readonly deadMessages?: number;
  /** For how long the eldest message that waits could have been sent. */
  readonly messageWaitMs?: number;
}

/** A read-only view of the present, kept in memory by the collector. */
export interface LiveView {
  readonly statuses: () => Iterable<LiveStatus>;
  /** Of the devices, all at once: what is counted is counted off these. */
  readonly columns: () => LiveColumns;
  /** Of the links alone. */
  readonly linkStatuses: () => Iterable<LiveStatus>;
  readonly status: (entity: Entity, indicator: Indicator) => LiveStatus | undefined;
  readonly health: () => CollectorHealth;
  /** The last rates of what is measured there, or anywhere: a city has 200,000. Absent where nothing measures any. */
  readonly traffic?: (at?: TrafficPlace) => Iterable<TrafficSample>;
}

/**
 * Told to everybody, and therefore without a word of the server, which may repeat our log-in: those are in the log.
 */
export interface MeasurementFault {
  /** Of the last answer, where there was one. */
  readonly status?: number;
}

/** What the InfluxDB writer is doing. `off`: the embedded default, measurements are not kept. */
export interface MeasurementHealth {
  /** `elsewhere`: another machine of the centre writes what is to be copied. */
  readonly mode: 'off' | 'elsewhere' | 'writing' | 'queueing';
  readonly sinceMs: number;
  readonly queuedBytes: number;
  readonly queuedPoints: number;
  readonly droppedPoints: number;
  /** Refused by InfluxDB by themselves, and kept until they are sent again. */
  readonly setAsidePoints: number;
  /** Why it does not take writes; absent while it does. */
  readonly fault?: MeasurementFault;
  /** What a person should know of the server that takes the writes, such as that it is no InfluxDB. */
  readonly notice?: string;
}
