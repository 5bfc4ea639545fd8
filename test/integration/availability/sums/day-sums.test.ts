import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkDays } from '#availability/sums/check-days.ts';
import { rebuildDays } from '#availability/sums/day-sums.ts';
import { createDayUpdater } from '#availability/sums/update-days.ts';
import type { Revision } from '#core/domain/revision.ts';
import type { ChangeBatch } from '#core/domain/sinks.ts';
import { hours, minutes } from '#core/time/units.ts';
import { recordStore } from '#ledger/sqlite/record-store.ts';
import { openDayWriter } from '#ledger/sqlite/writing/day-writer.ts';
import { change, openTempLedger, openTempReader, tamper, tempLedgerPath } from '#test/support/temp-ledger.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
const START_MS = Date.parse('2026-03-01T00:00+07:00');
const DAY_MS = hours(24);
/** In the fifth day, so that four are over. */
const NOW_MS = START_MS + 4 * DAY_MS + hours(9);
const at = (day: number, hour: number, minute = 0) =>
  START_MS + (day - 1) * DAY_MS + hours(hour) + minutes(minute);
const ACCEPTED = { stage: 'accepted', atMs: START_MS - DAY_MS } as const;

const device = (id: string, more: object = {}): Revision => ({
  kind: 'device',
  id,
  fromMs: START_MS - DAY_MS,
  body: {
    ...{ id, kind: 'camera', site: 's', agency: 'police', contracts: [], upstreams: [] },
    ...{ lifecycle: [ACCEPTED], ...more },
  },
});

const PLACES: readonly Revision[] = [
  { kind: 'area', id: 'ba-dinh', fromMs: 0, body: { id: 'ba-dinh', district: 'quan-ba-dinh' } },
  { kind: 'site', id: 's', fromMs: 0, body: { id: 's', area: 'ba-dinh' } },
];

/** A ledger of five days, watched throughout, less an hour of the second day. */
async function city(revisions: readonly Revision[], changes: ChangeBatch['changes']) {
  const path = tempLedgerPath();
  const ledger = await openTempLedger(path, { nowMs: () => NOW_MS });
  const record = (more: readonly Revision[]) =>
    ledger.recordRevisions(more, { author: 'an', sourceHash: 'x', recordedMs: NOW_MS });
  await record([...PLACES, ...revisions]);
  await ledger.record({ changes, coverage: [{ fromMs: START_MS, toMs: at(2, 3), closed: 'blind' }] });
  await ledger.record({ changes: [], coverage: [{ fromMs: at(2, 4), toMs: NOW_MS }] });
  return { path, ledger, record };
}

async function rebuilt(...given: Parameters<typeof city>) {
  const world = await city(...given);
  await world.ledger.close();
  rebuildDays(recordStore(world.path), { timeZone, nowMs: () => NOW_MS });
  return { ...world, reader: openTempReader(world.path) };
}

const check = (reader: ReturnType<typeof openTempReader>) => checkDays(reader, { timeZone, nowMs: NOW_MS });

describe('rebuildDays', () => {
  test('keeps only days that are not ordinary, in minutes', async () => {
    const { reader } = await rebuilt(
      [device('a'), device('b')],
      [
        change('device:a', 'up', START_MS - hours(1)),
        change('device:a', 'down', at(3, 23, 50)),
        change('device:a', 'up', at(4, 0, 20)),
        change('device:b', 'up', at(4, 12)),
      ],
    );

    const rows = [...reader.days()].map(({ entity, date, upMs, downMs, unknownMs }) =>
      [entity, date, ...[upMs, downMs, unknownMs].map((ms) => ms / minutes(1))].join(' '),
    );
    expect(rows).toEqual([
      'device:a 2026-03-03 1430 10 0',
      'device:a 2026-03-04 1420 20 0',
      'device:b 2026-03-01 0 0 1440',
      'device:b 2026-03-02 0 0 1440',
      'device:b 2026-03-03 0 0 1440',
      'device:b 2026-03-04 720 0 720',
    ]);
    expect(check(reader)).toEqual({ dates: 4, missing: [], differences: [] });
  });

  test('groups have everything: what is up all day, too', async () => {
    const { reader } = await rebuilt(
      [device('a'), device('b'), device('nvr', { kind: 'nvr' })],
      ['a', 'b', 'nvr'].map((id) => change(`device:${id}`, 'up', START_MS - hours(1))),
    );

    const totals = reader.dayGroupTotals({
      kind: 'agency',
      indicator: 'reach',
      fromDate: '2026-03-01',
      toDate: '2026-03-02',
    });

    expect(totals.map(({ id, entities, upMs, unknownMs }) => [id, entities, upMs, unknownMs])).toEqual([
      ['police/camera', 2, 2 * hours(47), 2 * hours(1)],
      ['police/nvr', 1, hours(47), hours(1)],
    ]);
    expect([...reader.days()]).toEqual([]);
  });

  test('a day on which a device changes hands is divided between both, and counted once where both are one', async () => {
    const handedOver = { ...device('a', { agency: 'ward' }), fromMs: at(3, 6) };
    const { reader } = await rebuilt(
      [device('a'), handedOver],
      [
        change('device:a', 'up', START_MS),
        change('device:a', 'down', at(3, 5)),
        change('device:a', 'up', at(3, 8)),
      ],
    );

    const third = [...reader.dayGroups({ fromDate: '2026-03-03', toDate: '2026-03-03' })]
      .filter(({ kind }) => kind === 'agency' || kind === 'district')
      .map(({ id, entities, upMs, downMs }) => [id, entities, upMs / hours(1), downMs / hours(1)]);
    expect(third).toEqual([
      ['police/camera', 1, 5, 1],
      ['ward/camera', 1, 16, 2],
      ['quan-ba-dinh/camera', 1, 21, 3],
    ]);
    expect(check(reader).differences).toEqual([]);
  });

  test('a device out of service all day is in no sum, one for a part of it is with all of it', async () => {
    const lifecycle = [{ stage: 'accepted', atMs: at(2, 18) } as const];
    const { reader } = await rebuilt([device('a', { lifecycle })], [change('device:a', 'up', START_MS)]);

    const rows = [...reader.dayGroups({ kind: 'kind' })].map(({ date, upMs, outOfServiceMs }) => [
      date,
      upMs / hours(1),
      outOfServiceMs / hours(1),
    ]);
    expect(rows).toEqual([
      ['2026-03-02', 6, 18],
      ['2026-03-03', 24, 0],
      ['2026-03-04', 24, 0],
    ]);
  });

  test('days are as long as clocks make them', async () => {
    const path = tempLedgerPath();
    const ledger = await openTempLedger(path);
    const [fromMs, toMs] = ['2026-03-28T00:00+01:00', '2026-03-31T00:00+02:00'].map((text) =>
      Date.parse(text),
    );
    await ledger.recordRevisions(
      [{ ...device('a', { lifecycle: [{ stage: 'accepted', atMs: 0 }] }), fromMs: 0 }],
      { author: 'an', sourceHash: 'x', recordedMs: 0 },
    );
    await ledger.record({
      changes: [change('device:a', 'down', fromMs ?? 0)],
      coverage: [{ fromMs: fromMs ?? 0, toMs: toMs ?? 0, closed: 'stop' }],
    });
    await ledger.close();

    rebuildDays(recordStore(path), { timeZone: 'Europe/Berlin', nowMs: () => toMs ?? 0 });

    const rows = [...openTempReader(path).days()].map(({ date, downMs }) => [date, downMs / hours(1)]);
    expect(rows).toEqual([
      ['2026-03-28', 24],
      ['2026-03-29', 23],
      ['2026-03-30', 24],
    ]);
  });

  test('leaves no log beside the ledger, which every reader would go through', async () => {
    const { path, ledger } = await city([device('a')], [change('device:a', 'up', START_MS)]);
    await ledger.close();

    rebuildDays(recordStore(path), { timeZone, nowMs: () => NOW_MS });

    expect(existsSync(`${path}-wal`)).toBe(false);
  });

  test('refuses while the ledger has an owner', async () => {
    const { path } = await city([], []);

    expect(() => rebuildDays(recordStore(path), { timeZone, nowMs: () => NOW_MS })).toThrow(
      /: the ledger is in use by process \d+ since /,
    );
  });
});

describe('checkDays', () => {
  test('tells each difference with both figures', async () => {
    const { path, reader } = await rebuilt(
      [device('a')],
      [
        change('device:a', 'up', START_MS),
        change('device:a', 'down', at(3, 5)),
        change('device:a', 'up', at(3, 6)),
      ],
    );
    tamper(
      path,
      "UPDATE day SET down_ms = 1 WHERE date = '2026-03-03'; DELETE FROM day_group WHERE kind = 'area'",
    );

    const { differences } = check(reader);

    expect(differences[0]).toMatchObject({
      where: 'day device:a reach 2026-03-03',
      expected: { upMs: hours(23), downMs: hours(1) },
      got: { upMs: hours(23), downMs: 1 },
    });
    expect(differences.slice(1).map(({ where, got }) => [where, got])).toEqual([
      ['day_group area ba-dinh/camera reach 2026-03-01', undefined],
      ['day_group area ba-dinh/camera reach 2026-03-02', undefined],
      ['day_group area ba-dinh/camera reach 2026-03-03', undefined],
      ['day_group area ba-dinh/camera reach 2026-03-04', undefined],
    ]);
  });
});

describe('createDayUpdater', () => {
  async function updated(...given: Parameters<typeof city>) {
    const world = await city(...given);
    const reader = openTempReader(world.path);
    const writer = openDayWriter(world.path, { nowMs: () => NOW_MS });
    const updater = createDayUpdater({ reader, writer, timeZone, nowMs: () => NOW_MS });
    return { ...world, reader, updater, close: writer.close };
  }
  const DAYS = ['2026-03-04', '2026-03-03', '2026-03-02', '2026-03-01'];

  test('makes every day that is over, the latest first, and none twice', async () => {
    const { reader, updater, close } = await updated([device('a')], [change('device:a', 'up', START_MS)]);

    expect(updater.update()).toEqual({ dates: DAYS, waiting: 0 });
    expect(updater.update()).toEqual({ dates: [], waiting: 0 });
    expect(check(reader)).toEqual({ dates: 4, missing: [], differences: [] });
    close();
  });

  test.each([
    {
      what: 'a change that comes late, as far as it holds',
      late: { changes: [change('device:a', 'down', at(2, 12))] },
      dates: ['2026-03-03', '2026-03-02'],
    },
    {
      what: 'coverage that comes late',
      late: { changes: [], coverage: [{ fromMs: at(2, 3), toMs: at(2, 4), closed: 'stop' }] },
      dates: ['2026-03-02'],
    },
    {
      what: 'nothing, where only the present changes',
      late: { changes: [change('device:a', 'down', at(5, 8))] },
      dates: [],
    },
  ] as const)('makes anew for $what', async ({ late, dates }) => {
    const { ledger, reader, updater, close } = await updated(
      [device('a')],
      [
        change('device:a', 'up', START_MS),
        change('device:a', 'down', at(3, 5)),
        change('device:a', 'up', at(3, 6)),
      ],
    );
    updater.update();
    await ledger.record(late);
    expect(check(reader).missing.toReversed()).toEqual(dates);

    expect(updater.update().dates).toEqual(dates);

    expect(check(reader)).toEqual({ dates: 4, missing: [], differences: [] });
    close();
  });

  test('makes anew from where a retirement is dated that was entered late', async () => {
    const { record, reader, updater, close } = await updated(
      [device('a')],
      [change('device:a', 'up', START_MS)],
    );
    updater.update();
    const lifecycle = [ACCEPTED, { stage: 'retired', atMs: at(3, 12) }];
    await record([{ ...device('a', { lifecycle }), fromMs: NOW_MS }]);

    expect(updater.update().dates).toEqual(['2026-03-04', '2026-03-03']);

    expect(check(reader)).toEqual({ dates: 4, missing: [], differences: [] });
    close();
  });

  test('goes on another time when its time is over', async () => {
    const { path, reader, close } = await updated([device('a')], [change('device:a', 'up', START_MS)]);
    close();
    const writer = openDayWriter(path, { nowMs: () => NOW_MS });
    const updater = createDayUpdater({ reader, writer, timeZone, nowMs: () => NOW_MS, budgetMs: 0 });

    expect(updater.update()).toEqual({ dates: ['2026-03-04'], waiting: 3 });
    expect(updater.update()).toEqual({ dates: ['2026-03-03'], waiting: 2 });
    writer.close();
  });
});
