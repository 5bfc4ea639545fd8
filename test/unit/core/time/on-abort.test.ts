import { getEventListeners } from 'node:events';
import { expect, test, vi } from 'vitest';
import { onAbort } from '#core/time/on-abort.ts';

test('tells all that wait, once, and none that took it back', () => {
  const stop = new AbortController();
  const [stays, goes] = [vi.fn(), vi.fn()];
  onAbort(stop.signal, stays);
  onAbort(stop.signal, stays);
  onAbort(stop.signal, goes)();

  stop.abort();

  expect(stays).toHaveBeenCalledTimes(2);
  expect(goes).not.toHaveBeenCalled();
});

test('is one listener however many wait', () => {
  const { signal } = new AbortController();

  for (let each = 0; each < 1_000; each++) onAbort(signal, () => undefined);

  expect(getEventListeners(signal, 'abort')).toHaveLength(1);
});

test('leaves no listener behind when the last one took it back', () => {
  const { signal } = new AbortController();
  const [first, second] = [onAbort(signal, () => undefined), onAbort(signal, () => undefined)];

  first();
  second();

  expect(getEventListeners(signal, 'abort')).toEqual([]);
});
