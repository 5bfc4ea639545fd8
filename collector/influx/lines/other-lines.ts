import type { Inventory } from '../../../core/domain/inventory.ts';
import type { AlertingHealth, CollectorHealth, MeasurementHealth } from '../../../core/domain/sinks.ts';
import { type Change, deviceEntity, type Indicator } from '../../../core/domain/state.ts';
import type { SeriesName } from '../../../core/names/series.ts';
import type { PseudonymOf } from '../pseudonyms.ts';
import type { CollectorCounts } from './collector-counts.ts';
import { renderLine, renderSeriesKey, type SeriesKey, type Tags } from './line-protocol.ts';
import { describeEntity } from './place-tags.ts';

interface StateSums {
  readonly upMs: number;
  readonly degradedMs: number;
  readonly downMs: number;
  readonly unknownMs: number;
  readonly outOfServiceMs: number;
}

/** Milliseconds of each measured state in one hour of one indicator of one device, as the ledger has it. */
export interface AvailabilityRow extends StateSums {
  readonly deviceId: string;
  readonly indicator: Indicator;
  /** Start of the hour (epoch ms). */
  readonly hourMs: number;
}

export function renderAvailabilityLine(
  inventory: Inventory,
  row: AvailabilityRow,
  pseudonymOf: PseudonymOf,
): string | undefined {
  const described = describeEntity(inventory, deviceEntity(row.deviceId), pseudonymOf);
  const { id: device, kind, agency, district, area } = described;
  return renderLine(
    renderSeriesKey('availability', { device, kind, agency, district, area, indicator: row.indicator }),
    stateFields(row),
    row.hourMs,
  );
}

/** How long a device could not be reached in one hour. */
export type DowntimeRow = Pick<AvailabilityRow, 'deviceId' | 'hourMs' | 'downMs'>;

export function renderDowntimeLine(
  inventory: Inventory,
  { deviceId, hourMs, downMs }: DowntimeRow,
  pseudonymOf: PseudonymOf,
): string | undefined {
  const described = describeEntity(inventory, deviceEntity(deviceId), pseudonymOf);
  const { id: device, kind, agency, district, area } = described;
  return renderLine(
    renderSeriesKey('downtime', { device, kind, agency, district, area }),
    { down_ms: downMs },
    hourMs,
  );
}

type DaySeries = Extract<SeriesName, `availability${string}Day`>;

/** The same of a day of everything that belongs together. */
export type AvailabilityDayRow = {
  readonly [Name in DaySeries]: StateSums & {
    readonly series: Name;
    readonly tags: Tags<Name>;
    /** Start of the day (epoch ms). */
    readonly dayMs: number;
    readonly devices: number;
  };
}[DaySeries];

export function renderAvailabilityDayLine(row: AvailabilityDayRow): string | undefined {
  return renderLine(keyOfDay(row), { ...stateFields(row), devices: row.devices }, row.dayMs);
}

function keyOfDay(row: AvailabilityDayRow): SeriesKey<DaySeries> {
  switch (row.series) {
    case 'availabilityCityDay':
      return renderSeriesKey(row.series, row.tags);
    case 'availabilityAgencyDay':
      return renderSeriesKey(row.series, row.tags);
    case 'availabilityDistrictDay':
      return renderSeriesKey(row.series, row.tags);
    case 'availabilityDay':
      return renderSeriesKey(row.series, row.tags);
    case 'availabilityProgrammeDay':
      return renderSeriesKey(row.series, row.tags);
    case 'availabilityContractorDay':
      return renderSeriesKey(row.series, row.tags);
  }
}

const stateFields = ({ upMs, degradedMs, downMs, unknownMs, outOfServiceMs }: StateSums) => ({
  up_ms: upMs,
  degraded_ms: degradedMs,
  down_ms: downMs,
  unknown_ms: unknownMs,
  out_of_service_ms: outOfServiceMs,
});

/** What a contract makes of one day of its zone: all that it covers together. */
export interface SlaRow extends StateSums {
  readonly contractId: string;
  /** Start of the day (epoch ms). */
  readonly dayMs: number;
  readonly state: 'provisional' | 'issued';
  /** Devices and links that were under contract and in service for some of it. */
  readonly entities: number;
  readonly goodMs: number;
  readonly countedMs: number;
  /** Of the counted time, what was measured and is not good. */
  readonly lostMs: number;
  /** What the terms ask for, in millionths. */
  readonly targetPpm?: number;
  readonly othersMs: number;
  readonly excusedMs: number;
}

export function renderSlaLine(row: SlaRow): string | undefined {
  return renderLine(
    renderSeriesKey('sla', { contract: row.contractId }),
    {
      good_ms: row.goodMs,
      counted_ms: row.countedMs,
      lost_ms: row.lostMs,
      ...stateFields(row),
      others_ms: row.othersMs,
      excused_ms: row.excusedMs,
      entities: row.entities,
      target_ratio: row.targetPpm === undefined ? undefined : row.targetPpm / 1_000_000,
      state: row.state,
    },
    row.dayMs,
  );
}

/** A change of state stands at the instant it is backdated to, so that writing it again changes nothing. */
export function renderEventLine(
  inventory: Inventory,
  change: Change,
  series: 'event' | 'recentEvent',
  pseudonymOf: PseudonymOf,
): string | undefined {
  const { indicator, state, reason, afterMs, atMs } = change;
  const described = describeEntity(inventory, change.entity, pseudonymOf);
  const { entity, id, name, kind, agency, district, area } = described;
  return renderLine(
    renderSeriesKey(series, { kind, entity, indicator, agency, district, area }),
    { state, reason, after_ms: afterMs, title: name, id },
    atMs,
  );
}

export function renderCollectorLine(
  { collector, sight, latenessMs, probes, shortfall, recordedUntilMs }: CollectorHealth,
  { queuedBytes, queuedPoints, droppedPoints, setAsidePoints }: MeasurementHealth,
  counts: CollectorCounts & Partial<AlertingHealth>,
  atMs: number,
): string | undefined {
  return renderLine(
    renderSeriesKey('collector', { collector }),
    {
      seeing: sight === 'seeing' ? 1 : 0,
      lateness_ms: latenessMs,
      probes,
      shortfall,
      queue_bytes: queuedBytes,
      queued_points: queuedPoints,
      // Either is missing from the charts, and for a person to look at.
      dropped_points: droppedPoints + setAsidePoints,
      written_points: counts.writtenPoints,
      failed_writes: counts.failedWrites,
      canary_good_rounds: counts.canaryGoodRounds,
      canary_bad_rounds: counts.canaryBadRounds,
      dropped_readings: counts.droppedReadings,
      ledger_lag_ms: recordedUntilMs === undefined ? undefined : atMs - recordedUntilMs,
      ledger_pending_batches: counts.ledgerPendingBatches,
      ledger_dropped_rows: counts.ledgerDroppedRows,
      incident_lag_ms: counts.incidentLagMs,
      incident_restarts: counts.incidentRestarts,
      messages_dead: counts.deadMessages,
      message_wait_ms: counts.messageWaitMs,
    },
    atMs,
  );
}
