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
      ? { up: 0, probes: 1, lossRatio: 1, reason: 'timeout' }
      : {
          ...{ up: 1, probes: 5, rttMinMs: 2 + place / 10, rttAvgMs: 3 + place / 9 },
          ...{ rttMaxMs: 5 + place / 7, jitterMs: place / 50, lossRatio: place % 20 === 0 ? 0.04 : 0 },
        },
);

export const SERVICE = variants(
  (place): Fields<'service'> =>
    place === 0
      ? { up: 0, probes: 1, reason: 'timeout' }
      : {
          ...{ up: 1, probes: 5, connectMs: 3 + place / 9 },
          ...{ responseMs: 20 + place / 3, clockOffsetMs: place * 11 - 500 },
        },
);

export const ANSWERS = variants(
  (place): Fields<'answers'> => ({
    ...{ pings: 900 + place, lossRatioSum: place / 9, timed: 900 + place, rttSumMs: 4_000 + place * 9 },
    ...{ clockAheadMs: place * 11, clockBehindMs: place * -9 },
  }),
);

export const STREAM = variants(
  (place): Fields<'stream'> =>
    place === 0
      ? { up: 0, probes: 1, reason: 'no-media' }
      : {
          ...{ up: 1, probes: 1, firstPacketMs: 200 + place, packetsPerSecond: 180 + place },
          ...{ bitsPerSecond: 2_000_000 + place * 1_000, codec: 'H264', width: 1_920, height: 1_080 },
        },
);

export const RECORDER = variants(
  (place): Fields<'recorder'> => ({
    ...{ up: 1, degraded: place % 20 === 0 ? 1 : 0, disks: 4, disksFailed: place % 20 === 0 ? 1 : 0 },
    ...{ freeRatio: place / 200, channels: 32, channelsLost: place % 25 === 0 ? 1 : 0 },
    oldestAgeMs: days(30) + hours(place),
  }),
);

export const RECORDINGS = variants(
  (place): Fields<'recordings'> => ({
    ...{ recorders: 20, disks: 80, disksFailed: place % 5, channels: 640, channelsLost: place % 9 },
    oldestAgeMs: days(30) + hours(place),
  }),
);

export const TRAFFIC = variants((place): Fields<'traffic'> => {
  const [inBps, outBps] = [40_000_000 + place * 500_000, 2_000_000 + place * 10_000];
  return {
    ...{ inBps: inBps, outBps: outBps, inOctets: inBps * 37, outOctets: outBps * 37 },
    ...{ intervalMs: minutes(5), inUtilRatio: inBps / 1e8, outUtilRatio: outBps / 1e8 },
    ...{ inErrors: place % 10, outErrors: 0, inDiscards: place % 7, outDiscards: 0 },
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
    ...{ p95InRatio: (40 + place / 2) / 100, p95OutRatio: place / 500, errors: place % 10 },
    ...{ peakInRatio: (45 + place / 2) / 100, peakOutRatio: place / 450, discards: place % 7 },
  }),
);

export const HOURS = variants((place): Fields<'availability'> => {
  const downMs = place % 10 === 0 ? minutes(place % 60) : 0;
  return {
    ...{ upMs: hours(1) - downMs, degradedMs: 0, downMs: downMs },
    ...{ unknownMs: 0, outOfServiceMs: 0 },
  };
});

export const DOWNTIME = variants((place): Fields<'downtime'> => ({ downMs: minutes(1 + (place % 59)) }));

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
      goodMs: allMs - downMs,
      countedMs: allMs,
      lostMs: downMs,
      upMs: allMs - downMs,
      degradedMs: 0,
      downMs: downMs,
    },
    ...{ unknownMs: 0, othersMs: 0, excusedMs: minutes(place), outOfServiceMs: 0 },
    ...{ entities: 2_000, targetRatio: 0.985, state: place % 2 === 0 ? 'issued' : 'provisional' },
  };
});

export const COLLECTOR = variants(
  (place): Fields<'collector'> => ({
    ...{ seeing: 1, latenessMs: place, shortfall: 0, probes: 1_000 * place, queueBytes: 0 },
    ...{ queuedPoints: 0, droppedPoints: 0, writtenPoints: 9_000 * place, failedWrites: 0 },
    ...{ canaryGoodRounds: place, canaryBadRounds: 0, droppedReadings: 0 },
    ...{ ledgerLagMs: 5_000 + place, ledgerPendingBatches: 0, ledgerDroppedRows: 0 },
    ...{ incidentLagMs: 900 + place, incidentRestarts: 0, messagesDead: 0, messageWaitMs: 0 },
  }),
);
