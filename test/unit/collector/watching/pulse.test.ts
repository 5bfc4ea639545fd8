import { afterEach, expect, test, vi } from 'vitest';
import { startPulse } from '#collector/watching/pulse.ts';

afterEach(() => vi.useRealTimers());

function start() {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  let ms = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => ms);
  const stopping = new AbortController();
  const pulse = startPulse(stopping.signal);
  return {
    ...{ pulse, stopping },
    run: (seconds: number) => {
      for (let beat = 0; beat < seconds; beat++) {
        ms += 1_000;
        vi.advanceTimersByTime(1_000);
      }
    },
    suspend: (seconds: number) => {
      ms += seconds * 1_000;
    },
  };
}

test('long work that lets timers have their turn is no pause', () => {
  const { pulse, run } = start();

  run(60);

  expect(pulse.takeLongestPauseMs()).toBe(1_000);
});

test('a pause is told once, whether or not the timer came again since', () => {
  const { pulse, run, suspend } = start();
  run(3);
  suspend(40);
  run(5);
  expect(pulse.takeLongestPauseMs()).toBe(41_000);
  run(5);
  expect(pulse.takeLongestPauseMs()).toBe(1_000);

  suspend(50);
  expect(pulse.takeLongestPauseMs()).toBe(50_000);
});

test('ends with the collector', () => {
  const { stopping } = start();

  stopping.abort();

  expect(vi.getTimerCount()).toBe(0);
});
