import type { Inventory } from '../../core/inventory.ts';
import type { Reading } from '../../core/probing.ts';
import { renderLine, renderSeriesKey, type SeriesKey } from './line-protocol.ts';
import { buildDeviceTags } from './place-tags.ts';
import type { Sample } from './sample.ts';

export interface ReadingLines {
  /** The line of a sample, or `undefined` where the device is unknown or its indicator has no series. */
  readonly render: (
    reading: Pick<Reading, 'deviceId' | 'indicator' | 'atMs'>,
    sample: Sample,
  ) => string | undefined;
}

interface DeviceKeys {
  readonly reach: SeriesKey<'reach'>;
  readonly service: SeriesKey<'service'>;
}

/** Renders tags once a device and inventory: a reading then costs its fields only. */
export function createReadingLines(currentInventory: () => Inventory): ReadingLines {
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
    const tags = buildDeviceTags(inventory, device);
    const keys = { reach: renderSeriesKey('reach', tags), service: renderSeriesKey('service', tags) };
    keysByDevice.set(deviceId, keys);
    return keys;
  }

  return {
    render: ({ deviceId, indicator, atMs }, sample) => {
      const keys = keysOf(deviceId);
      if (keys === undefined) return undefined;
      switch (indicator) {
        case 'reach':
          return renderLine(keys.reach, reachFields(sample), atMs);
        case 'service':
          return renderLine(keys.service, serviceFields(sample), atMs);
        case 'stream':
        case 'image':
        case 'recording':
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
    rtt_min_ms: roundThousandths(minMs),
    rtt_avg_ms: roundThousandths(avgMs),
    rtt_max_ms: roundThousandths(maxMs),
    jitter_ms: roundThousandths(jitterMs),
    loss_ratio: roundThousandths(lossRatio),
    reason,
  };
}

function serviceFields({ up, probes, avgMs, reason }: Sample) {
  return { up, probes, connect_ms: roundThousandths(avgMs), reason };
}

/** Microseconds are finer than any probe; the digits behind them only cost disk. */
function roundThousandths(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value * 1_000) / 1_000;
}
