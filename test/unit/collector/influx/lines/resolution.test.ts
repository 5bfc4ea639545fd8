import { describe, expect, test } from 'vitest';
import { portWindowMs } from '#collector/influx/lines/resolution.ts';
import { hours, minutes } from '#core/time/units.ts';

describe('the polls of a port', () => {
  test.each([
    ['every-reading', 'line-1', 0],
    ['every-reading', undefined, 0],
    ['summaries', 'line-1', minutes(5)],
    ['summaries', undefined, hours(1)],
  ] as const)('are one point, of %s with link %s, over %i ms', (resolution, linkId, windowMs) => {
    expect(portWindowMs(resolution, linkId)).toBe(windowMs);
  });
});
