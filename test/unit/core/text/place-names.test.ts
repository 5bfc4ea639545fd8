import { expect, test } from 'vitest';
import { shortPlaceName } from '#core/text/place-names.ts';

test.each([
  ['Phường Ba Đình', 'Ba Đình'],
  ['Thị xã Sơn Tây', 'Sơn Tây'],
  ['Xã Xã Đàn', 'Xã Đàn'],
  ['Ba Dinh Ward', 'Ba Dinh'],
  ['Xuân Mai', 'Xuân Mai'],
])('%s is called %s on the map', (name, expected) => {
  expect(shortPlaceName(name)).toBe(expected);
});
