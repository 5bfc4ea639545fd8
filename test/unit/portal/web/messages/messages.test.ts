import { expect, test } from 'vitest';
import { en } from '#portal/web/messages/en.ts';
import { vi } from '#portal/web/messages/vi.ts';

test('a line whose name begins with its kind is not called a line twice', () => {
  expect([vi.behindLink('Đường truyền Trường học 1'), vi.behindLink('Láng 1')]).toEqual([
    'Đường truyền Trường học 1',
    'Đường truyền Láng 1',
  ]);
  expect([en.behindLink('Link 7'), en.behindLink('Linkway')]).toEqual(['Link 7', 'Link Linkway']);
});

test('words are those that were agreed: never "liên kết" for a link, nor "tính sẵn có" for availability', () => {
  const texts = JSON.stringify(vi, (_key, value) => (typeof value === 'function' ? String(value) : value));

  expect(texts).not.toMatch(/liên kết|tính sẵn có|vùng phủ/i);
});
