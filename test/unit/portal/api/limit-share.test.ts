import { expect, test } from 'vitest';
import { limitShare } from '#portal/api/limit-share.ts';

function setUp() {
  const clock = { ms: 0 };
  const ask = limitShare(
    function* costing(costMs: number) {
      for (let step = 0; step < 2; step++) {
        clock.ms += costMs / 2;
        yield;
      }
      return costMs;
    },
    { elapsedMs: () => clock.ms, workedMs: () => clock.ms },
  );
  return { clock, ask };
}

const BUSY = {
  code: 'PORTAL_BUSY',
  status: 503,
  message: 'expected fewer or smaller questions, got more than the server may answer; ask again in 17 s',
};

test('small questions are answered one after the other', async () => {
  const { ask } = setUp();
  expect(await Promise.all(Array.from({ length: 100 }, () => ask(7)))).toHaveLength(100);
});

test('a question that took long makes the next one wait until a tenth of the time is kept', async () => {
  const { clock, ask } = setUp();
  expect(await ask(3_000)).toBe(3_000);

  await expect(ask(1)).rejects.toMatchObject(BUSY);
  clock.ms += 17_000;
  expect(await ask(1)).toBe(1);
});

test('who waits behind a question that took long is turned away as well', async () => {
  const { ask } = setUp();

  const [first, second] = [ask(3_000), ask(1)];

  expect(await first).toBe(3_000);
  await expect(second).rejects.toMatchObject({ code: 'PORTAL_BUSY' });
});

test('a question that fails counts as well, and holds nobody up', async () => {
  let ms = 0;
  const ask = limitShare(
    // biome-ignore lint/correctness/useYield: it fails before.
    function* failing() {
      ms += 5_000;
      throw new Error('broken');
    },
    { elapsedMs: () => ms, workedMs: () => ms },
  );
  await expect(ask(undefined)).rejects.toThrow('broken');
  await expect(ask(undefined)).rejects.toMatchObject({ code: 'PORTAL_BUSY' });
});

test('an account that asked little is answered though another has taken all, and no further', async () => {
  let ms = 0;
  const ask = limitShare(
    function* taking({ costMs }: { readonly who?: string; readonly costMs: number }) {
      ms += costMs;
      yield;
      return costMs;
    },
    { elapsedMs: () => ms, workedMs: () => ms, whoOf: ({ who }) => who },
  );
  expect(await ask({ who: 'hoa', costMs: 60_000 })).toBe(60_000);

  for (const who of ['hoa', undefined])
    await expect(ask({ ...(who && { who }), costMs: 1 })).rejects.toMatchObject({ code: 'PORTAL_BUSY' });
  expect(await ask({ who: 'an', costMs: 900 })).toBe(900);
  expect(await ask({ who: 'an', costMs: 300 })).toBe(300);
  await expect(ask({ who: 'an', costMs: 1 })).rejects.toMatchObject({ code: 'PORTAL_BUSY' });
});
