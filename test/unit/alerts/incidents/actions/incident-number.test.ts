import { expect, test } from 'vitest';
import { incidentsNumbered, numberIncidents } from '#alerts/incidents/actions/incident-number.ts';

const TIME_ZONE = 'Asia/Ho_Chi_Minh';
const at = (text: string) => Date.parse(`${text}+07:00`);
const NOW_MS = at('2026-11-30T12:00');

/** A record of openings, in the order in which they were put on record. */
const recordOf = (...openings: readonly (readonly [id: string, opened: string])[]) => ({
  openedBetween: (fromMs: number, toMs: number) =>
    openings.filter(([, text]) => at(text) >= fromMs && at(text) < toMs).map(([id]) => id),
});
const numbersOf = (record: ReturnType<typeof recordOf>, ...those: readonly (readonly [string, string])[]) =>
  Object.fromEntries(
    numberIncidents(
      record,
      those.map(([id, text]) => ({ id, openedMs: at(text) })),
      TIME_ZONE,
    ),
  );
const numbered = (record: ReturnType<typeof recordOf>, text: string) =>
  incidentsNumbered(record, text, { timeZone: TIME_ZONE, nowMs: NOW_MS });

test('an incident has the day of its opening by the clock of the city, and its place among those of that day', () => {
  const [late, first, second] = [
    ['a', '2026-11-23T23:59:59.999'],
    ['b', '2026-11-24T00:00'],
    ['c', '2026-11-24T23:00'],
  ] as const;
  const record = recordOf(late, first, second);

  expect(numbersOf(record, second, late, first)).toEqual({ a: '1123-01', b: '1124-01', c: '1124-02' });
});

test('what comes later, also with an instant before, takes no number from what was there', () => {
  const known = ['b', '2026-11-24T10:00'] as const;
  const before = recordOf(known);
  const later = recordOf(known, ['a', '2026-11-24T09:00']);

  expect(numbersOf(before, known)).toEqual({ b: '1124-01' });
  expect(numbersOf(later, known)).toEqual({ b: '1124-01' });
});

test('a day of a storm has as many digits as it needs', () => {
  const storm = Array.from({ length: 1_000 }, (_, index) => [`i${index}`, '2026-11-24T01:00'] as const);

  expect(numbersOf(recordOf(...storm), ['i8', '2026-11-24T01:00'], ['i999', '2026-11-24T01:00'])).toEqual({
    i8: '1124-09',
    i999: '1124-1000',
  });
});

test('an incident whose opening is not on record has no number', () => {
  expect(numbersOf(recordOf(), ['a', '2026-11-24T01:00'])).toEqual({});
});

test.each(['1124-02', '1124-2', ' 1124 02 ', '1124-002'])('%j is found', (text) => {
  const record = recordOf(['a', '2026-11-24T01:00'], ['b', '2026-11-24T02:00']);

  expect(numbered(record, text)).toEqual(['b']);
});

test.each(['1124-03', '1124-00', '1124', '1331-01', '0230-01', 'cam-1124-02', '1124-02x', ''])(
  '%j is none',
  (text) => {
    const record = recordOf(['a', '2026-11-24T01:00'], ['b', '2026-11-24T02:00']);

    expect(numbered(record, text)).toEqual([]);
  },
);

test('of several years the same number is told of each, the last first', () => {
  const record = recordOf(['old', '2024-02-29T01:00'], ['x', '2025-11-24T01:00'], ['y', '2026-11-24T01:00']);

  expect(numbered(record, '1124-01')).toEqual(['y', 'x']);
  expect(numbered(record, '0229-01')).toEqual(['old']);
});
