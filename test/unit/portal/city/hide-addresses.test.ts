import { expect, test } from 'vitest';
import { hideAddresses } from '#portal/city/hide-addresses.ts';

test.each([
  ['CN=192.0.2.1', 'CN=…'],
  ['nvr 10.0.0.7, gate', 'nvr …, gate'],
  ['CN=2001:db8::1', 'CN=…'],
  ['CN=camera.example', 'CN=camera.example'],
  ['V5.7.3 build 220112', 'V5.7.3 build 220112'],
  ['cafe: face', 'cafe: face'],
  ['', ''],
])('%s → %s', (text, hidden) => {
  expect(hideAddresses(text)).toBe(hidden);
});
