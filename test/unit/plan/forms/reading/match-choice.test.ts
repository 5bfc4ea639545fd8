import { expect, it } from 'vitest';
import { nearestFirst } from '#plan/forms/reading/match-choice.ts';

it('tells first what begins as it was typed, the rest in its order', () => {
  const labels = ['Sở Xây dựng', 'UBND quận Ba Đình', 'Công an thành phố Hà Nội', 'Công ty điện lực'];
  expect(nearestFirst(labels, 'cong an TP')).toEqual([
    'Công an thành phố Hà Nội',
    'Công ty điện lực',
    'Sở Xây dựng',
    'UBND quận Ba Đình',
  ]);
});
