import { expect, test } from 'vitest';
import { parseRelativeTime, parseSpan } from '#grafana/reading/relative-time.ts';

const NOW_MS = Date.UTC(2026, 10, 26, 12, 34, 56, 789);
const text = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString());

test.each([
  ['now', 'from', '2026-11-26T12:34:56.789Z'],
  ['now-90m', 'from', '2026-11-26T11:04:56.789Z'],
  ['now-1w', 'from', '2026-11-19T12:34:56.789Z'],
  ['now-2M', 'from', '2026-09-26T12:34:56.789Z'],
  ['now-1y', 'from', '2025-11-26T12:34:56.789Z'],
  ['now/d', 'from', '2026-11-26T00:00:00.000Z'],
  ['now/d', 'to', '2026-11-26T23:59:59.999Z'],
  ['now/w', 'from', '2026-11-23T00:00:00.000Z'],
  ['now/M', 'from', '2026-11-01T00:00:00.000Z'],
  ['now-1M/M', 'to', '2026-10-31T23:59:59.999Z'],
  ['now/y', 'from', '2026-01-01T00:00:00.000Z'],
] as const)('%s as %s', (relative, edge, expected) => {
  expect(text(parseRelativeTime(relative, NOW_MS, edge))).toBe(expected);
});

test('other texts are none', () => {
  expect(parseRelativeTime('2026-11-26', NOW_MS, 'from')).toBeUndefined();
  expect(parseSpan('soon', NOW_MS)).toBeUndefined();
});

test('a span is as long as it says, or since then', () => {
  expect(parseSpan('1h', NOW_MS)).toBe(3_600_000);
  expect(text(NOW_MS - (parseSpan('now/d', NOW_MS) ?? 0))).toBe('2026-11-26T00:00:00.000Z');
});
