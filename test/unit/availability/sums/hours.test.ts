import { expect, test } from 'vitest';
import { sumHours } from '#availability/sums/hours.ts';
import { hours, minutes } from '#core/time/units.ts';

const NOTHING = { upMs: 0, degradedMs: 0, downMs: 0, unknownMs: 0, outOfServiceMs: 0 };

test('divides segments by the clock and adds up each state', () => {
  const sums = sumHours([
    { fromMs: minutes(30), toMs: minutes(150), state: 'up' },
    { fromMs: minutes(150), toMs: minutes(160), state: 'down', reason: 'timeout' },
    { fromMs: minutes(160), toMs: minutes(170), state: 'down', reason: 'refused' },
    { fromMs: minutes(170), toMs: minutes(175), state: 'out-of-service' },
    { fromMs: minutes(175), toMs: minutes(180), state: 'unknown', reason: 'blind' },
  ]);

  expect(sums).toEqual([
    { ...NOTHING, hourMs: 0, upMs: minutes(30) },
    { ...NOTHING, hourMs: hours(1), upMs: minutes(60) },
    {
      ...NOTHING,
      hourMs: hours(2),
      upMs: minutes(30),
      downMs: minutes(20),
      outOfServiceMs: minutes(5),
      unknownMs: minutes(5),
    },
  ]);
});

test('hours before 1970 are hours too', () => {
  expect(sumHours([{ fromMs: -1, toMs: 1, state: 'degraded' }])).toEqual([
    { ...NOTHING, hourMs: -hours(1), degradedMs: 1 },
    { ...NOTHING, hourMs: 0, degradedMs: 1 },
  ]);
});
