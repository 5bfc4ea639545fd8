import { describe, expect, test } from 'vitest';
import { buildMaintenanceMutes } from '#alerts/rules/maintenance-mutes.ts';
import type { Entity } from '#core/domain/state.ts';
import type { AnnouncedWork } from '#ledger/decisions/works.ts';
import { alertedCity } from '../../../support/alerted-city.ts';
import { plannedWork } from '../../../support/planned-work.ts';

const { inventory } = alertedCity();
const ZONE = 'Asia/Ho_Chi_Minh';
const PLACES = [
  { agency: 'police', district: 'd1' },
  { agency: 'police', district: 'd2' },
  { agency: 'ward', district: 'd2' },
];
const mutesOf = (work: Partial<AnnouncedWork>) => buildMaintenanceMutes(inventory, [plannedWork(work)], ZONE);
const mutedBy = (...entities: Entity[]) =>
  PLACES.filter((place) => mutesOf({ entities }).some(({ isOf }) => isOf(place))).map(
    ({ agency, district }) => `${agency} ${district}`,
  );
const timesOf = (from: string, to: string) =>
  mutesOf({
    entities: ['link:line-1'],
    interval: { fromMs: Date.parse(from), toMs: Date.parse(to) },
  })[0]?.timing.time_intervals.map(({ times, ...date }) => ({
    ...date,
    times: times?.map(({ start_time, end_time }) => `${start_time}-${end_time}`).join(),
  }));

describe('planned work mutes', () => {
  test('the places behind a line', () => {
    expect(mutedBy('link:line-2')).toEqual(['police d2', 'ward d2']);
  });

  test('a place of which it takes out at least half', () => {
    expect(mutedBy('device:cam-2-1')).toEqual([]);
    expect(mutedBy('device:cam-2-1', 'device:cam-2-2')).toEqual(['ward d2']);
  });

  test('nothing once it is cancelled', () => {
    const cancelled = { ...plannedWork({}), by: 'dost', reason: 'rain' } as const;

    expect(mutesOf({ entities: ['link:line-1'], cancelled })).toEqual([]);
  });
});

describe('times', () => {
  test('are split at midnight of the city', () => {
    expect(timesOf('2026-11-30T22:00+07:00', '2026-12-02T04:00+07:00')).toEqual([
      { times: '22:00-24:00', days_of_month: ['30'], months: ['11'], years: ['2026'], location: ZONE },
      { times: '00:00-24:00', days_of_month: ['1'], months: ['12'], years: ['2026'], location: ZONE },
      { times: '00:00-04:00', days_of_month: ['2'], months: ['12'], years: ['2026'], location: ZONE },
    ]);
  });

  test('that end at midnight leave nothing for the next day', () => {
    expect(timesOf('2026-12-31T22:00+07:00', '2027-01-01T00:00+07:00')).toMatchObject([
      { times: '22:00-24:00' },
    ]);
  });

  test('are whole minutes that hold all of the work', () => {
    expect(timesOf('2026-12-01T08:00:30+07:00', '2026-12-01T08:10:01+07:00')).toMatchObject([
      { times: '08:00-08:11' },
    ]);
  });
});
