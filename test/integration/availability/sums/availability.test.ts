import { describe, expect, test } from 'vitest';
import { computeAvailability } from '#availability/sums/availability.ts';
import { listCoverageGaps } from '#availability/timelines/coverage-gaps.ts';
import type { Device } from '#core/domain/inventory.ts';
import { hours, minutes } from '#core/time/units.ts';
import { change, openTempLedger, openTempReader, tempLedgerPath } from '#test/support/temp-ledger.ts';

const device = (id: string, lifecycle: Device['lifecycle'] = [{ stage: 'accepted', atMs: 0 }]): Device => ({
  id,
  name: id,
  kind: 'camera',
  site: 's',
  contracts: [],
  lifecycle,
  upstreams: [],
  profile: 'p',
  interfaces: [],
});

async function ledgerOfFourHours() {
  const path = tempLedgerPath();
  const ledger = await openTempLedger(path);
  await ledger.record({
    changes: [
      change('device:a', 'up', minutes(10)),
      change('device:b', 'up', 0),
      change('device:a', 'down', minutes(70)),
      change('device:a', 'up', minutes(130)),
    ],
    coverage: [{ fromMs: 0, toMs: hours(3), closed: 'blind' }],
  });
  await ledger.record({
    changes: [],
    coverage: [{ fromMs: hours(3) + minutes(15), toMs: hours(3) + minutes(30) }],
  });
  return openTempReader(path);
}

const inMinutes = (rows: ReturnType<typeof computeAvailability>) =>
  rows.map(({ deviceId, indicator, hourMs, upMs, degradedMs, downMs, unknownMs, outOfServiceMs }) => [
    deviceId,
    indicator,
    hourMs / hours(1),
    [upMs, degradedMs, downMs, unknownMs, outOfServiceMs].map((ms) => ms / minutes(1)),
  ]);

describe('computeAvailability', () => {
  const query = { untilMs: hours(9), indicators: () => ['reach'] as const };

  test('gives every hour of the period to its states', async () => {
    const rows = computeAvailability(await ledgerOfFourHours(), {
      ...query,
      period: { fromMs: 0, toMs: hours(4) },
      devices: [
        device('a'),
        device('b', [
          { stage: 'accepted', atMs: 0 },
          { stage: 'retired', atMs: minutes(90) },
        ]),
      ],
    });

    expect(inMinutes(rows)).toEqual([
      ['a', 'reach', 0, [50, 0, 0, 10, 0]],
      ['a', 'reach', 1, [10, 0, 50, 0, 0]],
      ['a', 'reach', 2, [50, 0, 10, 0, 0]],
      ['a', 'reach', 3, [15, 0, 0, 45, 0]],
      ['b', 'reach', 0, [60, 0, 0, 0, 0]],
      ['b', 'reach', 1, [30, 0, 0, 0, 30]],
      ['b', 'reach', 2, [0, 0, 0, 0, 60]],
      ['b', 'reach', 3, [0, 0, 0, 0, 60]],
    ]);
  });

  test('widens the period to whole hours, and ends with the present', async () => {
    const rows = computeAvailability(await ledgerOfFourHours(), {
      ...query,
      untilMs: hours(2) + minutes(20),
      period: { fromMs: minutes(80), toMs: hours(2) + minutes(1) },
      devices: [device('a')],
    });

    expect(inMinutes(rows)).toEqual([
      ['a', 'reach', 1, [10, 0, 50, 0, 0]],
      ['a', 'reach', 2, [10, 0, 10, 0, 0]],
    ]);
  });

  test('is the same for one device as for all', async () => {
    const reader = await ledgerOfFourHours();
    const period = { fromMs: hours(1), toMs: hours(4) };
    const devices = [device('a'), device('b')];

    const all = computeAvailability(reader, { ...query, period, devices });
    const each = devices.flatMap((one) => computeAvailability(reader, { ...query, period, devices: [one] }));

    expect(each).toEqual(all);
  });

  test('is unknown for what was never measured', async () => {
    const rows = computeAvailability(await ledgerOfFourHours(), {
      ...query,
      period: { fromMs: 0, toMs: hours(1) },
      devices: [device('new')],
    });

    expect(inMinutes(rows)).toEqual([['new', 'reach', 0, [0, 0, 0, 60, 0]]]);
  });

  test('has no rows for hours to come', async () => {
    const rows = computeAvailability(await ledgerOfFourHours(), {
      ...query,
      untilMs: hours(1),
      period: { fromMs: hours(1), toMs: hours(2) },
      devices: [device('a')],
    });

    expect(rows).toEqual([]);
  });
});

describe('listCoverageGaps', () => {
  test('tells when nobody watched, and why', async () => {
    const reader = await ledgerOfFourHours();

    expect(listCoverageGaps(reader, { fromMs: -5, toMs: hours(4) }, 'device:cam')).toEqual([
      { fromMs: -5, toMs: 0, reason: 'no-data-yet' },
      { fromMs: hours(3), toMs: hours(3) + minutes(15), reason: 'blind' },
      { fromMs: hours(3) + minutes(30), toMs: hours(4), reason: 'running' },
    ]);
    expect(listCoverageGaps(reader, { fromMs: hours(3) + 1, toMs: hours(3) + 2 }, 'device:cam')).toEqual([
      { fromMs: hours(3) + 1, toMs: hours(3) + 2, reason: 'blind' },
    ]);
    expect(listCoverageGaps(reader, { fromMs: hours(1), toMs: hours(2) }, 'device:cam')).toEqual([]);
  });
});
