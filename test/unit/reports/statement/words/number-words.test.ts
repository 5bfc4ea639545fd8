import { describe, expect, test } from 'vitest';
import { numberWords } from '#reports/statement/words/number-words.ts';

const CASES: readonly (readonly [bigint, vi: string, en: string])[] = [
  [0n, 'không', 'zero'],
  [5n, 'năm', 'five'],
  [10n, 'mười', 'ten'],
  [15n, 'mười lăm', 'fifteen'],
  [21n, 'hai mươi mốt', 'twenty-one'],
  [54n, 'năm mươi tư', 'fifty-four'],
  [105n, 'một trăm lẻ năm', 'one hundred five'],
  [1_005n, 'một nghìn không trăm lẻ năm', 'one thousand five'],
  [45_000n, 'bốn mươi lăm nghìn', 'forty-five thousand'],
  [
    2_741_806n,
    'hai triệu bảy trăm bốn mươi mốt nghìn tám trăm lẻ sáu',
    'two million seven hundred forty-one thousand eight hundred six',
  ],
  [12_000_000_030n, 'mười hai tỷ không trăm ba mươi', 'twelve billion thirty'],
  [1_500_000_000_000n, 'một nghìn năm trăm tỷ', 'one thousand five hundred billion'],
];

describe('numberWords', () => {
  test.each(CASES)('reads %d aloud', (value, vi, en) => {
    expect([numberWords('vi')(value), numberWords('en')(value)]).toEqual([vi, en]);
  });
});
