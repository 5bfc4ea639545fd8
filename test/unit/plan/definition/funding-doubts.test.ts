import { expect, test } from 'vitest';
import { fundingDoubts } from '#plan/definition/funding-doubts.ts';

test.each([
  [{ planned: '48000000000', allocated: '45500000000', disbursed: '31250000000' }, []],
  [{ allocated: '2400000000', disbursed: '2600000000' }, ['disbursed-over-allocated']],
  [{ planned: '2400000000', allocated: '2400000001' }, ['allocated-over-planned']],
  [{ allocated: '2500' }, ['under-a-million']],
  [{ planned: '1000000', allocated: '0' }, []],
  [{ disbursed: '2500' }, ['under-a-million']],
  [
    { planned: '900', allocated: '1000', disbursed: '1100' },
    ['disbursed-over-allocated', 'allocated-over-planned', 'under-a-million'],
  ],
  [{ planned: '999999999999999998', allocated: '999999999999999999' }, ['allocated-over-planned']],
  [{}, []],
])('of %o doubts %j', (amounts, doubts) => {
  expect(fundingDoubts(amounts)).toEqual(doubts);
});
