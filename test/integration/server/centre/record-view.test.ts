import { expect, onTestFinished, test } from 'vitest';
import { Settings } from '#config/settings/settings-schema.ts';
import { deviceEntity, STATES, type State } from '#core/domain/state.ts';
import { recordStore } from '#ledger/sqlite/record-store.ts';
import { openRecordView } from '#server/centre/record-view.ts';
import { lookAtCluster } from '#server/cluster/look-at-cluster.ts';
import {
  batchOf,
  type CollectorChain,
  collectorChain,
  openTempReceiving,
} from '#test/support/collector-chain.ts';
import { smallCity } from '#test/support/small-city.ts';
import { change, tempLedgerPath } from '#test/support/temp-ledger.ts';

const settings = Settings.parse({
  city: { name: 'Hà Nội', name_en: 'Hanoi', time_zone: 'Asia/Ho_Chi_Minh', area_list: '2025-07-01' },
  profiles: {
    camera: { reach: { prober: 'icmp', interval: '3s' } },
    recorder: {
      reach: { prober: 'icmp', interval: '3s' },
      service: { prober: 'tcp', interval: '3s', port: 8554 },
    },
  },
});

async function world() {
  const path = tempLedgerPath();
  const chain = collectorChain('district-1');
  const receiving = openTempReceiving(path);
  const reader = recordStore(path).openReader();
  onTestFinished(() => reader.close());
  let nowMs = 100_000;
  const view = await openRecordView({
    ...{ reader, watched: { settings, inventory: smallCity(1) }, run: 'run-1' },
    clock: { nowMs: () => nowMs, doubt: () => undefined },
  });
  let sentSeq = 0;
  return {
    ...{ view, path },
    at: (ms: number) => {
      nowMs = ms;
    },
    /** What the collector sees comes to the centre at once. */
    see: (batch: Parameters<CollectorChain['record']>[0]) => {
      chain.record(batch, nowMs);
      const batched = batchOf(chain, 'district-1', sentSeq + 1, nowMs);
      receiving.receive(batched);
      sentSeq += batched.lines.length;
    },
    /** It is heard: its coverage grows. */
    hear: (toMs: number) =>
      receiving.noteWork({
        ...{ collector: 'district-1', asOfSeq: sentSeq, run: 'run-1' },
        coverage: [{ run: 'run-1', fromMs: 90_000, toMs }],
      }),
  };
}

const camera = deviceEntity('cam-1-1');

test('a centre shows what collectors recorded, as soon as it is on record', async () => {
  const { view, see, hear } = await world();
  expect(view.health()).toMatchObject({ sight: 'starting', collectors: { known: 0, covering: 0 } });
  expect(view.status(camera, 'reach')).toMatchObject({ state: 'unknown', reason: 'blind' });
  const before = view.columns().version;

  see({ changes: [change(camera, 'up', 95_000)] });
  hear(100_000);
  const news = await view.update();

  expect(news).toMatchObject({ changes: [{ entity: camera, state: 'up' }], coveredToMs: 100_000 });
  expect(view.status(camera, 'reach')).toEqual({
    ...{ entity: camera, indicator: 'reach', state: 'up', sinceMs: 95_000, afterMs: 95_000 },
  });
  expect(view.status(deviceEntity('cam-1-2'), 'reach')).toMatchObject({ reason: 'no-data-yet' });
  expect(view.health()).toMatchObject({ sight: 'seeing', collectors: { known: 1, covering: 1 } });
  expect(view.health().probes).toBeUndefined();
  expect(view.columns().version).toBeGreaterThan(before);
  expect(statesOf(view.columns())).toEqual({ up: 1, unknown: 5 });
});

test('what a collector watched that is silent is unknown since its coverage ended, and what it was before once it is back', async () => {
  const { view, see, hear, at } = await world();
  see({ changes: [change(camera, 'up', 95_000), change('link:line-1', 'up', 95_000)] });
  hear(100_000);
  await view.update();

  at(159_000);
  await view.update();
  expect(view.status(camera, 'reach')).toMatchObject({ state: 'up' });
  at(161_000);
  await view.update();
  expect(view.status(camera, 'reach')).toMatchObject({ state: 'unknown', reason: 'blind', sinceMs: 100_000 });
  expect([...view.linkStatuses()]).toMatchObject([{ state: 'unknown', reason: 'blind', sinceMs: 100_000 }]);
  expect(view.health()).toMatchObject({ sight: 'blind', sightSinceMs: 100_000, coveredUntilMs: 100_000 });
  expect(statesOf(view.columns())).toEqual({ unknown: 6 });

  hear(161_000);
  expect(await view.update()).toMatchObject({ grownFromMs: 100_000, coveredToMs: 161_000 });
  expect(view.status(camera, 'reach')).toMatchObject({ state: 'up', sinceMs: 95_000 });
  expect([...view.linkStatuses()]).toMatchObject([{ entity: 'link:line-1', state: 'up' }]);
});

test('a collector whose clock is five minutes off covers as long as its coverage grows, and not for longer', async () => {
  const { view, see, hear, at } = await world();
  at(500_000);
  see({ changes: [change(camera, 'up', 195_000)] });
  hear(200_000);
  await view.update();
  expect(view.status(camera, 'reach')).toMatchObject({ state: 'up' });

  at(561_000);
  await view.update();
  expect(view.status(camera, 'reach')).toMatchObject({ state: 'unknown', reason: 'blind', sinceMs: 200_000 });

  hear(861_000);
  await view.update();
  expect(view.status(camera, 'reach')).toMatchObject({ state: 'up' });
  at(622_000);
  await view.update();
  expect(view.status(camera, 'reach')).toMatchObject({ state: 'unknown', sinceMs: 861_000 });
});

test('a change that comes late takes its place in time, and another inventory keeps what is known', async () => {
  const { view, see, hear } = await world();
  see({ changes: [change(camera, 'down', 98_000)] });
  hear(100_000);
  await view.update();

  see({ changes: [change(camera, 'up', 94_000)] });
  await view.update();
  expect(view.status(camera, 'reach')).toMatchObject({ state: 'down', sinceMs: 98_000 });

  view.reload({ settings, inventory: smallCity(2) });
  await view.update();
  expect(view.status(camera, 'reach')).toMatchObject({ state: 'down', sinceMs: 98_000 });
  expect(view.health().devices).toBe(10);
});

test('of several collectors each covers what the lease of its zone gives it', async () => {
  const { view, path, see, hear } = await world();
  see({ changes: [change(camera, 'up', 95_000)] });
  hear(100_000);
  const lease = { zone: 'default', fromMs: 90_000, reason: 'silent: district-1' };
  const granted = { author: 'hub-1', recordedMs: 100_000, epochs: 'rise' } as const;

  recordStore(path).appendLeases([{ ...lease, epoch: 1, collectors: ['district-1'] }], granted);
  await view.update();
  expect(view.status(camera, 'reach')).toMatchObject({ state: 'up' });

  recordStore(path).appendLeases([{ ...lease, epoch: 2, collectors: ['district-2'] }], granted);
  await view.update();
  // Nothing was heard of the one that is to watch: the other may watch something else by now.
  expect(view.status(camera, 'reach')).toMatchObject({ state: 'unknown', reason: 'blind', sinceMs: 0 });
  using reads = recordStore(path).openCluster();
  const cluster = lookAtCluster({ reads, inventory: smallCity(1), cover: view.cover, nowMs: Date.now });
  expect(cluster).toMatchObject({
    collectors: [
      { id: 'district-1', state: 'unlisted', isCovering: true, devices: 0, coveredUntilMs: 100_000 },
    ],
    zones: [{ zone: 'default', devices: 5, uncovered: 5, lease: { epoch: 2, collectors: ['district-2'] } }],
    database: { engine: 'sqlite' },
  });
});

function statesOf({ state }: { readonly state: Uint8Array }): Partial<Record<State, number>> {
  const counts: Partial<Record<State, number>> = {};
  for (const place of state) {
    const name = STATES[place] ?? 'unknown';
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
