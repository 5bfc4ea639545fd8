import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { days, minutes, seconds } from '#core/time/units.ts';
import { runAtTimes } from '#server/at-times.ts';

const START_MS = Date.parse('2026-03-01T10:00:30Z');

beforeEach(() => void vi.useFakeTimers({ now: START_MS }));
afterEach(() => void vi.useRealTimers());

function everyMinute() {
  const ran: number[] = [];
  const work = runAtTimes('* * * * *', () => void ran.push(Date.now()));
  onTestFinished(work.close);
  return ran;
}

test('work runs in the first second of each of its minutes, until it is closed', async () => {
  const ran: number[] = [];
  const work = runAtTimes('1 0 * * *', () => void ran.push(Date.now()), { timeZone: 'Asia/Ho_Chi_Minh' });

  await vi.advanceTimersByTimeAsync(days(2));
  await work.close();
  await vi.advanceTimersByTimeAsync(days(2));

  const expected = ['2026-03-01T17:01:00Z', '2026-03-02T17:01:00Z'].map((time) => Date.parse(time));
  expect(ran).toEqual(expected);
  expect(vi.getTimerCount()).toBe(0);
});

test('a clock that is ten years ahead for a while: work runs once for all of them, and goes on each minute when it is back', async () => {
  const ran = everyMinute();

  vi.setSystemTime(START_MS + days(3_652));
  await vi.advanceTimersByTimeAsync(seconds(85));
  expect(ran.length).toBe(2);
  vi.setSystemTime(START_MS + seconds(85));
  await vi.advanceTimersByTimeAsync(minutes(3));

  expect(ran.length).toBe(5);
});

test('what is due while this process is held up runs late, and once', async () => {
  const ran = everyMinute();

  vi.setSystemTime(START_MS + minutes(10));
  await vi.advanceTimersByTimeAsync(seconds(1));

  expect(ran).toEqual([START_MS + minutes(10) + seconds(1)]);
});
