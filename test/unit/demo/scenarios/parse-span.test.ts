import { expect, test } from 'vitest';
import { hours, minutes, seconds } from '#core/time/units.ts';
import { parseSpanMs } from '#demo/scenarios/parse-span.ts';

test.each([
  ['90s', seconds(90)],
  ['0s', 0],
  ['2h30m', hours(2) + minutes(30)],
  ['1h 5m', undefined],
  ['10', undefined],
  ['10x', undefined],
  ['-5m', undefined],
  ['', undefined],
])('%s', (text, spanMs) => {
  expect(parseSpanMs(text)).toBe(spanMs);
});
