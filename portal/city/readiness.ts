import type { CollectorHealth, MeasurementHealth } from '../../core/domain/sinks.ts';
import { apiTime } from '../../core/language/formats.ts';
import { en } from '../web/messages/en.ts';

export interface ReadinessInput {
  readonly ledgerFailure: string | undefined;
  readonly health: CollectorHealth;
  readonly measurements: MeasurementHealth;
  readonly timeZone: string;
  /** Why the last checkpoint has not arrived everywhere. */
  readonly checkpointFailure: string | undefined;
}

/**
 * Whether camwatch does its job: the ledger takes changes, the collector sees and its time is believed. InfluxDB and checkpoints
 * are told of but decide nothing: points wait on disk and no figure depends on them, and checkpoints are tried again.
 */
export function buildReadiness({
  ledgerFailure,
  health,
  measurements,
  timeZone,
  checkpointFailure,
}: ReadinessInput) {
  const { clockDoubt, recordAheadToMs } = health;
  const isSeeing = health.sight === 'seeing';
  return {
    ready: ledgerFailure === undefined && isSeeing && recordAheadToMs === undefined,
    checks: {
      ledger: { ok: ledgerFailure === undefined, reason: ledgerFailure ?? null },
      collector: {
        ok: isSeeing,
        reason: isSeeing ? null : health.sight,
        since: apiTime(health.sightSinceMs, timeZone),
      },
      clock: {
        ok: clockDoubt === undefined && recordAheadToMs === undefined,
        reason: clockDoubt?.cause ?? (recordAheadToMs === undefined ? null : 'record-ahead'),
        off_seconds: clockDoubt === undefined ? null : Math.round(clockDoubt.offMs / 1_000),
        record_reaches: recordAheadToMs === undefined ? null : apiTime(recordAheadToMs, timeZone),
      },
    },
    measurements: {
      mode: measurements.mode,
      queued_points: measurements.queuedPoints,
      set_aside_points: measurements.setAsidePoints,
      reason: measurements.fault ? en.health.measurementFault(measurements.fault.status) : null,
    },
    checkpoints: { ok: checkpointFailure === undefined, reason: checkpointFailure ?? null },
  };
}
