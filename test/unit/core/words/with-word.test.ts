import { expect, test } from 'vitest';
import { withWord } from '#core/words/with-word.ts';

test.each([
  ['Trụ sở UBND', 'đầu ghi hình Trụ sở UBND'],
  ['Đầu ghi – Trụ sở UBND', 'đầu ghi – Trụ sở UBND'],
  ['Đầu ghi hình số 1', 'đầu ghi hình số 1'],
  ['nvr-12', 'NVR-12'],
  ['ĐẦU GHI', 'đầu ghi'],
  ['NVR12', 'đầu ghi hình NVR12'],
  ['Đầu ghiền', 'đầu ghi hình Đầu ghiền'],
  ['', 'đầu ghi hình '],
])('a recorder called %j is told as %j', (name, told) => {
  expect(withWord('đầu ghi hình', name, ['đầu ghi', 'NVR'])).toBe(told);
});
