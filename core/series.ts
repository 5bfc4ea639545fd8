/**
 * Names of everything in InfluxDB: the writer writes, dashboards draw and alert rules query through these constants.
 * Tag values are slugs; names for people live in the inventory. `retention` names the policy of {@link RETENTION} that
 * a series is written to; the `fleet…` series are rolled up to 15 minutes in `long` as well, under the same names.
 */
export const SERIES = {
  /**
   * Per device and reading: what the reach probe measured. Above 20,000 devices one point sums up the successful
   * probes of five minutes (`probes` of them) and every failed probe keeps a point of its own: no probe is in two.
   */
  reach: {
    measurement: 'reach',
    retention: 'raw',
    tags: ['device', 'kind', 'agency', 'district', 'area'],
    fields: {
      up: 'integer',
      probes: 'integer',
      rtt_min_ms: 'float',
      rtt_avg_ms: 'float',
      rtt_max_ms: 'float',
      jitter_ms: 'float',
      loss_ratio: 'float',
      reason: 'string',
    },
  },
  /** Per device and reading: whether the service answered. */
  service: {
    measurement: 'service',
    retention: 'raw',
    tags: ['device', 'kind', 'agency', 'district', 'area'],
    fields: { up: 'integer', probes: 'integer', connect_ms: 'float', reason: 'string' },
  },
  /** Counts of the whole city: overwritten every few seconds within the minute they are floored to. */
  fleetCity: {
    measurement: 'fleet_city',
    retention: 'raw',
    tags: ['kind', 'indicator'],
    fields: fleetFields(),
  },
  fleetAgency: {
    measurement: 'fleet_agency',
    retention: 'raw',
    tags: ['agency', 'kind', 'indicator'],
    fields: fleetFields(),
  },
  fleetDistrict: {
    measurement: 'fleet_district',
    retention: 'raw',
    tags: ['district', 'kind', 'indicator'],
    fields: fleetFields(),
  },
  fleetArea: {
    measurement: 'fleet_area',
    retention: 'raw',
    tags: ['area', 'district', 'kind', 'indicator'],
    fields: fleetFields(),
  },
  fleetContractor: {
    measurement: 'fleet_contractor',
    retention: 'raw',
    tags: ['contractor', 'kind', 'indicator'],
    fields: fleetFields(),
  },
  fleetProgramme: {
    measurement: 'fleet_programme',
    retention: 'raw',
    tags: ['programme', 'kind', 'indicator'],
    fields: fleetFields(),
  },
  fleetAgencyDistrict: {
    measurement: 'fleet_agency_district',
    retention: 'raw',
    tags: ['agency', 'district', 'kind', 'indicator'],
    fields: fleetFields(),
  },
  /** Per device, indicator and hour, from the ledger: milliseconds of each measured state; rewritten when they change. */
  availability: {
    measurement: 'availability',
    retention: 'long',
    tags: ['device', 'kind', 'agency', 'district', 'area', 'indicator'],
    fields: {
      up_ms: 'integer',
      degraded_ms: 'integer',
      down_ms: 'integer',
      unknown_ms: 'integer',
      out_of_service_ms: 'integer',
    },
  },
  /** Changes of state, for annotations. */
  event: {
    measurement: 'event',
    retention: 'long',
    tags: ['kind', 'entity', 'indicator', 'agency', 'district', 'area'],
    fields: { state: 'string', reason: 'string', after_ms: 'integer', title: 'string' },
  },
  /** The collector about itself. */
  collector: {
    measurement: 'collector',
    retention: 'raw',
    tags: ['collector'],
    fields: {
      seeing: 'integer',
      lateness_ms: 'float',
      shortfall: 'integer',
      probes: 'integer',
      queue_bytes: 'integer',
      queued_points: 'integer',
      dropped_points: 'integer',
    },
  },
} as const;

function fleetFields() {
  return { up: 'integer', degraded: 'integer', down: 'integer', unknown: 'integer' } as const;
}

export type SeriesName = keyof typeof SERIES;

/** Tag value where an inventory field is absent: InfluxDB has no empty tag. */
export const NO_TAG_VALUE = 'none';

/** Retention policies: raw readings 35 days, roll-ups and settled figures five years. */
export const RETENTION = { raw: { name: 'raw', days: 35 }, long: { name: 'long', days: 1_830 } } as const;
