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

  expect(look(1, 10)).toBeCloseTo(0.8, 2);
  expect(look(1, 10)).toBeCloseTo(0.48, 2);
  expect(look(1, 1_000)).toBe(0.05);
});

test('what was given up is taken up again within seconds', () => {
  const { look } = setUp();
  look(1, 20);

  expect(look(0.5, 20)).toBeGreaterThan(0.7);
  expect(look(0.5, 20)).toBe(1);
});

test('while others have the processors for a moment it goes on as before', () => {
  const { look } = setUp();
  look(0.7, 10);

  for (let round = 0; round < 10; round++) {
    expect(look(1, 4)).toBe(1);
    expect(look(0.7, 6)).toBe(1);
  }
});

test('a thread that is asked for more than it can do keeps nearly all that it can', () => {
  const loop = { busyRatio: 0 };
  const pace = createPace(() => loop.busyRatio);
  const asked = [1, 1, 1, 1, 1];
  const looks = Array.from({ length: 400 }, () => {
    asked.push(pace.share());
    // At its whole pace it would need a quarter more time than there is, and what is asked keeps it busy for two seconds.
    loop.busyRatio = Math.min(1, (1.25 * asked.slice(-5).reduce((sum, share) => sum + share)) / 5);
    pace.look();
    return { share: pace.share(), busyRatio: loop.busyRatio };
  }).slice(200);

  for (const { share } of looks) expect(share).toBeCloseTo(0.95 / 1.25, 2);
});
