import { describe, expect, test } from 'vitest';
import { type Layer, overlay, sumByLabel } from '#core/time/overlay.ts';

const PERIOD = { fromMs: 0, toMs: 100 };

const layer = (label: string, ...pairs: readonly (readonly [number, number])[]): Layer<string> => ({
  label,
  set: pairs.map(([fromMs, toMs]) => ({ fromMs, toMs })),
});

const laid = (layers: readonly Layer<string>[], period = PERIOD) =>
  overlay(period, layers, 'base').map(({ fromMs, toMs, label }) => `${fromMs}-${toMs} ${label}`);

describe('overlay', () => {
  test.each<[string, readonly Layer<string>[], string[]]>([
    ['no layer is the base', [], ['0-100 base']],
    ['an empty layer is the base', [layer('a')], ['0-100 base']],
    [
      'a layer covers the base',
      [layer('a', [20, 30], [50, 60])],
      ['0-20 base', '20-30 a', '30-50 base', '50-60 a', '60-100 base'],
    ],
    [
      'the first layer wins',
      [layer('a', [20, 60]), layer('b', [40, 80])],
      ['0-20 base', '20-60 a', '60-80 b', '80-100 base'],
    ],
    [
      'a lower layer shows through holes',
      [layer('a', [20, 30], [40, 50]), layer('b', [10, 60])],
      ['0-10 base', '10-20 b', '20-30 a', '30-40 b', '40-50 a', '50-60 b', '60-100 base'],
    ],
    [
      'a lower layer that is covered does not show',
      [layer('a', [10, 90]), layer('b', [20, 30], [40, 50])],
      ['0-10 base', '10-90 a', '90-100 base'],
    ],
    [
      'layers reach beyond the interval',
      [layer('a', [-20, 10], [90, 120]), layer('b', [-90, -80], [130, 140])],
      ['0-10 a', '10-90 base', '90-100 a'],
    ],
    [
      'neighbours of one label are one',
      [layer('a', [10, 20]), layer('b', [20, 30]), layer('a', [30, 40], [50, 60])].map(({ set }) => ({
        label: 'a',
        set,
      })),
      ['0-10 base', '10-40 a', '40-50 base', '50-60 a', '60-100 base'],
    ],
    [
      'a layer with the label of the base is the base',
      [layer('base', [10, 20]), layer('a', [10, 30])],
      ['0-20 base', '20-30 a', '30-100 base'],
    ],
  ])('%s', (_, layers, expected) => {
    expect(laid(layers)).toEqual(expected);
  });

  test('of an interval without length is nothing', () => {
    expect(laid([layer('a', [0, 100])], { fromMs: 50, toMs: 50 })).toEqual([]);
    expect(laid([layer('a', [0, 100])], { fromMs: 60, toMs: 50 })).toEqual([]);
  });

  test('has no trouble with a label that is undefined', () => {
    expect(overlay(PERIOD, [], undefined)).toEqual([{ fromMs: 0, toMs: 100, label: undefined }]);
  });

  test('keeps labels apart that are not the same object', () => {
    const [a, b] = [{ ref: 'a' }, { ref: 'a' }];
    const layers = [
      { label: a, set: [{ fromMs: 0, toMs: 40 }] },
      { label: b, set: [{ fromMs: 40, toMs: 100 }] },
    ];

    expect(overlay(PERIOD, layers, a)).toHaveLength(2);
  });
});

test('sumByLabel adds up each label', () => {
  const segments = overlay(PERIOD, [layer('a', [20, 30], [50, 65])], 'base');

  expect([...sumByLabel(segments)]).toEqual([
    ['base', 75],
    ['a', 25],
  ]);
});
