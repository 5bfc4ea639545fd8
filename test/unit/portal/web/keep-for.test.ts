import { expect, test } from 'vitest';
import { keepFor } from '#portal/web/keep-for.ts';

function counted(tookMs = 0) {
  const clock = { nowMs: 1_000, elapsedMs: 0 };
  let built = 0;
  const get = keepFor(
    1_000,
    () => clock.nowMs,
    () => {
      clock.elapsedMs += tookMs;
      return ++built;
    },
    () => clock.elapsedMs,
  );
  return { clock, get };
}

test('builds once for all who ask within the time', () => {
  const { clock, get } = counted();
  get();
  clock.nowMs += 999;

  expect(get()).toBe(1);
});

test('builds anew when the time is over', () => {
  const { clock, get } = counted();
  get();
  clock.nowMs += 1_000;

  expect(get()).toBe(2);
});

test('builds anew when the clock was set back', () => {
  const { clock, get } = counted();
  get();
  clock.nowMs -= 60_000;

  expect(get()).toBe(2);
});

test('keeps what took long ten times as long as it took', () => {
  const { clock, get } = counted(400);
  get();
  clock.nowMs += 3_999;
  const stillKept = get();
  clock.nowMs += 1;

  expect([stillKept, get()]).toEqual([1, 2]);
});
