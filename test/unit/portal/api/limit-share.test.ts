import { expect, test } from 'vitest';
import { limitShare } from '#portal/api/limit-share.ts';

function setUp() {
  const clock = { ms: 0 };
  const ask = limitShare(
    (costMs: number) => {
      clock.ms += costMs;
      return costMs;
    },
    () => clock.ms,
  );
  return { clock, ask };
}

test('small questions are answered one after the other', () => {
  const { ask } = setUp();
  expect(Array.from({ length: 100 }, () => ask(7))).toHaveLength(100);
});

test('a question that took long makes the next one wait until a tenth of the time is kept', () => {
  const { clock, ask } = setUp();
  expect(ask(3_000)).toBe(3_000);

  const busy = {
    code: 'PORTAL_BUSY',
    status: 503,
    message: 'expected fewer or smaller questions, got more than the server may answer; ask again in 17 s',
  };
  expect(() => ask(1)).toThrow(expect.objectContaining(busy));
  clock.ms += 17_000;
  expect(ask(1)).toBe(1);
});

test('a question that fails counts as well', () => {
  let ms = 0;
  const ask = limitShare(
    () => {
      ms += 5_000;
      throw new Error('broken');
    },
    () => ms,
  );
  expect(() => ask(undefined)).toThrow('broken');
  expect(() => ask(undefined)).toThrow(expect.objectContaining({ code: 'PORTAL_BUSY' }));
});
