import { describe, expect, test } from 'vitest';
import { createTrafficTracker } from '#collector/links/traffic-tracker.ts';
import type { InterfaceSample } from '#core/domain/device-report.ts';
import type { Reading } from '#core/domain/probing.ts';
import { device, inventoryOf, link } from '#test/support/inventory.ts';

const inventory = inventoryOf({
  devices: [device({ id: 'sw', kind: 'switch' })],
  links: [
    link({ id: 'ward', capacityBitsPerSecond: 50e6, interface: { device: 'sw', name: 'Gi0/1' } }),
    link({ id: 'bare', interface: { device: 'sw', name: 'Gi0/2' } }),
  ],
});

function setUp() {
  const tracker = createTrafficTracker({ minIntervalMs: () => 30_000 });
  tracker.replace(inventory);
  return tracker;
}

const port = (name: string, inOctets: number, more: Partial<InterfaceSample> = {}): InterfaceSample => ({
  index: 1,
  name,
  speedBitsPerSecond: 1e9,
  counters: { bits: 64, inOctets: BigInt(inOctets), outOctets: 0n },
  ...more,
});
const seen = (atSeconds: number, ...interfaces: readonly InterfaceSample[]): Reading => ({
  deviceId: 'sw',
  indicator: 'service',
  atMs: atSeconds * 1_000,
  outcome: { ok: true, measurements: {}, report: { uptimeMs: atSeconds * 1_000, interfaces } },
});

describe('a tracker of traffic', () => {
  test('measures between looks, with the link and what it was agreed to carry', () => {
    const tracker = setUp();

    const { samples } = tracker.take([seen(60, port('Gi0/1', 0)), seen(120, port('Gi0/1', 7_500_000))]);

    expect(samples).toEqual([
      {
        deviceId: 'sw',
        interface: 'Gi0/1',
        linkId: 'ward',
        atMs: 120_000,
        intervalMs: 60_000,
        inOctets: 7_500_000,
        outOctets: 0,
        inBitsPerSecond: 1e6,
        outBitsPerSecond: 0,
        capacityBitsPerSecond: 50e6,
      },
    ]);
  });

  test('measures between the instants at which the counters were read, not those at which the polls were sent', () => {
    const tracker = setUp();
    const read = (inOctets: number, readAfterMs: number) =>
      port('Gi0/1', 0, {
        counters: { bits: 64, readAfterMs, inOctets: BigInt(inOctets), outOctets: 0n },
      });

    const { samples } = tracker.take([seen(60, read(0, 2_000)), seen(120, read(7_500_000, 50))]);

    expect(samples).toMatchObject([
      { atMs: 120_050, intervalMs: 58_050, inBitsPerSecond: (7_500_000 * 8_000) / 58_050 },
    ]);
  });

  test('takes the speed of the interface where nothing was agreed, and nothing where that is 0', () => {
    const tracker = setUp();
    const dark = { speedBitsPerSecond: 0 };
    tracker.take([seen(60, port('Gi0/2', 0), port('Gi0/3', 0, dark))]);

    const { samples } = tracker.take([seen(120, port('Gi0/2', 8), port('Gi0/3', 8, dark))]);

    expect(samples.map((sample) => sample.capacityBitsPerSecond)).toEqual([1e9, undefined]);
  });

  test('knows an interface by its name when indexes are dealt anew', () => {
    const tracker = setUp();
    tracker.take([seen(60, port('Gi0/1', 100, { index: 1 }), port('Gi0/2', 9_000, { index: 2 }))]);

    const { samples } = tracker.take([
      seen(120, port('Gi0/2', 9_001, { index: 1 }), port('Gi0/1', 105, { index: 2 })),
    ]);

    expect(samples.map((sample) => [sample.interface, sample.inOctets])).toEqual([
      ['Gi0/2', 1],
      ['Gi0/1', 5],
    ]);
  });

  test('measures none of two interfaces of one name twice', () => {
    const tracker = setUp();
    tracker.take([seen(60, port('eth', 100), port('eth', 9_000))]);

    const { samples } = tracker.take([seen(120, port('eth', 101), port('eth', 9_500))]);

    expect(samples.map(({ inOctets }) => inOctets)).toEqual([1]);
  });

  test('measures over the looks that another check took too soon after', () => {
    const tracker = setUp();

    const { samples, refused } = tracker.take([
      seen(60, port('Gi0/1', 0)),
      seen(61, port('Gi0/1', 10)),
      seen(120, port('Gi0/1', 600)),
    ]);

    expect(samples).toMatchObject([{ intervalMs: 60_000, inOctets: 600 }]);
    expect(refused).toEqual([]);
  });

  test('goes on from the newer of two looks that come in the wrong order', () => {
    const tracker = setUp();
    tracker.take([seen(60, port('Gi0/1', 0)), seen(180, port('Gi0/1', 300))]);

    const late = tracker.take([seen(120, port('Gi0/1', 200))]);
    const next = tracker.take([seen(240, port('Gi0/1', 400))]);

    expect(late).toEqual({
      samples: [],
      refused: [expect.objectContaining({ reason: 'reordered' })],
    });
    expect(next.samples).toMatchObject([{ intervalMs: 60_000, inOctets: 100 }]);
  });

  test('tells why two looks gave no rate, and measures again from the second', () => {
    const tracker = setUp();
    tracker.take([seen(60, port('Gi0/1', 0))]);

    const wild = tracker.take([seen(120, port('Gi0/1', 10 ** 12))]);
    const next = tracker.take([seen(180, port('Gi0/1', 10 ** 12 + 60))]);

    expect(wild).toEqual({
      samples: [],
      refused: [
        { deviceId: 'sw', interface: 'Gi0/1', atMs: 120_000, reason: 'implausible', speedBitsPerSecond: 1e9 },
      ],
    });
    expect(next.samples).toMatchObject([{ inOctets: 60 }]);
  });

  test('shows the last rate of each interface until it is no longer the present', () => {
    const tracker = setUp();
    tracker.take([seen(60, port('Gi0/1', 0)), seen(120, port('Gi0/1', 60))]);

    expect([...tracker.latest(200_000)]).toMatchObject([{ interface: 'Gi0/1', inOctets: 60 }]);
    expect([...tracker.latest(120_000 + 300_001)]).toEqual([]);
  });

  test('begins anew after a step of the clock, and forgets devices that are gone', () => {
    const tracker = setUp();
    tracker.take([seen(60, port('Gi0/1', 0))]);
    tracker.clockStep();
    expect(tracker.take([seen(120, port('Gi0/1', 60))]).samples).toEqual([]);

    tracker.replace(inventoryOf({}));
    expect(tracker.take([seen(180, port('Gi0/1', 120))]).samples).toEqual([]);
  });

  test('does not remember more interfaces than a device can have', () => {
    const tracker = setUp();
    const made = (prefix: string) =>
      Array.from({ length: 2_000 }, (_, index) => port(`${prefix}${index}`, 0));
    tracker.take([seen(60, ...made('a'))]);

    const { samples } = tracker.take([seen(120, ...made('a'))]);

    expect(samples.length).toBe(1_024);
  });
});
