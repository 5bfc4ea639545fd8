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

  expect(look(1, 3)).toBeCloseTo(0.8, 2);
  expect(look(1, 4)).toBeCloseTo(0.48, 2);
  expect(look(1, 1_000)).toBe(0.05);
});

test('what was given up is taken up again within seconds', () => {
  const { look } = setUp();
  look(1, 9);

  expect(look(0.5, 1)).toBeCloseTo(0.36, 1);
  expect(look(0.5, 12)).toBe(1);
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

  for (const share of shares.slice(50)) expect(share).toBeCloseTo(0.95 / 1.25, 2);
});

test('work of before that is still answered is not taken for work of the slower pace', () => {
  const loop = { busyRatio: 0 };
  const pace = createPace(() => loop.busyRatio);
  const asked = [1, 1, 1, 1, 1];
  const looks = Array.from({ length: 400 }, () => {
    asked.push(pace.share());
    // What is asked keeps it busy for two seconds.
    loop.busyRatio = Math.min(1, (1.25 * asked.slice(-5).reduce((sum, share) => sum + share)) / 5);
    pace.look();
    return loop.busyRatio;
  }).slice(100);

  expect(Math.min(...looks)).toBeGreaterThan(0.9);
  expect(Math.max(...looks)).toBeLessThan(0.99);
});
