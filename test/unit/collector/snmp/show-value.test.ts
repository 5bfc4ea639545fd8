import { describe, expect, test } from 'vitest';
import { decodeText, showValue } from '#collector/snmp/show-value.ts';

const show = (octets: Buffer) => showValue({ type: 'octets', value: octets });

describe('showValue', () => {
  test('shows text as text, with its closing zeros taken off', () => {
    expect(show(Buffer.from('Ngã tư Sở\0\0'))).toBe('Ngã tư Sở');
    expect(show(Buffer.from('two\r\nlines'))).toBe('two lines');
  });

  test('shows octets that are no text in hexadecimal, a long one in part', () => {
    expect(show(Buffer.from('3cef8c084e1e', 'hex'))).toBe('0x3cef8c084e1e');
    expect(show(Buffer.alloc(500, 1))).toHaveLength(2 + 128);
  });

  test('shows numbers as they are', () => {
    expect(showValue({ type: 'counter64', value: 18_446_744_073_709_551_615n })).toBe('18446744073709551615');
    expect(showValue({ type: 'integer', value: -1 })).toBe('-1');
  });
});

describe('decodeText', () => {
  test('refuses a zero in the middle and broken UTF-8', () => {
    expect(decodeText(Buffer.from('a\0b'))).toBeUndefined();
    expect(decodeText(Buffer.from([0x68, 0xff, 0xfe]))).toBeUndefined();
  });
});
