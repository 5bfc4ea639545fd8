import { expect, test, vi } from 'vitest';
import { readCheckCoverage } from '#availability/sums/check-coverage.ts';
import { listCheckEntries } from '#config/check-intervals.ts';
import type { Settings } from '#config/settings/settings-schema.ts';
import type { ChangeBatch } from '#core/domain/sinks.ts';
import { deviceEntity } from '#core/domain/state.ts';
import { toJson } from '#core/text/to-json.ts';
import { totalMs } from '#core/time/intervals.ts';
import { device, inventoryOf } from '#test/support/inventory.ts';
import { openLedgerOf } from '#test/support/settlement-ledger.ts';
import { CANARY, coveredTo, fastSettings, watchWorld } from '#test/support/watched-world.ts';

/** A camera every 100 ms and one every 72 s, as five seconds and an hour are to each other; canaries every 50 ms. */
const QUICK_MS = 100;
const SLOW_MS = 72_000;
const EVER = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };
const inventory = inventoryOf({
  devices: [
    device({ id: 'quick', address: '192.0.2.1' }),
    device({ id: 'slow', address: '192.0.2.2', profile: 'slow' }),
  ],
});
const until = (check: () => void) => vi.waitFor(check, { timeout: 20_000, interval: 10 });

function twoProfiles(): Settings {
  const settings = fastSettings();
  const { camera } = settings.profiles;
  if (!camera?.reach) throw new Error('no check');
  const slow = { reach: { ...camera.reach, intervalMs: SLOW_MS } };
  return { ...settings, profiles: { camera, slow } };
}

const watched = { settings: twoProfiles(), inventory };

/** What the ledger of these batches says of a device, its inventory having been recorded before. */
function recordOf(batches: readonly ChangeBatch[]) {
  const { profiles } = watched.settings;
  const revisions = [
    ...inventory.devices.values().map((one) => ({ kind: 'device' as const, id: one.id, body: toJson(one) })),
    ...listCheckEntries({ inventory, profiles }),
  ].map((revision) => ({ ...revision, fromMs: 1 }));
  const reader = openLedgerOf([
    { recordedMs: 1, revisions },
    ...batches.map((batch) => ({ recordedMs: 2, ...batch })),
  ]);
  const covered = readCheckCoverage(reader, EVER);
  return (id: string) => covered.of(deviceEntity(id), 'reach').coverage;
}

test('a loss of canaries leaves a camera unknown for that time and two of its own intervals at most', async () => {
  const world = watchWorld(inventory, { watched });
  await until(() => expect(world.coverage().length).toBeGreaterThan(3));

  world.dead.add(CANARY);
  await until(() => expect(world.collector.health().sight).toBe('blind'));
  const lostMs = Date.now();
  await until(() => expect(Date.now() - lostMs).toBeGreaterThan(220));
  world.dead.delete(CANARY);
  await until(() => expect(world.collector.health().sight).toBe('seeing'));
  const { sightSinceMs } = world.collector.health();
  await until(() => expect(world.coverage().at(-1)?.fromMs).toBeGreaterThan(sightSinceMs));
  await world.collector.close();

  const coverageOf = recordOf(world.batches);
  const [before, after] = coverageOf('quick');
  expect((after?.fromMs ?? 0) - (before?.toMs ?? 0)).toBe(sightSinceMs - (before?.toMs ?? 0) + QUICK_MS);
  expect(coverageOf('quick')).toHaveLength(2);
  // Nobody has come to the other one again.
  expect(coverageOf('slow')).toEqual([]);
});

test('twenty starts one after the other cover what is checked often, and no second twice', async () => {
  const batches: ChangeBatch[] = [];
  let toMs = 0;
  for (let start = 1; start <= 20; start++) {
    const world = watchWorld(inventory, { watched, coveredTo: coveredTo(toMs) });
    await until(() => expect(world.coverage().length).toBeGreaterThan(0));
    await world.collector.close();
    batches.push(...world.batches);
    toMs = world.coverage().reduce((latestMs, row) => Math.max(latestMs, row.toMs), toMs);
  }

  const rows = batches.flatMap(({ coverage = [] }) => coverage.filter(({ closed }) => closed !== undefined));
  expect(rows.map(({ intervalMs, closed }) => [intervalMs, closed])).toEqual(
    Array.from({ length: 20 }, () => [QUICK_MS, 'stop']),
  );
  const quick = recordOf(batches)('quick');
  expect(quick).toHaveLength(20);
  expect(totalMs(quick)).toBe(totalMs(rows));
  expect(recordOf(batches)('slow')).toEqual([]);
});

test('a check whose interval is changed by a reload is covered one new interval later, and others go on', async () => {
  const world = watchWorld(inventory, { watched });
  await until(() => expect(world.coverage().length).toBeGreaterThan(3));
  const { camera, slow } = watched.settings.profiles;
  if (!camera?.reach || !slow) throw new Error('no check');
  const changed = { camera, slow: { reach: { ...camera.reach, intervalMs: 300 } } };

  const sinceMs = Date.now();
  world.collector.reload({ inventory, settings: { ...watched.settings, profiles: changed } }, sinceMs);
  await until(() =>
    expect(world.coverage().filter(({ intervalMs }) => intervalMs === 300).length).toBeGreaterThan(3),
  );
  await world.collector.close();

  const segmentsOf = (ofMs: number) =>
    new Set(world.coverage().flatMap(({ intervalMs, fromMs }) => (intervalMs === ofMs ? fromMs : [])));
  expect([...segmentsOf(300)]).toEqual([sinceMs + 300]);
  expect(segmentsOf(QUICK_MS).size).toBe(1);
});
