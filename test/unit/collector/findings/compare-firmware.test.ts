import { expect, test } from 'vitest';
import { isOlderFirmware } from '#collector/findings/compare-firmware.ts';

test.each([
  ['V5.7.3 build 220112', '5.7.10', true],
  ['V5.7.10 build 220112', '5.7.3', false],
  ['V5.7.3 build 220112', '5.7.3', false],
  ['V5.7.3 build 220112', 'V5.7.3 build 230101', true],
  ['V5.7.3 build 230101', 'V5.7.3 build 220112', false],
  ['5.7', '5.7.0', false],
  ['5.7', '5.7.1', true],
  ['5.7.0.1', '5.7', false],
  ['5.7.1', 'V5.7 build 230101', false],
  ['V5.7.3 build 220112', '5.7.3.1', true],
  ['2.800.0000000.16.R, build: 2020-06-05', '2.800.0000000.16.R, build: 2021-01-01', true],
  ['2.820.0000000.1.R', '2.800.0000000.16.R', false],
  ['V4.80(ACGP.3)', 'V4.80(ACGP.2)', false],
  ['V4.80(ACGP.1)', 'V4.80(ACGP.2)', true],
  ['10.12.221', '9.80.1', false],
  ['IPC_V5.5.0', '5.5.0', false],
  ['1.0', '1.0', false],
])('%s is older than %s: %s', (found, minimum, isOlder) => {
  expect(isOlderFirmware(found, minimum)).toBe(isOlder);
});

test.each([
  ['unknown', '5.7.3'],
  ['5.7.3', 'latest'],
  ['', '1'],
  ['V4.80(ACGP.3)', 'V4.80(ABCD.3)'],
  ['V5.7.3', 'V5.7.3 build 220112'],
  ['12345678901234567890', '1.0'],
])('nobody can tell whether %j is older than %j', (found, minimum) => {
  expect(isOlderFirmware(found, minimum)).toBeUndefined();
});
