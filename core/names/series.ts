/**
 * Names of everything in InfluxDB: the writer writes, dashboards draw and alert rules query through these constants.
 * Tag values are slugs; names for people live in the inventory. `retention` names the policy of {@link RETENTION} that
 * a series is written to; the counts of the `fleet…` series and `traffic` of links are rolled up to 15 minutes in `long` as well,
 * and the hours of `device_availability` to days, under the same names (`traffic` with the fields of {@link TRAFFIC_ROLL_UP}).
 * What has the same name and tags in both policies is one series to InfluxDB's index.
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
  /**
   * Per device and reading: whether the service answered, how long it took, and how far the device's clock is ahead.
   * Summed up above 20,000 devices, as `reach` is.
   */
  service: {
    measurement: 'service',
    retention: 'raw',
    tags: ['device', 'kind', 'agency', 'district', 'area'],
    fields: {
      up: 'integer',
      probes: 'integer',
      connect_ms: 'float',
      response_ms: 'float',
      clock_offset_ms: 'float',
      reason: 'string',
    },
  },
  /**
   * Per agency and ward: what the answers of five minutes add up to, the loss and the round trip of `reach` (`pings` of
   * which a loss is known, `timed` of which a time is) and the clocks of `service` that are furthest ahead and behind.
   */
  answers: {
    measurement: 'answers',
    retention: 'raw',
    tags: ['agency', 'district', 'area'],
    fields: {
      pings: 'integer',
      loss_ratio_sum: 'float',
      timed: 'integer',
      rtt_sum_ms: 'float',
      clock_ahead_ms: 'float',
      clock_behind_ms: 'float',
    },
  },
  /** Per device and reading: what flowed when the stream was played. */
  stream: {
    measurement: 'stream',
    retention: 'raw',
    tags: ['device', 'kind', 'agency', 'district', 'area'],
    fields: {
      up: 'integer',
      probes: 'integer',
      first_packet_ms: 'float',
      packets_per_second: 'float',
      bits_per_second: 'float',
      codec: 'string',
      width: 'integer',
      height: 'integer',
      reason: 'string',
    },
  },
  /** Per recorder and reading of its indicator `recording`; `degraded` is 1 where it records with a shortfall. */
  recorder: {
    measurement: 'recorder',
    retention: 'raw',
    tags: ['device', 'kind', 'agency', 'district', 'area'],
    fields: {
      up: 'integer',
      probes: 'integer',
      degraded: 'integer',
      disks: 'integer',
      disks_failed: 'integer',
      free_ratio: 'float',
      channels: 'integer',
      channels_lost: 'integer',
      oldest_age_ms: 'integer',
      reason: 'string',
    },
  },
  /**
   * Per agency and district, at every whole minute (above 20,000 devices: five): what its `recorders` that told anything said last, added up; of
   * `oldest_age_ms` the least. One that failed or fell silent is in none of it.
   */
  recordings: {
    measurement: 'recordings',
    retention: 'raw',
    tags: ['agency', 'district'],
    fields: {
      recorders: 'integer',
      disks: 'integer',
      disks_failed: 'integer',
      channels: 'integer',
      channels_lost: 'integer',
      oldest_age_ms: 'integer',
    },
  },
  /**
   * Per interface and poll: what went through it in the `interval_ms` before. `in` and `out` as the interface sees them;
   * the ratios are of what the link was agreed to carry, else of the interface's speed. `link` is `none` where no link
   * is measured there; of a link, agency, district and area are those of its far end, as in `event`. Above 20,000 devices the polls of
   * five minutes are added up, and where there is no link those of an hour.
   */
  traffic: {
    measurement: 'traffic',
    retention: 'raw',
    tags: ['device', 'interface', 'link', 'kind', 'agency', 'district', 'area'],
    fields: {
      in_bps: 'float',
      out_bps: 'float',
      in_octets: 'integer',
      out_octets: 'integer',
      interval_ms: 'integer',
      in_util_ratio: 'float',
      out_util_ratio: 'float',
      in_errors: 'integer',
      out_errors: 'integer',
      in_discards: 'integer',
      out_discards: 'integer',
    },
  },
  /**
   * Per link and day of the city (at its beginning, and of the present one so far), from the quarters of an hour of
   * `traffic`: P95 and fullest quarter of each direction, faults of both. Above a few hundred links nobody can wait for
   * so many quarters.
   */
  trafficDay: {
    measurement: 'traffic_day',
    retention: 'long',
    tags: ['link', 'agency', 'district'],
    fields: {
      p95_in_ratio: 'float',
      p95_out_ratio: 'float',
      peak_in_ratio: 'float',
      peak_out_ratio: 'float',
      errors: 'integer',
      discards: 'integer',
    },
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
  /** With the centre of the ward or commune (degrees, WGS 84), which is not rolled up. */
  fleetArea: {
    measurement: 'fleet_area',
    retention: 'raw',
    tags: ['area', 'district', 'kind', 'indicator'],
    fields: { ...fleetFields(), latitude: 'float', longitude: 'float' },
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
  /**
   * Per device and hour, from the ledger: milliseconds of each measured state of `reach` (earlier versions wrote the other indicators as
   * well); rewritten when they change. In `long` those of each day of the city that is over (at its beginning). `availability` are hours
   * in `long`, which earlier versions wrote.
   */
  availability: {
    measurement: 'device_availability',
    retention: 'raw',
    tags: ['device', 'kind', 'agency', 'district', 'area', 'indicator'],
    fields: stateFields(),
  },
  /**
   * Of the hours of `device_availability` those in which the `reach` of a device had time down, and 0 in one that a change may have
   * corrected to none: a query of those that were down longest opens no others.
   */
  downtime: {
    measurement: 'downtime',
    retention: 'raw',
    tags: ['device', 'kind', 'agency', 'district', 'area'],
    fields: { down_ms: 'integer' },
  },
  /**
   * Per day of the city that is over (at its beginning), from the ledger's sums of days: milliseconds of each measured
   * state of all that belonged there, and how many `devices` were in service for some of it. Rewritten when a day changes.
   */
  availabilityDay: {
    measurement: 'availability_day',
    retention: 'long',
    tags: ['agency', 'district', 'kind', 'indicator'],
    fields: { ...stateFields(), devices: 'integer' },
  },
  availabilityCityDay: {
    measurement: 'availability_city_day',
    retention: 'long',
    tags: ['kind', 'indicator'],
    fields: { ...stateFields(), devices: 'integer' },
  },
  availabilityAgencyDay: {
    measurement: 'availability_agency_day',
    retention: 'long',
    tags: ['agency', 'kind', 'indicator'],
    fields: { ...stateFields(), devices: 'integer' },
  },
  availabilityDistrictDay: {
    measurement: 'availability_district_day',
    retention: 'long',
    tags: ['district', 'kind', 'indicator'],
    fields: { ...stateFields(), devices: 'integer' },
  },
  availabilityProgrammeDay: {
    measurement: 'availability_programme_day',
    retention: 'long',
    tags: ['programme', 'district', 'kind', 'indicator'],
    fields: { ...stateFields(), devices: 'integer' },
  },
  /** Of what a contractor keeps or carries: kind `link` for lines. */
  availabilityContractorDay: {
    measurement: 'availability_contractor_day',
    retention: 'long',
    tags: ['contractor', 'kind', 'indicator'],
    fields: { ...stateFields(), devices: 'integer' },
  },
  /**
   * Per contract and day of its zone (at its beginning), settled by its terms: milliseconds of each class of all that it
   * covers, and what of them counts and is good. `target_ratio` is the availability that the terms of the day ask for,
   * absent where they ask for none. `state` is `issued` where the statement of the period is, else
   * `provisional`; rewritten when late data, a decision or a restatement changes a day.
   */
  sla: {
    measurement: 'sla',
    retention: 'long',
    tags: ['contract'],
    fields: {
      good_ms: 'integer',
      counted_ms: 'integer',
      lost_ms: 'integer',
      up_ms: 'integer',
      degraded_ms: 'integer',
      down_ms: 'integer',
      unknown_ms: 'integer',
      others_ms: 'integer',
      excused_ms: 'integer',
      out_of_service_ms: 'integer',
      entities: 'integer',
      target_ratio: 'float',
      state: 'string',
    },
  },
  /**
   * For annotations: changes of state, and of planned work that was announced (`kind` is `maintenance`, `entity` its id,
   * `indicator` `none`) its `begin`, known until when (`until_ms`), and its `end`, once for each agency and district
   * that it touches; what does not take place any more is `cancelled`. `id` of a change is that of
   * the inventory, without the kind before it that `entity` has.
   */
  event: {
    measurement: 'event',
    retention: 'long',
    tags: ['kind', 'entity', 'indicator', 'agency', 'district', 'area'],
    fields: eventFields(),
  },
  /**
   * Of these changes those of `reach` to `down`, in shards of a day: a query of hours opens what broke on that day, and not every
   * entity. At the instant of one whose place another change took, that one.
   */
  recentEvent: {
    measurement: 'event',
    retention: 'raw',
    tags: ['kind', 'entity', 'indicator', 'agency', 'district', 'area'],
    fields: eventFields(),
  },
  /**
   * What is not well now, each rung by itself (not what is silent only because the device cannot be reached): written again
   * every minute while it lasts, and once more when it is over (`lasts` 1, then 0; `state` is then what it is now). A query of the last
   * minutes opens nothing else. `since_ms` is the instant of its last change, `contractor` the id of who keeps the
   * device working or carries the line.
   */
  trouble: {
    measurement: 'trouble',
    retention: 'raw',
    tags: ['kind', 'entity', 'indicator', 'agency', 'district', 'area'],
    fields: {
      state: 'string',
      reason: 'string',
      since_ms: 'integer',
      lasts: 'integer',
      title: 'string',
      id: 'string',
      contractor: 'string',
    },
  },
  /**
   * The collector about itself; what it counts, it counts since its start. `ledger_lag_ms` is how far the end of what is
   * on record lies behind the present, `ledger_pending_batches` what waits to be written there. `incident_lag_ms` is how far incidents
   * lie behind, `message_wait_ms` for how long the eldest message could have been sent, `messages_dead` those given up.
   */
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
      written_points: 'integer',
      failed_writes: 'integer',
      canary_good_rounds: 'integer',
      canary_bad_rounds: 'integer',
      dropped_readings: 'integer',
      ledger_lag_ms: 'integer',
      ledger_pending_batches: 'integer',
      ledger_dropped_rows: 'integer',
      incident_lag_ms: 'integer',
      incident_restarts: 'integer',
      messages_dead: 'integer',
      message_wait_ms: 'integer',
    },
  },
  /**
   * Each collector that was let in, as the centre that works reads it from the record. `silent_ms`: nothing was heard of it; `waiting_ms`:
   * its oldest row that is not on record; `troubled`: it says that it does not send, or does not take the configuration.
   */
  clusterCollector: {
    measurement: 'cluster_collector',
    retention: 'raw',
    tags: ['collector', 'zone'],
    fields: {
      covering: 'integer',
      watched: 'integer',
      silent_ms: 'integer',
      behind_rows: 'integer',
      waiting_ms: 'integer',
      troubled: 'integer',
      certificate_left_ms: 'integer',
    },
  },
  /** Each network zone as the centre sees it: its devices, and those that nobody covers now. */
  clusterZone: {
    measurement: 'cluster_zone',
    retention: 'raw',
    tags: ['zone'],
    fields: { devices: 'integer', uncovered: 'integer' },
  },
} as const;

function stateFields() {
  return {
    up_ms: 'integer',
    degraded_ms: 'integer',
    down_ms: 'integer',
    unknown_ms: 'integer',
    out_of_service_ms: 'integer',
  } as const;
}

function eventFields() {
  return {
    state: 'string',
    reason: 'string',
    after_ms: 'integer',
    until_ms: 'integer',
    title: 'string',
    id: 'string',
  } as const;
}

function fleetFields() {
  return { up: 'integer', degraded: 'integer', down: 'integer', unknown: 'integer' } as const;
}

/** The 15-minute roll-up of `traffic`: what each of its fields is made from. */
export const TRAFFIC_ROLL_UP = {
  in_bps: 'mean("in_bps")',
  in_bps_max: 'max("in_bps")',
  out_bps: 'mean("out_bps")',
  out_bps_max: 'max("out_bps")',
  in_util_ratio: 'mean("in_util_ratio")',
  in_util_ratio_max: 'max("in_util_ratio")',
  out_util_ratio: 'mean("out_util_ratio")',
  out_util_ratio_max: 'max("out_util_ratio")',
  in_octets: 'sum("in_octets")',
  out_octets: 'sum("out_octets")',
  interval_ms: 'sum("interval_ms")',
  in_errors: 'sum("in_errors")',
  out_errors: 'sum("out_errors")',
  in_discards: 'sum("in_discards")',
  out_discards: 'sum("out_discards")',
} as const;

/** What a day of `device_availability` is made from, of its hours. */
export const AVAILABILITY_ROLL_UP = {
  up_ms: 'sum("up_ms")',
  degraded_ms: 'sum("degraded_ms")',
  down_ms: 'sum("down_ms")',
  unknown_ms: 'sum("unknown_ms")',
  out_of_service_ms: 'sum("out_of_service_ms")',
} as const;

/** What `traffic_day` is made from, of the quarters. */
export const TRAFFIC_DAY = {
  p95_in_ratio: 'percentile("in_util_ratio", 95)',
  p95_out_ratio: 'percentile("out_util_ratio", 95)',
  peak_in_ratio: 'max("in_util_ratio")',
  peak_out_ratio: 'max("out_util_ratio")',
  errors: 'sum("in_errors") + sum("out_errors")',
  discards: 'sum("in_discards") + sum("out_discards")',
} as const;

export type SeriesName = keyof typeof SERIES;

/** What a collector measures, and writes to the InfluxDB of its network zone: all else is written once, where the record is. */
export const MEASURED_SERIES = [
  'reach',
  'service',
  'answers',
  'stream',
  'recorder',
  'recordings',
  'traffic',
  'trafficDay',
  'collector',
] as const satisfies readonly SeriesName[];

/** Series that stand rolled up in `long` as well. */
export type RolledUpName = Extract<SeriesName, `fleet${string}` | 'traffic' | 'availability'>;

export const isRolledUp = (name: string): name is RolledUpName =>
  name.startsWith('fleet') || name === 'traffic' || name === 'availability';

/** Tag value where an inventory field is absent: InfluxDB has no empty tag. */
export const NO_TAG_VALUE = 'none';

/**
 * Retention policies: raw readings 35 days, roll-ups and settled figures five years. A query opens every series once a
 * shard, and every shard has the keys of its series once: those of a year take shards of a quarter.
 */
export const RETENTION = {
  raw: { name: 'raw', days: 35, shardDays: 1 },
  long: { name: 'long', days: 1_830, shardDays: 90 },
} as const;
