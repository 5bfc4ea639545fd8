import { expect, test } from 'vitest';
import { createPace } from '#collector/probing/pace.ts';

function setUp() {
  const loop = { busyRatio: 0 };
  const pace = createPace(() => loop.busyRatio);
  const look = (busyRatio: number, times: number) => {
    loop.busyRatio = busyRatio;
    for (let count = 0; count < times; count++) pace.look();
    return pace.share();
  };
  return { look };
}

test('all of a pace is kept up while the thread has time to rest', () => {
  expect(setUp().look(0.94, 100)).toBe(1);
});

test('a thread without rest asks less and less, and never nothing', () => {
  const { look } = setUp();

  expect(look(1, 3)).toBeCloseTo(0.51, 2);
  expect(look(1, 1_000)).toBe(0.05);
});

test('what was given up is taken up again within seconds', () => {
  const { look } = setUp();
  look(1, 5);

  expect(look(0.5, 1)).toBeCloseTo(0.43, 2);
  expect(look(0.5, 8)).toBe(1);
});

test('a thread that is asked for more than it can do keeps nearly all that it can', () => {
  const loop = { busyRatio: 0 };
  const pace = createPace(() => loop.busyRatio);
  const shares = Array.from({ length: 200 }, () => {
    // At its whole pace it would need a quarter more time than there is.
    loop.busyRatio = Math.min(1, 1.25 * pace.share());
    pace.look();
    return pace.share();
  });

  for (const share of shares.slice(50)) expect(share).toBeCloseTo(0.97 / 1.25, 2);
});
