import { describe, expect, it } from 'vitest';
import { createMembers } from '#availability/inventory/members.ts';
import { buildDayGrid } from '#availability/sums/day-grid.ts';
import { createAddStates } from '#availability/timelines/state-ms.ts';
import { measureWindow } from '#availability/window/measure-window.ts';
import { LENGTHS } from '#availability/window/tally.ts';
import { deviceEntity, type Entity } from '#core/domain/state.ts';
import type { Interval } from '#core/time/intervals.ts';
import { addCells } from '#reports/figures/measured/add-cells.ts';
import { changeColumns, type GivenSlice } from '../../../support/change-columns.ts';
import { figuresInventory, type GivenDevice } from '../../../support/figures-inventory.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** `03-05T08:00` of 2025 in Hanoi. */
const at = (text: string): number => Date.parse(`2025-${text}+07:00`);
const WINDOW = { fromMs: at('03-01T00:00'), toMs: at('05-01T00:00') };
const MONTHS = [
  { fromMs: WINDOW.fromMs, toMs: at('04-01T00:00') },
  { fromMs: at('04-01T00:00'), toMs: WINDOW.toMs },
];

function measure(
  slices: readonly GivenSlice[],
  devices: readonly GivenDevice[],
  { coverage = [WINDOW], agency }: { readonly coverage?: readonly Interval[]; readonly agency?: string } = {},
) {
  const columns = changeColumns(slices);
  const { watchedMs } = buildDayGrid(WINDOW, coverage, 'Asia/Ho_Chi_Minh');
  const inventory = figuresInventory({ devices, sites: [{ id: 'site-1' }], areas: [{ id: 'ward-1' }] });
  return measureWindow({
    window: WINDOW,
    months: MONTHS,
    columns,
    addStates: createAddStates(columns, () => watchedMs),
    memberOf: createMembers(inventory),
    isAsked: (belonging) => agency === undefined || belonging.agency === agency,
  });
}

const camera = (id: string, turns: GivenDevice['turns'] = [[at('01-01T00:00'), { agency: 'police' }]]) => ({
  id,
  turns,
  steps: [['in-service', at('01-01T00:00')] as const],
});
const CAM: Entity = deviceEntity('cam');
const UP = [at('01-01T00:00'), 'up'] as const;

describe('outages of a window', () => {
  it('count where they began, are restored where they ended, and are long as a whole', () => {
    const tally = measure(
      [
        {
          entity: CAM,
          changes: [
            UP,
            // Began before the window: restored in it, and counted in none of it.
            [at('02-28T22:00'), 'down'],
            [at('03-01T02:00'), 'up'],
            // Over the edge of a month.
            [at('03-31T20:00'), 'down'],
            [at('04-01T06:00'), 'up'],
            [at('04-10T00:00'), 'down', 'timeout'],
            // Another reason is no other outage.
            [at('04-10T00:02'), 'down', 'refused'],
            [at('04-10T00:04'), 'up'],
            // Lasts at the end.
            [at('04-29T00:00'), 'down'],
          ],
        },
      ],
      [camera('cam')],
    );
    const { outages, lengths, measured } = addCells(tally.cells());
    const goodMs = 61 * DAY_MS - (2 * HOUR_MS + 10 * HOUR_MS + 4 * 60_000 + 2 * DAY_MS);
    expect(outages).toEqual({
      count: 3,
      restoredCount: 3,
      restoredMs: 14 * HOUR_MS + 4 * 60_000,
      mttrMs: Math.floor((14 * HOUR_MS + 4 * 60_000) / 3),
      mtbfMs: Math.floor(goodMs / 3),
      longestMs: 2 * DAY_MS,
      openAtEnd: 1,
    });
    expect(LENGTHS.flatMap(({ id }, place) => (lengths[place] ? [id] : []))).toEqual([
      'under-5m',
      'under-24h',
      'under-3d',
    ]);
    expect(measured).toMatchObject({ upMs: goodMs, unknownMs: 0, outOfServiceMs: 0 });
    const [cell] = tally.cells();
    expect(cell?.months.map(({ begun, restored }) => [begun, restored])).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });

  it('last only while the device is in service, and one that a retirement ended was not restored', () => {
    const tally = measure(
      [{ entity: CAM, changes: [UP, [at('03-10T00:00'), 'down']] }],
      [
        {
          ...camera('cam'),
          steps: [
            ['in-service', at('01-01T00:00')],
            ['retired', at('03-12T00:00')],
          ],
        },
      ],
    );
    expect(addCells(tally.cells()).outages).toMatchObject({
      count: 1,
      restoredCount: 0,
      longestMs: 2 * DAY_MS,
      openAtEnd: 0,
    });
  });

  it('that were on when a device came into service count once from then, and are told apart', () => {
    const accepted = { ...camera('cam'), steps: [['accepted', at('03-10T00:00')] as const] };
    const changes = [UP, [at('03-09T10:00'), 'down'], [at('03-10T12:00'), 'up']] as const;
    const later = [...changes, [at('03-20T00:00'), 'down'], [at('03-20T01:00'), 'up']] as const;

    expect(addCells(measure([{ entity: CAM, changes: later }], [accepted]).cells()).outages).toMatchObject({
      count: 2,
      begunBeforeService: 1,
      longestMs: 12 * HOUR_MS,
    });
  });

  it('and time belong to the agency in office at the second', () => {
    const handedOver = camera('cam', [
      [at('01-01T00:00'), { agency: 'district' }],
      [at('04-01T00:00'), { agency: 'police' }],
    ]);
    const slices = [
      { entity: CAM, changes: [UP, [at('03-31T20:00'), 'down'], [at('04-01T06:00'), 'up']] },
    ] as const;
    const ofAgency = (agency: string) =>
      addCells(
        measure(slices, [handedOver])
          .cells()
          .filter((cell) => cell.belonging.agency === agency),
      );
    expect(ofAgency('district').measured).toMatchObject({
      upMs: 31 * DAY_MS - 4 * HOUR_MS,
      downMs: 4 * HOUR_MS,
    });
    expect(ofAgency('police').measured).toMatchObject({
      upMs: 30 * DAY_MS - 6 * HOUR_MS,
      downMs: 6 * HOUR_MS,
    });
    expect(ofAgency('district').outages).toMatchObject({ count: 1, restoredCount: 0 });
    expect(ofAgency('police').outages).toMatchObject({
      count: 0,
      restoredCount: 1,
      restoredMs: 10 * HOUR_MS,
    });
    const asked = measure(slices, [handedOver], { agency: 'police' });
    expect(addCells(asked.cells())).toEqual(ofAgency('police'));
  });
});

describe('states of a window', () => {
  it('are unknown before the first change and where nobody watched', () => {
    const tally = measure(
      [
        {
          entity: CAM,
          changes: [
            [at('03-03T00:00'), 'up'],
            [at('04-01T00:00'), 'unknown'],
          ],
        },
      ],
      [camera('cam')],
      {
        coverage: [
          { fromMs: WINDOW.fromMs, toMs: at('03-10T00:00') },
          { fromMs: at('03-12T00:00'), toMs: WINDOW.toMs },
        ],
      },
    );
    expect(addCells(tally.cells()).measured).toEqual({
      upMs: 27 * DAY_MS,
      degradedMs: 0,
      downMs: 0,
      unknownMs: 34 * DAY_MS,
      outOfServiceMs: 0,
    });
  });

  it('count a device once in each group that it was in service in', () => {
    const turns = [
      [at('01-01T00:00'), { agency: 'a' }],
      [at('03-05T00:00'), { agency: 'b' }],
      [at('03-06T00:00'), { agency: 'a' }],
    ] as const;
    const tally = measure(
      [
        { entity: CAM, changes: [UP] },
        { entity: deviceEntity('cam-2'), changes: [UP] },
      ],
      [camera('cam', turns), camera('cam-2')],
    );
    const count = (group: 'city' | 'agency', id: string, month?: number) =>
      tally.entitiesIn({
        indicator: 'reach',
        kind: 'camera',
        group,
        id,
        ...(month === undefined ? {} : { month }),
      });
    expect([
      count('city', ''),
      count('agency', 'a'),
      count('agency', 'b'),
      count('agency', 'police'),
    ]).toEqual([2, 1, 1, 1]);
    expect([count('agency', 'b', 0), count('agency', 'b', 1)]).toEqual([1, 0]);
  });
});
