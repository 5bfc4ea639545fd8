import type { MeasurementHealth } from '../../core/domain/sinks.ts';
import type { FaultResult } from '../../demo/run/demo-result.ts';
import type { WhyListeners } from '../../demo/run/setting/choose-means.ts';
import type { FaultKind } from '../../simulator/faults/fault.ts';

/** Everything a demo says on the terminal. Numbers come in as text, written the way of the language. */
export interface Texts {
  readonly title: (devices: string) => string;
  readonly starting: string;
  readonly whatIsThis: readonly string[];
  readonly page: string;
  readonly users: string;
  readonly pingsAndRoutes: string;
  readonly connectsAndListeners: (why: string) => string;
  readonly whyListeners: Readonly<Record<WhyListeners, string>>;
  readonly influxAt: (url: string, pid: string) => string;
  readonly influxMissing: string;
  readonly influxOff: string;
  readonly influxBroken: string;
  readonly log: string;
  readonly endsAfter: (duration: string) => string;
  readonly endsByCtrlC: string;

  readonly up: (up: string, total: string) => string;
  readonly unknown: (count: string) => string;
  readonly nothingDown: string;
  readonly downNow: (devices: string, incidents: string) => string;
  readonly cameras: (count: string) => string;
  readonly devices: (count: string) => string;
  readonly sinceSeconds: (seconds: string) => string;
  readonly andMore: (count: string) => string;
  readonly scriptHas: string;
  readonly scriptHasNothing: string;
  readonly seenBy: (found: string, total: string) => string;
  readonly faultsSeen: (seen: string, total: string) => string;
  readonly upJustNow: string;
  /** Of a fault that must not show anywhere. */
  readonly nothingToSee: string;
  readonly kinds: Readonly<Record<FaultKind, string>>;
  readonly probesPerSecond: (count: string) => string;
  readonly late: (seconds: string) => string;
  readonly sight: Readonly<Record<'starting' | 'seeing' | 'blind', string>>;
  readonly influx: Readonly<Record<MeasurementHealth['mode'], (queuedPoints: string) => string>>;
  readonly ending: string;

  readonly result: {
    readonly heading: (faults: string, seconds: string) => string;
    readonly columns: readonly [
      kind: string,
      target: string,
      made: string,
      recorded: string,
      error: string,
      shown: string,
      found: string,
      verdict: string,
    ];
    readonly verdicts: Readonly<Record<FaultResult['verdict'], string>>;
    readonly noFaults: string;
    readonly edges: (count: string, mean: string, worst: string) => string;
    readonly edgesLate: (count: string) => string;
    readonly edgesBeyond: (count: string) => string;
    readonly nothingUnexpected: string;
    readonly unexpected: (count: string) => string;
    readonly coverage: (covered: string, period: string) => string;
    readonly standing: (found: string, expected: string) => string;
    readonly work: (probes: string, shortfall: string, cpuPercent: string, devicesPercent: string) => string;
    readonly bandwidth: (links: string, worstPercent: string, limitPercent: string) => string;
    readonly bandwidthOff: (links: string, worstPercent: string, limitPercent: string) => string;
    readonly bandwidthThrough: (wraps: string, restarts: string) => string;
    readonly bandwidthColumns: readonly [
      link: string,
      covered: string,
      truth: string,
      measured: string,
      stored: string,
      error: string,
      notes: string,
    ];
    readonly wrapped: (times: string) => string;
    readonly gapped: (times: string) => string;
    readonly incidents: (outages: string, opened: string, unresolved: string) => string;
    readonly ledgerFine: (rows: string) => string;
    readonly ledgerBroken: (problems: string) => string;
    readonly points: (readings: string) => string;
    readonly notComplete: (stored: string, readings: string) => string;
    readonly queued: (points: string) => string;
    readonly kept: (dir: string) => string;
    readonly keptHint: (dir: string) => string;
    readonly removed: string;
    readonly fine: string;
    readonly notFine: string;
    readonly wasBusy: (idlePercent: string) => string;
  };
}
