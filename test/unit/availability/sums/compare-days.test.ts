import { describe, expect, test } from 'vitest';
import { compareRows, createDayFaults } from '#availability/sums/compare-days.ts';
import { hours } from '#core/time/units.ts';
import type { DayRow } from '#ledger/record/days.ts';

const NOTHING = { upMs: 0, degradedMs: 0, downMs: 0, unknownMs: 0, outOfServiceMs: 0 };
const day = (entity: `device:${string}`, sums: Partial<typeof NOTHING>): DayRow => ({
  ...{ entity, indicator: 'reach', date: '2026-03-01', ...NOTHING, ...sums },
});
const group = (entities: number, sums: Partial<typeof NOTHING>) => ({
  ...({ kind: 'agency', id: 'police/camera', indicator: 'reach', date: '2026-03-01', entities } as const),
  ...NOTHING,
  ...sums,
});
const NEWCOMER = day('device:new', { unknownMs: hours(24) });
const ONE = group(1, { upMs: hours(23), downMs: hours(1) });
const TWO = group(2, { upMs: hours(23), downMs: hours(1), unknownMs: hours(24) });

describe('createDayFaults', () => {
  test.each([
    ['made with its first change in sight', [], [NEWCOMER], ONE, TWO],
    ['made before it', [NEWCOMER], [], TWO, ONE],
  ])('a check that was not measured yet may be in sums that were %s', (_, expected, got, wanted, found) => {
    const faults = createDayFaults();

    expect([...faults.days(compareRows(expected, got))]).toEqual([]);
    expect([...faults.groups(compareRows([wanted], [found]))]).toEqual([]);
  });

  test.each([
    ['a row that was deleted', [day('device:a', { downMs: hours(24) })], []],
    ['a row that was added', [], [day('device:a', { upMs: hours(24) })]],
    ['a row that was edited', [day('device:a', { downMs: 1 })], [day('device:a', { unknownMs: 1 })]],
  ])('%s is a fault', (_, expected, got) => {
    expect([...createDayFaults().days(compareRows(expected, got))]).toHaveLength(1);
  });

  test('down time of a group is a fault on such a day, too', () => {
    const faults = createDayFaults();
    Array.from(faults.days(compareRows([], [NEWCOMER])));

    const edited = { ...TWO, upMs: hours(24), downMs: 0 };

    expect([...faults.groups(compareRows([ONE], [edited]))]).toHaveLength(1);
  });

  test('what is unknown in a group is a fault on any other day', () => {
    expect([...createDayFaults().groups(compareRows([ONE], [TWO]))]).toHaveLength(1);
  });
});
