import { expect, test } from 'vitest';
import { createLineCaps } from '#collector/judge/line-caps.ts';

test('a line carries so many at once, and a place that is given back is free again', () => {
  const caps = createLineCaps(2);

  expect(caps.take(['link:a'])).toBe(true);
  expect(caps.take(['link:a'])).toBe(true);
  expect(caps.take(['link:a'])).toBe(false);
  caps.give(['link:a']);
  expect(caps.take(['link:a'])).toBe(true);
});

test('where one of several lines is full, no place is taken on the others', () => {
  const caps = createLineCaps(1);
  caps.take(['link:a']);

  expect(caps.take(['link:b', 'link:a'])).toBe(false);
  expect(caps.take(['link:b'])).toBe(true);
});

test('what weighs on no line is never held up', () => {
  const caps = createLineCaps(1);

  expect([caps.take([]), caps.take([]), caps.take([])]).toEqual([true, true, true]);
});
