import { expect, test } from 'vitest';
import type { AvailabilityRow } from '#availability/sums/availability.ts';
import type { Receipt } from '#collector/influx/receipts.ts';
import type { ChangeBatch } from '#core/domain/sinks.ts';
import { hours, minutes } from '#core/time/units.ts';
import type { Ledger } from '#ledger/sqlite/writing/open-ledger.ts';
import { createAvailabilityKeeper } from '#server/keepers/keep-availability.ts';
import { device, inventoryOf } from '#test/support/inventory.ts';
import { change, openTempLedger, openTempReader, tempLedgerPath } from '#test/support/temp-ledger.ts';
import { fastSettings } from '#test/support/watched-world.ts';

const START_MS = Date.UTC(2026, 0, 1);
const inventory = inventoryOf({ devices: [device({ id: 'cam', address: '192.0.2.1' })] });

/** A ledger with what was recorded before, and the rows that a keeper writes from it. */
async function keep(before: readonly ChangeBatch[], recordedToMs: number) {
  const path = tempLedgerPath();
  const ledger = await openTempLedger(path);
  for (const batch of before) await ledger.record(batch);
  return keepOf(path, ledger, recordedToMs);
}

function keepOf(path: string, ledger: Ledger, recordedToMs: number) {
  const world = { inventory, answer: 'written' as ReturnType<Receipt> };
  const rows = new Map<number, AvailabilityRow>();
  const downtime: (readonly [device: string, hour: number, minutes: number])[] = [];
  const keeper = createAvailabilityKeeper({
    reader: openTempReader(path),
    writer: {
      openReceipt: () => ({ close: async () => () => world.answer }),
      writeRows: (written) => {
        for (const row of written.availability ?? []) rows.set(row.hourMs, row);
        for (const { deviceId, hourMs, downMs } of written.downtime ?? [])
          downtime.push([deviceId, (hourMs - START_MS) / hours(1), downMs / minutes(1)]);
      },
    },
    remember: ledger.remember,
    config: () => ({ settings: fastSettings(), inventory: world.inventory }),
    recordedToMs,
  });
  return {
    world,
    keeper,
    forget: () => rows.clear(),
    restart: async (toMs: number) => keepOf(path, ledger, toMs),
    takeDowntime: () => downtime.splice(0),
    record: async (batch: ChangeBatch) => {
      await ledger.record(batch);
      keeper.note(batch);
    },
    inMinutes: () =>
      [...rows.values()]
        .sort((a, b) => a.hourMs - b.hourMs)
        .map(({ hourMs, upMs, downMs, unknownMs }) => [
          (hourMs - START_MS) / hours(1),
          upMs / minutes(1),
          downMs / minutes(1),
          unknownMs / minutes(1),
        ]),
  };
}

test('a run that was killed leaves no hour half written, and the hours without a watch are unknown', async () => {
  const lastMs = START_MS + hours(10) + minutes(58);
  const before = [
    {
      changes: [change('device:cam', 'up', START_MS), change('device:cam', 'down', lastMs - minutes(3))],
      coverage: [{ fromMs: START_MS, toMs: lastMs, closed: 'crash' }],
    },
  ] as const;
  const { keeper, record, inMinutes } = await keep(before, lastMs);
  const againMs = START_MS + hours(12) + minutes(6);
  await record({ changes: [], coverage: [{ fromMs: againMs, toMs: againMs + minutes(1) }] });

  await keeper.update();

  expect(inMinutes()).toEqual([
    [9, 60, 0, 0],
    [10, 55, 3, 2],
    [11, 0, 0, 60],
    [12, 0, 1, 6],
  ]);
});

test('a change that is dated back is kept in mind until coverage grows', async () => {
  const { keeper, record, inMinutes } = await keep([], 0);
  await record({
    changes: [change('device:cam', 'up', START_MS)],
    coverage: [{ fromMs: START_MS, toMs: START_MS + hours(2) }],
  });
  await keeper.update();
  await record({ changes: [change('device:cam', 'down', START_MS + minutes(30))] });
  await keeper.update();
  expect(inMinutes()[0]).toEqual([0, 60, 0, 0]);

  await record({ changes: [], coverage: [{ fromMs: START_MS, toMs: START_MS + hours(2) + minutes(1) }] });
  await keeper.update();

  expect(inMinutes()).toEqual([
    [0, 30, 30, 0],
    [1, 0, 60, 0],
    [2, 0, 1, 0],
  ]);
});

test('a retirement that is entered late takes the hours since out of the figures', async () => {
  const { world, keeper, record, inMinutes } = await keep([], 0);
  await record({
    changes: [change('device:cam', 'down', START_MS)],
    coverage: [{ fromMs: START_MS, toMs: START_MS + hours(3) }],
  });
  await keeper.update();
  expect(inMinutes()[1]).toEqual([1, 0, 60, 0]);

  const retired = { stage: 'retired', atMs: START_MS + minutes(90) } as const;
  const lifecycle = [...(inventory.devices.get('cam')?.lifecycle ?? []), retired];
  world.inventory = inventoryOf({ devices: [device({ id: 'cam', address: '192.0.2.1', lifecycle })] });
  await keeper.update();
  await record({ changes: [], coverage: [{ fromMs: START_MS, toMs: START_MS + hours(3) + minutes(1) }] });
  await keeper.update();

  expect(inMinutes()).toEqual([
    [0, 0, 60, 0],
    [1, 0, 30, 0],
    [2, 0, 0, 0],
    [3, 0, 0, 0],
  ]);
});

test('time down is told of the hours that have some, and of no other where nothing has changed', async () => {
  const { keeper, record, takeDowntime } = await keep([], 0);
  await record({
    changes: [
      change('device:cam', 'up', START_MS),
      change('device:cam', 'down', START_MS + minutes(70)),
      change('device:cam', 'down', START_MS + minutes(75), { indicator: 'stream' }),
    ],
    coverage: [{ fromMs: START_MS, toMs: START_MS + minutes(130) }],
  });
  await keeper.update();
  expect(takeDowntime()).toEqual([
    ['cam', 0, 0],
    ['cam', 1, 50],
    ['cam', 2, 10],
  ]);

  await record({ changes: [], coverage: [{ fromMs: START_MS, toMs: START_MS + minutes(131) }] });
  await keeper.update();

  expect(takeDowntime()).toEqual([['cam', 2, 11]]);
});

test('a device that is well, and of which nothing is heard, has no time down to tell of', async () => {
  const { keeper, record, takeDowntime } = await keep([], 0);
  const first = { fromMs: START_MS, toMs: START_MS + minutes(5) };
  await record({ changes: [change('device:cam', 'up', START_MS)], coverage: [first] });
  await keeper.update();
  takeDowntime();

  await record({ changes: [], coverage: [{ fromMs: START_MS, toMs: START_MS + minutes(130) }] });
  await keeper.update();

  expect(takeDowntime()).toEqual([]);
});

test('an hour that a change dated back leaves without time down is told as such', async () => {
  const { keeper, record, takeDowntime } = await keep([], 0);
  await record({
    changes: [change('device:cam', 'up', START_MS), change('device:cam', 'down', START_MS + minutes(50))],
    coverage: [{ fromMs: START_MS, toMs: START_MS + minutes(61) }],
  });
  await keeper.update();
  expect(takeDowntime()).toEqual([
    ['cam', 0, 10],
    ['cam', 1, 1],
  ]);

  await record({
    changes: [change('device:cam', 'up', START_MS + minutes(59))],
    coverage: [{ fromMs: START_MS, toMs: START_MS + minutes(62) }],
  });
  await keeper.update();

  // Of the last update the hour that goes on first, then the earlier one.
  expect(takeDowntime()).toEqual([
    ['cam', 1, 0],
    ['cam', 0, 9],
  ]);
});

const coverage = (toMinute: number) => [{ fromMs: START_MS, toMs: START_MS + minutes(toMinute) }];

/** InfluxDB has the hours of three. */
async function keepThreeHours() {
  const kept = await keep([], 0);
  await kept.record({ changes: [change('device:cam', 'up', START_MS)], coverage: coverage(180) });
  await kept.keeper.update();
  for (const minute of [185, 190]) {
    await kept.record({ changes: [], coverage: coverage(minute) });
    await kept.keeper.update();
  }
  return kept;
}

test('hours that InfluxDB has not confirmed are written again after the next start, and no others', async () => {
  const first = await keepThreeHours();
  first.world.answer = 'waiting';
  await first.record({
    changes: [change('device:cam', 'down', START_MS + minutes(70))],
    coverage: coverage(600),
  });
  await first.keeper.update();

  const next = await first.restart(START_MS + minutes(600));
  await next.keeper.update();

  expect(next.inMinutes().map(([hour]) => hour)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(next.inMinutes()[0]).toEqual([1, 10, 50, 0]);
});

test('a stop does not wait for the hours of a city: what it gave up the next start writes', async () => {
  const first = await keepThreeHours();
  first.forget();
  await first.record({ changes: [], coverage: coverage(600) });

  await expect(first.keeper.update(AbortSignal.abort(new Error('closing')))).rejects.toThrow('closing');
  expect(first.inMinutes().length).toBeLessThan(7);
  const next = await first.restart(START_MS + minutes(600));
  await next.keeper.update();

  expect(next.inMinutes().map(([hour]) => hour)).toEqual([3, 4, 5, 6, 7, 8, 9]);
});

test('hours that the queue lost are written again once it is empty', async () => {
  const { world, keeper, record, inMinutes, forget } = await keep([], 0);
  await record({ changes: [change('device:cam', 'up', START_MS)], coverage: coverage(60) });
  await keeper.update();
  for (const minute of [90, 120]) {
    await record({ changes: [], coverage: coverage(minute) });
    await keeper.update();
  }
  world.answer = 'lost';
  await record({ changes: [], coverage: coverage(180) });
  await keeper.update();
  forget();
  world.answer = 'written';

  await record({ changes: [], coverage: coverage(181) });
  await keeper.update();

  expect(inMinutes().map(([hour]) => hour)).toEqual([1, 2, 3]);
});

test('a database that is new gets the hours of the record, and none before it began', async () => {
  const { keeper, record, inMinutes } = await keep([], 0);
  await keeper.startAnew();
  await record({
    changes: [change('device:cam', 'up', START_MS)],
    coverage: [{ fromMs: START_MS, toMs: START_MS + minutes(150) }],
  });
  await keeper.update();
  const written = [
    [0, 60, 0, 0],
    [1, 60, 0, 0],
    [2, 30, 0, 0],
  ];
  expect(inMinutes()).toEqual(written);

  await keeper.startAnew();
  await record({ changes: [], coverage: [{ fromMs: START_MS, toMs: START_MS + minutes(150) }] });
  await keeper.update();

  expect(inMinutes()).toEqual(written);
});
