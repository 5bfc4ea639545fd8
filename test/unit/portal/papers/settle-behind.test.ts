import { expect, test } from 'vitest';
import { ActRefused } from '#portal/door/act-refused.ts';
import type { PaperReader } from '#portal/papers/paper-context.ts';
import type { PaperDesk } from '#portal/papers/paper-desk.ts';
import { createSettlingBehind } from '#portal/papers/settle-behind.ts';

const WHO: PaperReader = { account: 'an', role: 'dost', party: 'dost', scope: 'city', seesSecret: false };
const ASKED = { contract: 'keeper', period: '2026-10' };
const WAIT = { wait: true };
const refusal = (code: string) => new ActRefused(code, { en: 'why', vi: 'vì sao' });

/** A desk of which each answer is given by the test. */
function scriptDesk() {
  const asked: PromiseWithResolvers<unknown>[] = [];
  const ask = (async () => {
    const next = Promise.withResolvers<unknown>();
    asked.push(next);
    return await next.promise;
  }) as unknown as PaperDesk['ask'];
  const clock = { nowMs: 1_000_000 };
  return { asked, clock, behind: createSettlingBehind({ ask }, () => clock.nowMs) };
}

test('a period is settled once, however many look at it, and again when somebody looks later', async () => {
  const { asked, behind } = scriptDesk();
  const looks = [behind.settle(ASKED, WHO, WAIT), behind.settle(ASKED, WHO, WAIT)];
  const other = behind.settle({ ...ASKED, period: '2026-11' }, WHO, WAIT);
  expect(asked).toHaveLength(2);

  for (const one of asked) one.resolve(undefined);

  expect(await Promise.all([...looks, other])).toEqual([undefined, undefined, undefined]);
  const again = behind.settle(ASKED, WHO, WAIT);
  expect(asked).toHaveLength(3);
  asked[2]?.resolve(undefined);
  await again;
});

test('what failed is told to everybody for a minute, then tried again, and forgotten when it is there', async () => {
  const { asked, behind, clock } = scriptDesk();
  const first = behind.settle(ASKED, WHO, WAIT);
  asked[0]?.reject(refusal('PAPER_FAILED'));
  const failure = { said: { en: 'why', vi: 'vì sao' }, atMs: 1_000_000 };
  expect(await first).toEqual(failure);

  clock.nowMs += 59_999;
  expect(await behind.settle(ASKED, WHO, WAIT)).toEqual(failure);
  expect(asked).toHaveLength(1);

  clock.nowMs += 1;
  const second = behind.settle(ASKED, WHO, WAIT);
  asked[1]?.resolve(undefined);
  expect(await second).toBeUndefined();
});

test('where many ask, the next look asks again: nothing has failed', async () => {
  const { asked, behind } = scriptDesk();
  const first = behind.settle(ASKED, WHO, WAIT);
  asked[0]?.reject(refusal('PAPER_BUSY'));
  expect(await first).toBeUndefined();

  const second = behind.settle(ASKED, WHO, WAIT);
  expect(asked).toHaveLength(2);
  asked[1]?.resolve(undefined);
  await second;
});

test('whoever sees older figures does not wait for new ones, and a first look not for ever', async () => {
  const { behind } = scriptDesk();

  expect(await behind.settle(ASKED, WHO, { wait: false })).toBeUndefined();
  expect(await behind.settle({ ...ASKED, period: '2026-11' }, WHO, WAIT)).toBeUndefined();
});
