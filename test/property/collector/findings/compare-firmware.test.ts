import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOlderFirmware } from '#collector/findings/compare-firmware.ts';

const version = fc.array(fc.nat(300), { minLength: 1, maxLength: 5 }).map((parts) => parts.join('.'));

test('of two versions at most one is older, and none is older than itself', () => {
  fc.assert(
    fc.property(version, version, (a, b) => {
      expect(isOlderFirmware(a, a)).toBe(false);
      expect(isOlderFirmware(a, b) && isOlderFirmware(b, a)).toBe(false);
    }),
  );
});

test('a version that is older than one that is older is older', () => {
  fc.assert(
    fc.property(version, version, version, (a, b, c) => {
      if (isOlderFirmware(a, b) && isOlderFirmware(b, c)) expect(isOlderFirmware(a, c)).toBe(true);
    }),
  );
});

test('whatever a device calls its firmware, comparing it ends with an answer or none', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), version, (text, minimum) => {
      expect([true, false, undefined]).toContain(isOlderFirmware(text, minimum));
    }),
  );
});
