import { describe, expect, it } from 'vitest';
import { TRAFFIC_BINS, type TrafficDay } from '#core/domain/traffic.ts';
import { buildLinkRow } from '#reports/figures/measured/link-section.ts';
import { link } from '../../../../support/inventory.ts';
import { steadyHistory } from '../../../../support/recorded-history.ts';

/** A day all of whose means lie in one bin: P95 is near its upper end. */
const day = (date: string, percent: number, direction: TrafficDay['direction'] = 'in'): TrafficDay => ({
  linkId: 'line',
  date,
  direction,
  capacityBitsPerSecond: 100_000_000,
  samples: 288,
  histogram: Array.from({ length: TRAFFIC_BINS }, (_, bin) => (bin === percent ? 288 : 0)),
  octets: 1,
});

const { links } = steadyHistory({ links: [link({ id: 'line', carrier: 'net', name: 'Đường A' })] });
const window = {
  fromMs: Date.parse('2025-03-01T00:00+07:00'),
  toMs: Date.parse('2025-04-01T00:00+07:00'),
  firstDate: '2025-03-01',
  lastDate: '2025-03-31',
  days: 31,
  length: 'month',
} as const;
const rowOf = (days: readonly TrafficDay[]) => buildLinkRow(days, { links, window });
const week = (percents: readonly number[]) =>
  percents.map((percent, place) => day(`2025-03-0${place + 1}`, percent));

describe('a link', () => {
  it('was too small where P95 is more than 90 % on seven days in a row', () => {
    expect(rowOf(week([92, 91, 95, 93, 90, 91, 94]))).toMatchObject({
      id: 'line',
      name: 'Đường A',
      carrier: 'net',
      medium: 'rented-internet',
      capacityBitsPerSecond: 100_000_000,
      days: 7,
      in: { samples: 7 * 288, saturatedDays: 7, longestSaturatedRunDays: 7, p95Bound: 'within' },
    });
  });

  it('was not where one day is less, or is missing', () => {
    expect(rowOf(week([92, 91, 95, 89, 95, 96, 94]))?.in).toMatchObject({
      saturatedDays: 6,
      longestSaturatedRunDays: 3,
    });
    const gap = week([92, 91, 95, 93, 95, 96, 94, 95]).filter(({ date }) => date !== '2025-03-04');
    expect(rowOf(gap)?.in).toMatchObject({ saturatedDays: 7, longestSaturatedRunDays: 4 });
  });

  it('has each direction by itself, and none that nobody measured', () => {
    const row = rowOf([...week([95, 95]), day('2025-03-01', 10, 'out')]);
    expect(row?.out).toMatchObject({ samples: 288, saturatedDays: 0 });
    expect(rowOf(week([95]))).not.toHaveProperty('out');
    expect(rowOf([{ ...day('2025-03-01', 95), samples: 0, histogram: Array(TRAFFIC_BINS).fill(0) }])).toBe(
      undefined,
    );
  });
});
