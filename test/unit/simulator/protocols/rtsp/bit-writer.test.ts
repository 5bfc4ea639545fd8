import { describe, expect, test } from 'vitest';
import { createBitWriter } from '#simulator/protocols/rtsp/bit-writer.ts';

/** The bits that were written, less the stop bit and what follows it. */
function bitsOf(write: (writer: ReturnType<typeof createBitWriter>) => void): string {
  const writer = createBitWriter();
  write(writer);
  const bits = [...writer.finish()].map((octet) => octet.toString(2).padStart(8, '0')).join('');
  return bits.replace(/10*$/, '');
}

describe('createBitWriter', () => {
  test.each([
    // ISO/IEC 14496-10, table 9-2.
    [0, '1'],
    [1, '010'],
    [2, '011'],
    [3, '00100'],
    [7, '0001000'],
    [8_160, '0000000000001111111100001'],
  ])('ue(%d) is %s', (value, bits) => {
    expect(bitsOf(({ ue }) => ue(value))).toBe(bits);
  });

  test.each([
    // Table 9-3.
    [0, '1'],
    [1, '010'],
    [-1, '011'],
    [2, '00100'],
    [-2, '00101'],
  ])('se(%d) is %s', (value, bits) => {
    expect(bitsOf(({ se }) => se(value))).toBe(bits);
  });

  test('a number of 32 bits keeps its highest', () => {
    expect(bitsOf(({ bits }) => bits(0xaaaaaaab, 32))).toBe(`${'10'.repeat(15)}11`);
  });

  test('what would look like the start of a unit is broken up', () => {
    const writer = createBitWriter();
    for (const octet of [0, 0, 1, 0, 0, 0, 0, 0, 3]) writer.bits(octet, 8);

    expect(writer.finish().toString('hex')).toBe('00000301000003000003000380');
  });
});
