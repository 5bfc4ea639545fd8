import { expect, test } from 'vitest';
import { figureWords } from '#reports/annual/frame/figure-words.ts';

test.each([
  ['movement.city.camera.closing', 'số camera cuối kỳ'],
  ['movement.city.*.installed', 'số thiết bị lắp mới'],
  ['movement.city.nvr.scrapped', 'số đầu ghi hình thanh lý'],
  ['targets.rows.cameras.present', 'chỉ tiêu targets.rows.cameras.present'],
])('the figure %s is called %s', (id, words) => {
  expect(figureWords(id)).toBe(words);
});
