import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEventQueue } from '#simulator/history/event-queue.ts';

test('hands out what is due earliest, and of what is due together what was put in first', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (instants) => {
      const queue = createEventQueue<{ atMs: number; index: number }>();
      for (const [index, atMs] of instants.entries()) queue.push(atMs, { atMs, index });

      const popped = instants.map(() => queue.pop());

      const expected = instants
        .map((atMs, index) => ({ atMs, index }))
        .toSorted((a, b) => a.atMs - b.atMs || a.index - b.index);
      expect(popped).toEqual(expected);
      expect(queue.pop()).toBeUndefined();
      expect(queue.nextMs()).toBe(Number.POSITIVE_INFINITY);
    }),
  );
});

test('goes on in order while more is put in', () => {
  const queue = createEventQueue<string>();
  queue.push(5, 'five');
  queue.push(1, 'one');

  const first = queue.pop();
  queue.push(3, 'three');

  expect([first, queue.pop(), queue.nextMs()]).toEqual(['one', 'three', 5]);
});
