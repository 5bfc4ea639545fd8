import { expect, test } from 'vitest';
import { watchersOf } from '#core/leases/rendezvous.ts';
import { createCover } from '#server/centre/cover.ts';
import { device, inventoryOf, openSite } from '#test/support/inventory.ts';

const COLLECTORS = ['kv-a', 'kv-b'];
const [FIRST = '', SECOND = ''] = watchersOf('pole', COLLECTORS, 2);

/** At 100 s, of a collector that is silent after 60 s: since when nobody covers a camera, by to where each covers. */
function uncoveredSince(watchers: number, untilSeconds: Readonly<Record<string, number>>) {
  const sites = new Map([['pole', { ...openSite('pole'), watchers }]]);
  const lease = { zone: 'default', epoch: 1, fromMs: 0, collectors: COLLECTORS, reason: 'test' };
  const cover = createCover({
    reader: { leases: () => [{ ...lease, seq: 1, recordedMs: 0, chain: 'centre' }] },
    inventory: { ...inventoryOf({ devices: [device({ id: 'cam', site: 'pole' })] }), sites },
    watchedUntil: {
      byCollector: new Map(Object.entries(untilSeconds).map(([id, seconds]) => [id, seconds * 1_000])),
      grownMs: new Map(),
    },
    silentAfterMs: () => 60_000,
    nowMs: () => 100_000,
  });
  return cover.uncoveredSince(0);
}

test('a device with two watchers is covered while either covers it, and else since the last of them did not', () => {
  expect(uncoveredSince(2, { [FIRST]: 10, [SECOND]: 99 })).toBeUndefined();
  expect(uncoveredSince(2, { [FIRST]: 99, [SECOND]: 10 })).toBeUndefined();
  expect(uncoveredSince(2, { [FIRST]: 10, [SECOND]: 20 })).toBe(20_000);
});

test('a device with one is not covered by who else covers', () => {
  expect(uncoveredSince(1, { [FIRST]: 10, [SECOND]: 99 })).toBe(10_000);
});
