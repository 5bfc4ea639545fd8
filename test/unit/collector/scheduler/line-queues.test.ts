import { expect, test } from 'vitest';
import { createLineCaps } from '#collector/judge/line-caps.ts';
import { createLineQueues } from '#collector/scheduler/line-queues.ts';

const caps = () => createLineCaps(1);
const waiting = (entry: number, lines: readonly string[], dueMs = entry) => ({ entry, dueMs, lines });

test('a place that is free wakes the one that waits longest', () => {
  const lines = caps();
  const queues = createLineQueues(lines);
  queues.hold(waiting(7, ['a']), 'a');
  queues.hold(waiting(3, ['a']), 'a');

  expect(queues.wake(['a']).map(({ entry }) => entry)).toEqual([3]);
  expect(queues.wake(['a']).map(({ entry }) => entry)).toEqual([7]);
  expect(queues.wake(['a'])).toEqual([]);
});

test('where another of its lines is full it waits there, and the next has the place', () => {
  const lines = caps();
  const queues = createLineQueues(lines);
  lines.take(['b']);
  queues.hold(waiting(1, ['a', 'b']), 'a');
  queues.hold(waiting(2, ['a']), 'a');

  expect(queues.wake(['a']).map(({ entry }) => entry)).toEqual([2]);
  lines.give(['b']);
  expect(queues.wake(['b']).map(({ entry }) => entry)).toEqual([1]);
});

test('a line that is full again keeps them in their order, and tells since when the oldest waits', () => {
  const lines = caps();
  const queues = createLineQueues(lines);
  queues.hold(waiting(1, ['a']), 'a');
  queues.hold(waiting(2, ['a']), 'a');
  lines.take(['a']);

  expect(queues.wake(['a'])).toEqual([]);
  expect(queues.oldestDueMs()).toBe(1);
  lines.give(['a']);
  expect(queues.wake(['a']).map(({ entry }) => entry)).toEqual([1]);
});
