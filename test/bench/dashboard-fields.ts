import type { Fields } from '#collector/influx/lines/line-protocol.ts';
import { TRAFFIC_ROLL_UP } from '#core/names/series.ts';
import { days, hours, minutes } from '#core/time/units.ts';

/** As many as no grid of time divides, so that no device always has the same. */
const VARIANTS = 101;

const variants = <Value>(make: (place: number) => Value): readonly Value[] =>
  Array.from({ length: VARIANTS }, (_, place) => make(place));

/** One in a hundred is a failed probe, which is a point of its own. */
export const REACH = variants(
  (place): Fields<'reach'> =>
    place === 0
      ? { up: 0, probes: 1, loss_ratio: 1, reason: 'timeout' }
      : {
          ...{ up: 1, probes: 5, rtt_min_ms: 2 + place / 10, rtt_avg_ms: 3 + place / 9 },
          ...{ rtt_max_ms: 5 + place / 7, jitter_ms: place / 50, loss_ratio: place % 20 === 0 ? 0.04 : 0 },
        },
);

export const SERVICE = variants(
  (place): Fields<'service'> =>
    place === 0
      ? { up: 0, probes: 1, reason: 'timeout' }
      : {
          ...{ up: 1, probes: 5, connect_ms: 3 + place / 9 },
          ...{ response_ms: 20 + place / 3, clock_offset_ms: place * 11 - 500 },
        },
);

export const ANSWERS = variants(
  (place): Fields<'answers'> => ({
    ...{ pings: 900 + place, loss_ratio_sum: place / 9, timed: 900 + place, rtt_sum_ms: 4_000 + place * 9 },
    ...{ clock_ahead_ms: place * 11, clock_behind_ms: place * -9 },
  }),
);

export const STREAM = variants(
  (place): Fields<'stream'> =>
    place === 0
      ? { up: 0, probes: 1, reason: 'no-media' }
      : {
          ...{ up: 1, probes: 1, first_packet_ms: 200 + place, packets_per_second: 180 + place },
          ...{ bits_per_second: 2_000_000 + place * 1_000, codec: 'H264', width: 1_920, height: 1_080 },
        },
);

export const RECORDER = variants(
  (place): Fields<'recorder'> => ({
    ...{ up: 1, degraded: place % 20 === 0 ? 1 : 0, disks: 4, disks_failed: place % 20 === 0 ? 1 : 0 },
    ...{ free_ratio: place / 200, channels: 32, channels_lost: place % 25 === 0 ? 1 : 0 },
    oldest_age_ms: days(30) + hours(place),
  }),
);

export const RECORDINGS = variants(
  (place): Fields<'recordings'> => ({
    ...{ recorders: 20, disks: 80, disks_failed: place % 5, channels: 640, channels_lost: place % 9 },
    oldest_age_ms: days(30) + hours(place),
  }),
);

export const TRAFFIC = variants((place): Fields<'traffic'> => {
  const [inBps, outBps] = [40_000_000 + place * 500_000, 2_000_000 + place * 10_000];
  return {
    ...{ in_bps: inBps, out_bps: outBps, in_octets: inBps * 37, out_octets: outBps * 37 },
    ...{ interval_ms: minutes(5), in_util_ratio: inBps / 1e8, out_util_ratio: outBps / 1e8 },
    ...{ in_errors: place % 10, out_errors: 0, in_discards: place % 7, out_discards: 0 },
  };
});

/** Rolled up, of which every field is a number of its own kind. */
export const TRAFFIC_LONG: readonly string[] = variants((place) =>
  Object.entries(TRAFFIC_ROLL_UP)
    .map(([name, made]) => {
      if (made.startsWith('sum(')) return `${name}=${900_000 + place}i`;
      return `${name}=${name.includes('util') ? (40 + place / 2) / 100 : 40_000_000 + place * 500_000}`;
    })
    .join(','),
);

export const TRAFFIC_DAYS = variants(
  (place): Fields<'trafficDay'> => ({
    ...{ p95_in_ratio: (40 + place / 2) / 100, p95_out_ratio: place / 500, errors: place % 10 },
    ...{ peak_in_ratio: (45 + place / 2) / 100, peak_out_ratio: place / 450, discards: place % 7 },
  }),
);

export const HOURS = variants((place): Fields<'availability'> => {
  const downMs = place % 10 === 0 ? minutes(place % 60) : 0;
  return {
    ...{ up_ms: hours(1) - downMs, degraded_ms: 0, down_ms: downMs },
    ...{ unknown_ms: 0, out_of_service_ms: 0 },
  };
});

export const DOWNTIME = variants((place): Fields<'downtime'> => ({ down_ms: minutes(1 + (place % 59)) }));

/** Days of a group with so many devices. */
export const dayTexts = (devices: number): readonly string[] =>
  [1, 2, 3].map((place) => {
    const [allMs, downMs, unknownMs] = [
      devices * days(1),
      place * devices * minutes(7),
      devices * minutes(3),
    ];
    const sums = `up_ms=${allMs - downMs - unknownMs}i,degraded_ms=0i,down_ms=${downMs}i,unknown_ms=${unknownMs}i`;
    return `${sums},out_of_service_ms=0i,devices=${devices}i`;
  });

export const SLA = variants((place): Fields<'sla'> => {
  const [allMs, downMs] = [2_000 * days(1), 2_000 * minutes(place % 30)];
  return {
    ...{
      good_ms: allMs - downMs,
      counted_ms: allMs,
      lost_ms: downMs,
      up_ms: allMs - downMs,
      degraded_ms: 0,
      down_ms: downMs,
    },
    ...{ unknown_ms: 0, others_ms: 0, excused_ms: minutes(place), out_of_service_ms: 0 },
    ...{ entities: 2_000, target_ratio: 0.985, state: place % 2 === 0 ? 'issued' : 'provisional' },
  };
});

export const COLLECTOR = variants(
  (place): Fields<'collector'> => ({
    ...{ seeing: 1, lateness_ms: place, shortfall: 0, probes: 1_000 * place, queue_bytes: 0 },
    ...{ queued_points: 0, dropped_points: 0, written_points: 9_000 * place, failed_writes: 0 },
    ...{ canary_good_rounds: place, canary_bad_rounds: 0, dropped_readings: 0 },
    ...{ ledger_lag_ms: 5_000 + place, ledger_pending_batches: 0, ledger_dropped_rows: 0 },
    ...{ incident_lag_ms: 900 + place, incident_restarts: 0, messages_dead: 0, message_wait_ms: 0 },
  }),
);
