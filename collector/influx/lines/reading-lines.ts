import type { Inventory } from '../../../core/domain/inventory.ts';
import type { ProbeOutcome, Reading } from '../../../core/domain/probing.ts';
import type { Indicator } from '../../../core/domain/state.ts';
import type { PseudonymOf } from '../pseudonyms.ts';
import { renderLine, renderSeriesKey, type SeriesKey } from './line-protocol.ts';
import { buildDeviceTags } from './place-tags.ts';
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

interface DeviceKeys {
  readonly reach: SeriesKey<'reach'>;
  readonly service: SeriesKey<'service'>;
  readonly stream: SeriesKey<'stream'>;
  readonly recorder: SeriesKey<'recorder'>;
}

/** Renders tags once a device and inventory: a reading then costs its fields only. */
export function createReadingLines(
  currentInventory: () => Inventory,
  pseudonymOf: PseudonymOf,
): ReadingLines {
  let inventory = currentInventory();
  const keysByDevice = new Map<string, DeviceKeys>();

  function keysOf(deviceId: string): DeviceKeys | undefined {
    if (inventory !== currentInventory()) {
      inventory = currentInventory();
      keysByDevice.clear();
    }
    const known = keysByDevice.get(deviceId);
    if (known) return known;
    const device = inventory.devices.get(deviceId);
    if (device === undefined) return undefined;
    const tags = buildDeviceTags(inventory, device, pseudonymOf);
    const keys = {
      reach: renderSeriesKey('reach', tags),
      service: renderSeriesKey('service', tags),
      stream: renderSeriesKey('stream', tags),
      recorder: renderSeriesKey('recorder', tags),
    };
    keysByDevice.set(deviceId, keys);
    return keys;
  }

  const renderSample: ReadingLines['renderSample'] = ({ deviceId, indicator, atMs }, sample) => {
    const keys = keysOf(deviceId);
    if (keys === undefined) return undefined;
    if (indicator === 'reach') return renderLine(keys.reach, reachFields(sample), atMs);
    return indicator === 'service' ? renderLine(keys.service, serviceFields(sample), atMs) : undefined;
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
          const key = keysOf(deviceId)?.stream;
          return key && renderLine(key, streamFields(outcome), atMs);
        }
        case 'recording': {
          const key = keysOf(deviceId)?.recorder;
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
