import { describe, expect, test } from 'vitest';
import { type Status, unknownStatus } from '#collector/judge/status.ts';
import { createLinkCapacities } from '#collector/links/link-capacities.ts';
import type { TrafficSample } from '#core/domain/traffic.ts';
import { inventoryOf, link } from '#test/support/inventory.ts';

const inventory = inventoryOf({
  links: [
    link({ id: 'ward', interface: { device: 'sw', name: 'Gi0/1' } }),
    link({ id: 'unpolled', interface: { device: 'other', name: 'Gi0/1' } }),
    link({ id: 'rented' }),
  ],
});
const CAPACITY = 100e6;
const GRACE_MS = 10_000;

function setUp(known: ReadonlyMap<string, Status> = new Map()) {
  const capacities = createLinkCapacities({
    known,
    intervalMs: (id) => (id === 'sw' ? 60_000 : undefined),
  });
  capacities.replace(inventory, 0);
  return capacities;
}

function sample(
  minute: number,
  inRatio: number,
  outRatio = 0,
  more: Partial<TrafficSample> = {},
): TrafficSample {
  return {
    deviceId: 'sw',
    interface: 'Gi0/1',
    linkId: 'ward',
    atMs: minute * 60_000,
    intervalMs: 60_000,
    inOctets: 0,
    outOctets: 0,
    inBitsPerSecond: CAPACITY * inRatio,
    outBitsPerSecond: CAPACITY * outRatio,
    capacityBitsPerSecond: CAPACITY,
    ...more,
  };
}

const judge = (capacities: ReturnType<typeof setUp>, ...samples: readonly TrafficSample[]) =>
  capacities.judgeSamples(samples, 0.9);

describe('the capacity of a link', () => {
  test('is up while neither direction is as good as full', () => {
    const capacities = setUp();

    const changes = judge(capacities, sample(1, 0.5), sample(2, 0.89, 0.2));

    expect(changes).toMatchObject([
      { entity: 'link:ward', indicator: 'capacity', state: 'up', atMs: 60_000, afterMs: 60_000 },
    ]);
    expect(capacities.status('ward')).toMatchObject({
      state: 'up',
      lastProbeMs: 120_000,
      measurements: { inBitsPerSecond: 89e6, outBitsPerSecond: 20e6, utilisationRatio: 0.89 },
    });
  });

  test.each([
    ['in', sample(2, 0.9), sample(3, 0.95), sample(4, 0.97)],
    ['out', sample(2, 0, 0.9), sample(3, 0, 1), sample(4, 0, 1.01)],
    ['one after the other', sample(2, 0.9), sample(3, 0, 0.9), sample(4, 0.9)],
  ])('is degraded after three polls in a row that were (%s), since the first of them', (_which, ...busy) => {
    const capacities = setUp();
    judge(capacities, sample(1, 0.5));

    const changes = judge(capacities, ...busy);

    expect(changes).toMatchObject([
      {
        state: 'degraded',
        reason: 'saturated',
        afterMs: 60_000,
        atMs: 120_000,
        evidence: { probes: 3 },
      },
    ]);
  });

  test('is not degraded by a busy minute, and is well again with one poll', () => {
    const capacities = setUp();
    expect(judge(capacities, sample(1, 0.5), sample(2, 1), sample(3, 1), sample(4, 0.5))).toHaveLength(1);

    judge(capacities, sample(5, 1), sample(6, 1), sample(7, 1));

    expect(judge(capacities, sample(8, 0.2))).toMatchObject([
      { state: 'up', atMs: 480_000, afterMs: 420_000 },
    ]);
  });

  test('is unknown two intervals after the rates stopped coming', () => {
    const capacities = setUp();
    judge(capacities, sample(1, 0.5));

    expect(capacities.sweep(190_000, 0, GRACE_MS)).toEqual([]);
    expect(capacities.sweep(190_001, 0, GRACE_MS)).toEqual([
      {
        entity: 'link:ward',
        indicator: 'capacity',
        state: 'unknown',
        reason: 'stale',
        afterMs: 60_000,
        atMs: 180_000,
      },
    ]);
    expect(capacities.sweep(300_000, 0, GRACE_MS)).toEqual([]);
  });

  test('is not stale for the time in which nothing was seen at all', () => {
    const capacities = setUp();
    judge(capacities, sample(1, 0.5));

    expect(capacities.sweep(600_000, 500_000, GRACE_MS)).toEqual([]);
  });

  test('is not judged where nobody knows what the link can carry, nor without an interface that is polled', () => {
    const capacities = setUp();
    const { capacityBitsPerSecond: _none, ...boundless } = sample(1, 0.5);

    const changes = judge(capacities, boundless, sample(1, 0.5, 0, { linkId: 'unpolled' }));

    expect(changes).toEqual([]);
    expect([...capacities.statuses()].map(({ entity }) => entity)).toEqual(['link:ward']);
  });

  test('counts busy polls anew after a gap in sight', () => {
    const capacities = setUp();
    judge(capacities, sample(1, 0.5), sample(2, 1), sample(3, 1));
    capacities.gap();

    expect(judge(capacities, sample(10, 1))).toEqual([]);
  });

  test('goes on from the record, and is closed where it is no longer measured', () => {
    const saturated: Status = {
      ...unknownStatus(5),
      state: 'degraded',
      reason: 'saturated',
      lastMs: 9,
    };
    const capacities = setUp(new Map([['ward', saturated]]));
    expect(judge(capacities, sample(1, 1))).toEqual([]);

    expect(capacities.replace(inventoryOf({}), 90_000)).toEqual([
      {
        entity: 'link:ward',
        indicator: 'capacity',
        state: 'unknown',
        reason: 'not-measured',
        afterMs: 60_000,
        atMs: 90_000,
      },
    ]);
  });
});
