import { expect, test } from 'vitest';
import type { Block } from '#documents/model/block.ts';
import { dropOutOfScope } from '#reports/annual/frame/drop-out-of-scope.ts';

const title = (text: string): Block => ({ kind: 'clause', title: text });
const missing = (reason: string): Block => ({
  kind: 'missing',
  subject: 'Đường truyền',
  because: 'lý do',
  reason,
});

test('what a report is not about goes with its title; what is missing for another reason stays', () => {
  expect(
    dropOutOfScope([
      title('A'),
      missing('not-in-scope'),
      title('B'),
      missing('no-traffic'),
      title('C'),
      missing('not-in-scope'),
    ]),
  ).toEqual([title('B'), missing('no-traffic')]);
});
