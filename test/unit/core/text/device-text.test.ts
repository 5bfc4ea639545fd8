import { describe, expect, test } from 'vitest';
import { cleanText } from '#core/text/device-text.ts';

describe('cleanText', () => {
  test.each([
    ['  DS-2CD2143 ', 'DS-2CD2143'],
    ['IPC\u0000\u0000', 'IPC'],
    ['two\r\nlines', 'two lines'],
    ['\u001b[31mred', '[31mred'],
    ['a\u202eb', 'a b'],
    ['a\u200bb', 'a b'],
    ['Camera cổng số 1', 'Camera cổng số 1'],
  ])('makes %j into %j', (text, expected) => {
    expect(cleanText(text)).toBe(expected);
  });

  test.each(['', '  ', '\u0000\u0000'])('has nothing to say about %j', (text) => {
    expect(cleanText(text)).toBeUndefined();
  });

  test('keeps 200 characters, and no half of one', () => {
    expect(cleanText('x'.repeat(1_000_000))).toHaveLength(200);
    expect(cleanText(`${'x'.repeat(199)}😀`)).toBe(`${'x'.repeat(199)}\ufffd`);
  });
});
