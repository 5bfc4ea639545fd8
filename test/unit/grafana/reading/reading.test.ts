import { describe, expect, test } from 'vitest';
import { durationText, expandMacros } from '#grafana/reading/expand-macros.ts';
import { panelIntervalMs, rangeOfPanel } from '#grafana/reading/panel-interval.ts';
import { readFrames } from '#grafana/reading/read-frames.ts';

describe('macros', () => {
  test('are replaced as the back end does, and nothing else', () => {
    const range = { fromMs: 1_000, toMs: 61_000, intervalMs: 120_000 };

    expect(expandMacros('$timeFilter time($__interval) $__interval_ms $interval $agency', range)).toBe(
      'time >= 1000ms and time <= 61000ms time(2m) 120000 2m $agency',
    );
  });

  test.each([
    [86_400_000, '1d'],
    [5_400_000, '90m'],
    [15_000, '15s'],
    [1_500, '1500ms'],
  ])('%i ms is %s', (ms, text) => expect(durationText(ms)).toBe(text));
});

describe('the interval of a panel', () => {
  test.each([
    [6 * 3_600_000, 950, 20_000],
    [24 * 3_600_000, 1_900, 60_000],
    [7 * 86_400_000, 475, 1_200_000],
    [365 * 86_400_000, 1_900, 21_600_000],
    [5_000, 1_900, 1],
  ])('%i ms over %i points are buckets of %i ms', (rangeMs, points, expectedMs) => {
    expect(panelIntervalMs(rangeMs, points, 1)).toBe(expectedMs);
  });

  test('is never under the least of the data source', () => {
    expect(panelIntervalMs(60_000, 1_900, 60_000)).toBe(60_000);
  });

  test('has a point for each pixel of its width', () => {
    const shown = { fromMs: 0, toMs: 1_900 * 10_000, leastIntervalMs: 1 };
    const intervals = [24, 12, 6].map((w) => rangeOfPanel({ gridPos: { x: 0, y: 0, w, h: 4 } }, shown));
    expect(intervals.map(({ intervalMs }) => intervalMs)).toEqual([10_000, 20_000, 30_000]);
  });
});

describe('frames', () => {
  const series = [
    {
      name: 'reach',
      tags: { district: 'a' },
      columns: ['time', 'up', 'loss'],
      values: [
        [1, null, 0.1],
        [2, 5, 0.2],
      ],
    },
    { name: 'reach', tags: { district: 'b' }, columns: ['time', 'up', 'loss'], values: [[1, 7, null]] },
  ];

  test('of a time series are one a series and column, with its tags as labels', () => {
    const frames = readFrames(series, {
      refId: 'A',
      resultFormat: 'time_series',
      alias: '$tag_district $col',
    });

    expect(frames).toHaveLength(4);
    expect(frames[0]).toEqual({
      refId: 'A',
      fields: [
        { name: 'Time', type: 'time', values: [1, 2] },
        { name: 'Value', type: 'number', values: [null, 5], labels: { district: 'a' }, displayName: 'a up' },
      ],
    });
    expect(frames[3]?.fields[1]).toMatchObject({ displayName: 'b loss', labels: { district: 'b' } });
  });

  test('are named by their tags where they have no alias', () => {
    const [frame] = readFrames(series, { refId: 'A', resultFormat: 'time_series' });

    expect(frame?.fields[1]?.displayName).toBe('reach.up { district: a }');
  });

  test('of a table are one, with tags as columns', () => {
    const [table, ...others] = readFrames(series, { refId: 'A', resultFormat: 'table' });

    expect(others).toEqual([]);
    expect(table?.fields.map(({ name, type, values }) => [name, type, values])).toEqual([
      ['Time', 'time', [1, 2, 1]],
      ['district', 'string', ['a', 'a', 'b']],
      ['up', 'number', [null, 5, 7]],
      ['loss', 'number', [0.1, 0.2, null]],
    ]);
  });

  test('of no answer are none', () => {
    expect(readFrames([], { refId: 'A', resultFormat: 'table' })).toEqual([]);
  });
});
