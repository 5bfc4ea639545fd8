import { expect, test } from 'vitest';
import { createTokenBucket } from '#collector/influx/queue/token-bucket.ts';

test('lets one second’s worth through at once and then no more than its rate', () => {
  const bucket = createTokenBucket(1_000);

  expect(bucket.waitMs(0)).toBe(0);
  bucket.take(1_500, 0);

  expect(bucket.waitMs(0)).toBeGreaterThanOrEqual(500);
  expect(bucket.waitMs(499)).toBeGreaterThan(0);
  expect(bucket.waitMs(502)).toBe(0);
});

test('a clock that goes back fills nothing', () => {
  const bucket = createTokenBucket(1_000);
  bucket.take(2_000, 10_000);

  expect(bucket.waitMs(0)).toBeGreaterThan(0);
});

test('over a long time it lets through what its rate says', () => {
  const bucket = createTokenBucket(10_000);
  let sent = 0;
  for (let nowMs = 0; nowMs < 60_000; nowMs += 10) {
    if (bucket.waitMs(nowMs) > 0) continue;
    bucket.take(3_000, nowMs);
    sent += 3_000;
  }

  expect(sent).toBeGreaterThan(590_000);
  expect(sent).toBeLessThan(625_000);
});
