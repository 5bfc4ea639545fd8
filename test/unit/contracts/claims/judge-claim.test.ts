import { expect, test } from 'vitest';
import { readTerms } from '#config/contract-terms/read-terms.ts';
import { judgeClaim } from '#contracts/claims/judge-claim.ts';

test('seconds that are not claimed are told, but of what lasts none that could not be claimed yet', () => {
  const { terms } = readTerms(
    {
      ...{ id: 'keeper', name: 'keeper', contractor: 'a', fromMs: 0, sample: true },
      terms: { indicator: 'reach', period: 'month', availability: '99.5%', excused: ['power-cut'] },
    },
    { timeZone: 'Asia/Ho_Chi_Minh', calendars: new Map() },
  );
  if (!terms) throw new Error('expected terms');
  const outages = [
    { entity: 'device:over', fromMs: 40_000, toMs: 100_500 },
    { entity: 'device:lasting', fromMs: 60_000 },
  ] as const;

  const judged = judgeClaim({ cause: 'power-cut', interval: { fromMs: 50_000, toMs: 100_000 } }, outages, {
    terms,
    nowMs: 130_000,
  });

  expect(judged).toEqual([
    {
      ...{ entity: 'device:over', askedMs: 50_000, excusedMs: 50_000 },
      leftOut: [
        { fromMs: 40_000, toMs: 50_000 },
        { fromMs: 100_000, toMs: 100_500 },
      ],
    },
    { entity: 'device:lasting', askedMs: 40_000, excusedMs: 40_000, leftOut: [] },
  ]);
});
