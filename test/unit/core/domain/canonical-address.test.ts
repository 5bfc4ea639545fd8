import { expect, test } from 'vitest';
import { canonicalAddress } from '#core/domain/canonical-address.ts';

test.each([
  ['2001:db8::1', '2001:db8::1'],
  ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
  ['2001:0db8:0000::0001', '2001:db8::1'],
  ['2001:db8::10.0.0.1', '2001:db8::a00:1'],
  ['::ffff:10.0.0.1', '10.0.0.1'],
  ['::ffff:a00:1', '10.0.0.1'],
  ['::ffff:c0a8:0', '192.168.0.0'],
  ['fe80::0001%eth0', 'fe80::1%eth0'],
  ['10.0.0.1', '10.0.0.1'],
  ['Cam.Example', 'cam.example'],
])('%s is %s', (address, expected) => {
  expect(canonicalAddress(address)).toBe(expected);
});
