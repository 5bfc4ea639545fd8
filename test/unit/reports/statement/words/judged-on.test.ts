import { expect, test } from 'vitest';
import { judgedOn } from '#reports/statement/words/figure-rows.ts';
import { createWords } from '#reports/statement/words/words.ts';
import { ZONE } from '#test/support/sla-input.ts';

const words = createWords('en', ZONE, (_style, text) => text);
const coverageOf = (knownMs: number, percent: string) => ({
  coverage: { knownMs, inServiceMs: 100_000, percent },
});

test('targets say on how little of the time they were judged', () => {
  expect(judgedOn(coverageOf(300, '0.300'), words)).toBe(
    ', judged on 0.300 % of the time: nothing is known of the rest',
  );
});

test('and nothing where nearly all of it is known', () => {
  expect(judgedOn(coverageOf(90_000, '90.000'), words)).toBe('');
});
