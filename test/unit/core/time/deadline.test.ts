import { spawn } from 'node:child_process';
import { getEventListeners, once } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { setFairTimeout, withDeadline } from '#core/time/deadline.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const never = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('cut short')));
  });

test('leaves no timer and no listener behind', async () => {
  const stop = new AbortController().signal;

  await withDeadline(1_000, stop, async () => 'done');

  expect(vi.getTimerCount()).toBe(0);
  expect(getEventListeners(stop, 'abort')).toEqual([]);
});

test('does not start work once stopped', async () => {
  const work = vi.fn(async () => {});

  await expect(withDeadline(1_000, AbortSignal.abort(new Error('stopped')), work)).rejects.toThrow('stopped');
  expect(work).not.toHaveBeenCalled();
});

test('says how long it waited, whatever the work says when it is cut short', async () => {
  const result = withDeadline(1_500, new AbortController().signal, never);
  const expectation = expect(result).rejects.toThrow('no answer within 1500ms');

  await vi.advanceTimersByTimeAsync(1_501);

  await expectation;
});

test('an answer that waited unread while this process was held up is taken', async () => {
  vi.useRealTimers();
  const { stdout } = spawn('sh', ['-c', 'sleep 0.05; echo here']);
  const answer = withDeadline(100, new AbortController().signal, (signal) =>
    once(stdout, 'data', { signal }),
  );
  for (const endMs = performance.now() + 400; performance.now() < endMs; );

  expect(String(await answer)).toBe('here\n');
});

const holdUp = (durationMs: number) => {
  for (const endMs = performance.now() + durationMs; performance.now() < endMs; );
};

test.each([0, 96, 101, 130, 300])(
  'a shorter time within another is up first, held up for %d ms',
  async (heldMs) => {
    vi.useRealTimers();
    const up: string[] = [];
    const outer = withDeadline(100, new AbortController().signal, (signal) => {
      setFairTimeout(() => up.push('inner'), 95, 0);
      return never(signal);
    }).catch(() => up.push('outer'));

    holdUp(heldMs);
    await outer;

    expect(up).toEqual(['inner', 'outer']);
  },
);

test('a time that is up takes what has come by then', async () => {
  vi.useRealTimers();
  const { stdout } = spawn('sh', ['-c', 'sleep 0.05; echo here']);
  const heard = vi.fn();
  stdout.once('data', heard);
  const up = new Promise<void>((resolve) => void setFairTimeout(resolve, 100, 0));

  holdUp(400);
  await up;

  expect(heard).toHaveBeenCalled();
});

test('a stop cuts the work short with its own reason', async () => {
  const stopping = new AbortController();
  const result = withDeadline(60_000, stopping.signal, never);

  stopping.abort(new Error('shutting down'));

  await expect(result).rejects.toThrow('shutting down');
});

test('work that heeds no signal is left behind, after its deadline and after a stop', async () => {
  const stopping = new AbortController();
  const deaf = () => new Promise<never>(() => {});
  const late = expect(withDeadline(1_000, new AbortController().signal, deaf)).rejects.toThrow('within 1s');
  const stopped = expect(withDeadline(60_000, stopping.signal, deaf)).rejects.toThrow('shutting down');

  stopping.abort(new Error('shutting down'));
  await vi.advanceTimersByTimeAsync(5_000);

  await late;
  await stopped;
  expect(vi.getTimerCount()).toBe(0);
});
