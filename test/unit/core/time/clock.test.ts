import { expect, test } from 'vitest';
import { createClock, followClock } from '#core/time/clock.ts';
import { days, hours, minutes, seconds } from '#core/time/units.ts';

const START_MS = Date.UTC(2026, 10, 28, 3);

/** A machine: its monotonic clock stands still while it sleeps, the time since its start does not. */
function fakeClock(limitMs = hours(1)) {
  const time = { wallMs: START_MS, monotonicMs: 500, elapsedMs: 700 };
  const clock = createClock({
    wallMs: () => time.wallMs,
    monotonicMs: () => time.monotonicMs,
    elapsedMs: () => time.elapsedMs,
    toleranceMs: 1_000,
    limitMs: () => limitMs,
  });
  const pass = (ms: number) => {
    time.wallMs += ms;
    time.monotonicMs += ms;
    time.elapsedMs += ms;
  };
  const sleep = (ms: number) => {
    time.wallMs += ms;
    time.elapsedMs += ms;
  };
  const step = (ms: number) => {
    time.wallMs += ms;
  };
  return { time, clock, pass, sleep, step };
}

test('advances with the monotonic clock, whatever the wall clock does', () => {
  const { clock, pass, step } = fakeClock();

  pass(2_000);
  step(-hours(1));

  expect(clock.nowMs()).toBe(START_MS + 2_000);
});

test.each([
  ['forwards', minutes(1)],
  ['backwards', -minutes(1)],
  ['forwards by as much as the limit', hours(1)],
  ['backwards by as much as the limit', -hours(1)],
])('a step %s is taken over and reported', (_, byMs) => {
  const { clock, step } = fakeClock();
  step(byMs);

  expect(clock.resync()).toEqual({ kind: 'step', fromMs: START_MS, toMs: START_MS + byMs });
  expect(clock.nowMs()).toBe(START_MS + byMs);
  expect(clock.doubt()).toBeUndefined();
});

test('a small difference is no step, and time never runs backwards for it', () => {
  const { clock, pass, step } = fakeClock();
  expect(clock.nowMs()).toBe(START_MS);
  step(-300);

  expect(clock.resync()).toBeUndefined();
  expect(clock.nowMs()).toBe(START_MS);
  pass(500);
  expect(clock.nowMs()).toBe(START_MS + 200);
});

test.each([
  ['ten years forwards', days(3_652)],
  ['a millisecond beyond the limit forwards', hours(1) + 1],
  ['a day backwards', -days(1)],
  ['a millisecond beyond the limit backwards', -hours(1) - 1],
])('%s is not believed: our clock goes on without it, until the wall clock is back', (_, byMs) => {
  const { clock, pass, step } = fakeClock();
  step(byMs);

  expect(clock.resync()).toEqual({ kind: 'doubt', fromMs: START_MS, toMs: START_MS });
  expect(clock.doubt()).toEqual({ cause: 'step', sinceMs: START_MS, offMs: byMs });
  pass(seconds(16));
  expect(clock.resync()).toBeUndefined();
  expect(clock.nowMs()).toBe(START_MS + seconds(16));

  step(-byMs);
  expect(clock.resync()).toEqual({
    kind: 'trusted',
    fromMs: START_MS + seconds(16),
    toMs: START_MS + seconds(16),
  });
  expect(clock.doubt()).toBeUndefined();
});

test('steps that are each within the limit add up, until somebody confirms the time', () => {
  const { clock, step } = fakeClock();
  step(minutes(40));
  expect(clock.resync()?.kind).toBe('step');
  step(minutes(40));

  expect(clock.resync()?.kind).toBe('doubt');
  expect(clock.doubt()?.offMs).toBe(minutes(80));

  clock.confirm();
  expect(clock.resync()).toEqual({
    kind: 'trusted',
    fromMs: START_MS + minutes(40),
    toMs: START_MS + minutes(80),
  });
  step(minutes(40));
  expect(clock.resync()?.kind).toBe('step');
});

test('a machine that slept has no wrong clock, however long it slept', () => {
  const { clock, sleep } = fakeClock();
  sleep(hours(9));

  expect(clock.resync()).toEqual({ kind: 'suspend', fromMs: START_MS, toMs: START_MS + hours(9) });
  expect(clock.doubt()).toBeUndefined();
});

test('in doubt our clock counts the time asleep too', () => {
  const { clock, sleep, step } = fakeClock();
  step(days(3_652));
  clock.resync();
  sleep(hours(9));

  expect(clock.resync()).toBeUndefined();
  expect(clock.nowMs()).toBe(START_MS + hours(9));
});

test('a clock that was stepped while the machine slept is a doubt, counted from when it woke', () => {
  const { clock, sleep, step } = fakeClock();
  sleep(hours(9));
  step(hours(2));

  expect(clock.resync()).toEqual({ kind: 'doubt', fromMs: START_MS, toMs: START_MS + hours(9) });
  expect(clock.doubt()?.offMs).toBe(hours(2));
});

test('where no clock counts sleep, it cannot be told from a step', () => {
  const time = { wallMs: START_MS, monotonicMs: 0 };
  const clock = createClock({
    wallMs: () => time.wallMs,
    monotonicMs: () => time.monotonicMs,
    limitMs: () => hours(1),
  });
  time.wallMs += hours(9);

  expect(clock.resync()?.kind).toBe('doubt');
});

test('who is told otherwise goes on from what is known, and the next look tells of it', () => {
  const { clock } = fakeClock();

  clock.distrust('time-servers', START_MS - days(3));

  expect(clock.nowMs()).toBe(START_MS - days(3));
  expect(clock.doubt()).toEqual({ cause: 'time-servers', sinceMs: START_MS - days(3), offMs: days(3) });
  expect(clock.resync()).toEqual({ kind: 'doubt', fromMs: START_MS, toMs: START_MS - days(3) });
  expect(clock.resync()).toBeUndefined();
});

test('a confirmation without a doubt only says from where steps are counted', () => {
  const { clock, step } = fakeClock();
  step(minutes(40));
  clock.resync();

  clock.confirm();

  expect(clock.resync()).toBeUndefined();
  step(minutes(40));
  expect(clock.resync()?.kind).toBe('step');
});

test('another thread follows what is believed, not the wall clock', () => {
  const { time, clock, pass, step } = fakeClock();
  const followed = followClock(clock.shared, () => time.monotonicMs);
  pass(500);
  expect(followed()).toBe(START_MS + 500);
  step(days(3_652));
  clock.resync();
  expect(followed()).toBe(START_MS + 500);
  clock.confirm();
  expect(followed()).toBe(START_MS + 500 + days(3_652));
});
