import { expect, test } from 'vitest';
import { rootWords } from '#reports/annual/frame/words.ts';

test('what downtime began at is told in Vietnamese, also where a claim decided it', () => {
  expect(['self', 'link', 'third-party', 'client', 'force-majeure'].map(rootWords)).toEqual([
    'bản thân thiết bị',
    'đường truyền',
    'bên thứ ba',
    'phía đơn vị sử dụng',
    'sự kiện bất khả kháng',
  ]);
});
