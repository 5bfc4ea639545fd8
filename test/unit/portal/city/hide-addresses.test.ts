import { expect, test } from 'vitest';
import { hideAddresses } from '#portal/city/hide-addresses.ts';

test.each([
  ['CN=192.0.2.1', 'CN=…'],
  ['nvr 10.0.0.7, gate', 'nvr …, gate'],
  ['CN=2001:db8::1', 'CN=…'],
  ['CN=camera.example', 'CN=camera.example'],
  ['V5.7.3 build 220112', 'V5.7.3 build 220112'],
  ['cafe: face', 'cafe: face'],
  ['connected to 10.0.0.7:554', 'connected to …:554'],
  ['rtsp://10.0.0.7:8554/main', 'rtsp://…:8554/main'],
  ['no answer from 10.0.0.7.', 'no answer from ….'],
  ['10.0.0.7: refused', '…: refused'],
  ['http://[2001:db8::1]:80/', 'http://[…]:80/'],
  ['', ''],
])('%s → %s', (text, hidden) => {
  expect(hideAddresses(text)).toBe(hidden);
});
