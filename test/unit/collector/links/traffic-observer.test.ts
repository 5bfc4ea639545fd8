import { expect, test } from 'vitest';
import { createTrafficObserver } from '#collector/links/traffic-observer.ts';
import type { Reading } from '#core/domain/probing.ts';
import type { TrafficDay, TrafficSample } from '#core/domain/traffic.ts';
import { createMetrics } from '#core/names/metrics.ts';
import { minutes } from '#core/time/units.ts';
import { device, inventoryOf, link } from '#test/support/inventory.ts';

const inventory = inventoryOf({
  devices: [device({ id: 'sw', kind: 'switch' })],
  links: [link({ id: 'ward', capacityBitsPerSecond: 50e6, interface: { device: 'sw', name: 'Gi0/1' } })],
});

const read = (minute: number): Reading => ({
  deviceId: 'sw',
  indicator: 'service',
  atMs: minutes(minute),
  outcome: {
    ok: true,
    measurements: {},
    report: {
      uptimeMs: minutes(100 + minute),
      interfaces: [
        {
          ...{ index: 1, name: 'Gi0/1' },
          counters: { bits: 64, inOctets: BigInt(minute * 750_000), outOctets: 0n },
        },
      ],
    },
  },
});

/** What is made of ten minutes of traffic by a collector that counts the links of its share, or does not. */
function observe(isFirst: boolean) {
  const [samples, days]: [TrafficSample[], TrafficDay[]] = [[], []];
  const observer = createTrafficObserver({
    traffic: { write: (some) => void samples.push(...some) },
    trafficDays: { write: ({ open, closed }) => void days.push(...open, ...closed) },
    metrics: createMetrics(),
    dayAt: () => ({ date: '1970-01-01', fromMs: 0, toMs: minutes(1_440) }),
    isNoted: () => false,
    intervalMs: () => minutes(1),
  });
  const share = { watchesDevice: () => true, watchesLink: () => true, countsLink: () => isFirst };
  observer.replace({ ...inventory, share });
  for (let minute = 0; minute <= 10; minute++) observer.take([read(minute)], minutes(minute));
  observer.close();
  return { samples: samples.length, days: days.length > 0 };
}

test('of two collectors that watch a link both measure its traffic, and the first alone counts its day', () => {
  expect(observe(true)).toEqual({ samples: 10, days: true });
  expect(observe(false)).toEqual({ samples: 10, days: false });
});
