import { expect, test } from 'vitest';
import { createClock } from '#core/clock.ts';

function fakeClock() {
  const time = { wallMs: 1_000_000, monotonicMs: 500 };
  const clock = createClock({
    wallMs: () => time.wallMs,
    monotonicMs: () => time.monotonicMs,
    toleranceMs: 1_000,
  });
  return { time, clock };
}

test('advances with the monotonic clock, whatever the wall clock does', () => {
  const { time, clock } = fakeClock();

  time.monotonicMs += 2_000;
  time.wallMs -= 3_600_000;

  expect(clock.nowMs()).toBe(1_002_000);
});

test('a step forwards is taken over and reported', () => {
  const { time, clock } = fakeClock();
  time.wallMs += 60_000;

  expect(clock.resync()).toEqual({ fromMs: 1_000_000, toMs: 1_060_000 });
  expect(clock.nowMs()).toBe(1_060_000);
});

test('a step backwards is taken over and reported', () => {
  const { time, clock } = fakeClock();
  time.wallMs -= 60_000;

  expect(clock.resync()).toEqual({ fromMs: 1_000_000, toMs: 940_000 });
  expect(clock.nowMs()).toBe(940_000);
});

test('a small difference is no step, and time never runs backwards for it', () => {
  const { time, clock } = fakeClock();
  expect(clock.nowMs()).toBe(1_000_000);
  time.wallMs -= 300;

  expect(clock.resync()).toBeUndefined();
  expect(clock.nowMs()).toBe(1_000_000);
  time.monotonicMs += 500;
  expect(clock.nowMs()).toBe(1_000_200);
});
