import { describe, expect, test } from 'vitest';
import {
  compareRows,
  coverageOf,
  measuredRow,
  measuredTotal,
  worstFirst,
} from '#contracts/answers/sla-row.ts';

const group = (id: string, upMs: number, downMs: number, unknownMs = 0, degradedMs = 0) => ({
  id,
  entities: 1,
  upMs,
  degradedMs,
  downMs,
  unknownMs,
  outOfServiceMs: 7,
});

describe('measuredRow', () => {
  test('leaves unknown out, takes degraded as up, and has both bounds', () => {
    const row = measuredRow(group('a', 80, 10, 10, 5));

    expect(row).toMatchObject({
      goodMs: 85,
      countedMs: 95,
      lowGoodMs: 85,
      highGoodMs: 95,
      boundsCountedMs: 105,
    });
    expect(coverageOf(row)).toEqual({ goodMs: 95, countedMs: 105 });
  });
});

describe('measuredTotal', () => {
  test('adds up time, and never takes a mean of percentages', () => {
    const { goodMs, countedMs, entities } = measuredRow(
      measuredTotal({ groups: [group('a', 900, 100), group('b', 1, 9)], entities: 2 }),
    );

    expect({ goodMs, countedMs, entities }).toEqual({ goodMs: 901, countedMs: 1_010, entities: 2 });
  });
});

describe('compareRows', () => {
  test('says by how many millionths a row is above the period before', () => {
    const [better, unheardOf] = compareRows(
      [measuredRow(group('a', 99, 1)), measuredRow(group('new', 1, 1))],
      [measuredRow(group('a', 97, 3))],
    );

    expect(better?.changePpm).toBe(20_000);
    expect(unheardOf).not.toHaveProperty('changePpm');
  });
});

describe('worstFirst', () => {
  test('compares exactly, and puts what has no availability last', () => {
    const close = 3_000_000_000_000;
    const rows = [
      measuredRow(group('none', 0, 0, 5)),
      measuredRow(group('good', 10, 0)),
      measuredRow(group('better', close, 2)),
      measuredRow(group('worse', close, 3)),
    ];

    expect(worstFirst(rows).map(({ id }) => id)).toEqual(['worse', 'better', 'good', 'none']);
  });
});
