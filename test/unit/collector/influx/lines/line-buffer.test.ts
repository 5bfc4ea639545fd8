import { expect, test } from 'vitest';
import { createLineBuffer } from '#collector/influx/lines/line-buffer.ts';

test('joins lines as UTF-8, however many and however long', () => {
  const buffer = createLineBuffer();
  const lines = Array.from(
    { length: 3_000 },
    (_, index) => `m${index},cổng=📷 v="${'ẩ'.repeat(index % 300)}" 1`,
  );

  for (const line of lines) buffer.add(line);

  expect(buffer.lines()).toBe(3_000);
  expect(buffer.take().toString('utf8')).toBe(lines.join('\n'));
});

test('is empty without lines', () => {
  expect(createLineBuffer().take()).toHaveLength(0);
});
