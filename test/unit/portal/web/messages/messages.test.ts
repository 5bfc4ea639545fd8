import { expect, test } from 'vitest';
import { vi } from '#portal/web/messages/vi.ts';

test('words are those that were agreed: never "liên kết" for a link, nor "tính sẵn có" for availability', () => {
  const texts = JSON.stringify(vi, (_key, value) => (typeof value === 'function' ? String(value) : value));

  expect(texts).not.toMatch(/liên kết|tính sẵn có|vùng phủ/i);
});
