import type { ProbeOutcome, Reading } from '../../../core/domain/probing.ts';
import { deviceEntity, type Indicator } from '../../../core/domain/state.ts';
import type { PseudonymOf } from '../pseudonyms.ts';
import type { DevicePlace, DevicePlaces } from './device-places.ts';
import { renderLine, renderTag, type SeriesKey, splitSeriesKey } from './line-protocol.ts';
import { roundThousandths } from './round-thousandths.ts';
import { buildSample, type Sample, upOf } from './sample.ts';

export interface ReadingLines {
  /** The line of one reading, or `undefined` where the device is unknown or its indicator has no series. */
  readonly render: (reading: Reading) => string | undefined;
  /** The line of what was summed up of several readings of `reach` or `service`. */
  readonly renderSample: (
    reading: Pick<Reading, 'deviceId' | 'indicator' | 'atMs'>,
    sample: Sample,
  ) => string | undefined;
}

/** Indicators whose readings are summed up where there are too many of them; the others are few by their interval. */
export const SUMMED_UP: ReadonlySet<Indicator> = new Set(['reach', 'service']);

type DeviceSeries = 'reach' | 'service' | 'stream' | 'recorder';

/** Keeps the tags of a place, which thousands of devices share: the line of a device adds its name. */
export function createReadingLines(
  { placeOf }: Pick<DevicePlaces, 'placeOf'>,
  pseudonymOf: PseudonymOf,
): ReadingLines {
  const piecesOf = {
    reach: new Map<DevicePlace, readonly string[]>(),
    service: new Map<DevicePlace, readonly string[]>(),
    stream: new Map<DevicePlace, readonly string[]>(),
    recorder: new Map<DevicePlace, readonly string[]>(),
  } satisfies Record<DeviceSeries, unknown>;

  function keyOf<Name extends DeviceSeries>(series: Name, deviceId: string): SeriesKey<Name> | undefined {
    const place = placeOf(deviceId);
    if (place === undefined) return undefined;
    const [before, behind] = split(series, place);
    const name = place.isOpen ? deviceId : pseudonymOf(deviceEntity(deviceId));
    return { series, text: `${before}${renderTag(name)}${behind}` };
  }

  function split(series: DeviceSeries, place: DevicePlace): readonly string[] {
    const known = piecesOf[series].get(place);
    if (known) return known;
    const pieces = splitSeriesKey(series, place, ['device']);
    piecesOf[series].set(place, pieces);
    return pieces;
  }

  const renderSample: ReadingLines['renderSample'] = ({ deviceId, indicator, atMs }, sample) => {
    if (indicator === 'reach') {
      const key = keyOf('reach', deviceId);
      return key && renderLine(key, reachFields(sample), atMs);
    }
    const key = indicator === 'service' ? keyOf('service', deviceId) : undefined;
    return key && renderLine(key, serviceFields(sample), atMs);
  };

  return {
    renderSample,
    render: (reading) => {
      const { deviceId, indicator, atMs, outcome } = reading;
      switch (indicator) {
        case 'reach':
        case 'service':
          return renderSample(reading, buildSample(outcome));
        case 'stream': {
          const key = keyOf('stream', deviceId);
          return key && renderLine(key, streamFields(outcome), atMs);
        }
        case 'recording': {
          const key = keyOf('recorder', deviceId);
          return key && renderLine(key, recorderFields(outcome), atMs);
        }
        case 'image':
        case 'capacity':
          return undefined;
      }
    },
  };
}

function reachFields({ up, probes, minMs, avgMs, maxMs, jitterMs, lossRatio, reason }: Sample) {
  return {
    up,
    probes,
    rttMinMs: roundThousandths(minMs),
    rttAvgMs: roundThousandths(avgMs),
    rttMaxMs: roundThousandths(maxMs),
    jitterMs: roundThousandths(jitterMs),
    lossRatio: roundThousandths(lossRatio),
    reason,
  };
}

function serviceFields({ up, probes, avgMs, responseMs, clockOffsetMs, reason }: Sample) {
  return {
    up,
    probes,
    connectMs: roundThousandths(avgMs),
    responseMs: roundThousandths(responseMs),
    clockOffsetMs: roundThousandths(clockOffsetMs),
    reason,
  };
}

function streamFields(outcome: ProbeOutcome) {
  const { firstPacketMs, packetsPerSecond, bitsPerSecond } = outcome.measurements ?? {};
  const [stream] = outcome.report?.streams ?? [];
  return {
    up: upOf(outcome),
    probes: 1,
    firstPacketMs: roundThousandths(firstPacketMs),
    packetsPerSecond: roundThousandths(packetsPerSecond),
    bitsPerSecond: roundThousandths(bitsPerSecond),
    codec: stream?.codec,
    width: stream?.width,
    height: stream?.height,
    reason: reasonOf(outcome),
  };
}

function recorderFields(outcome: ProbeOutcome) {
  const { disks, disksFailed, freeRatio, channels, channelsLost, oldestAgeMs } = outcome.measurements ?? {};
  return {
    up: upOf(outcome),
    probes: 1,
    degraded: degradedOf(outcome),
    disks,
    disksFailed,
    freeRatio: roundThousandths(freeRatio),
    channels,
    channelsLost,
    oldestAgeMs,
    reason: reasonOf(outcome),
  };
}

function degradedOf(outcome: ProbeOutcome) {
  if (outcome.ok) return Number(outcome.degraded !== undefined);
  return outcome.proven ? 1 : upOf(outcome);
}

const reasonOf = (outcome: ProbeOutcome) => (outcome.ok ? outcome.degraded?.reason : outcome.reason);
