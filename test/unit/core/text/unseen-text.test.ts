import { describe, expect, test } from 'vitest';
import { findUnseen, renderUnseen } from '#core/text/unseen-text.ts';

describe('findUnseen', () => {
  test.each([
    [
      'Cáp bị đào đứt\u202e',
      'U+202E, which turns the direction of writing, as character 15 (after "Cáp bị đào đứt")',
    ],
    ['\u2066x', 'U+2066, which turns the direction of writing, as character 1'],
    ['x\u061cy', 'U+061C, which turns the direction of writing, as character 2 (after "x")'],
    ['no\u200bne', 'U+200B, which cannot be seen, as character 3 (after "no")'],
    ['x\u00adx', 'U+00AD, which cannot be seen, as character 2 (after "x")'],
    ['x\u3164', 'U+3164, which cannot be seen, as character 2 (after "x")'],
    ['x\u{e0041}', 'U+E0041, which cannot be seen, as character 2 (after "x")'],
    ['x\u001b[2J', 'U+001B, which controls the screen, as character 2 (after "x")'],
    ['two\nlines', 'U+000A, which ends a line, as character 4 (after "two")'],
    ['two\u2028lines', 'U+2028, which ends a line, as character 4 (after "two")'],
    ['😀\ue000', 'U+E000, which is no character that can be read, as character 2 (after "😀")'],
    [
      `${'x'.repeat(30)}\ud800`,
      `U+D800, which is no character that can be read, as character 31 (after "${'x'.repeat(20)}")`,
    ],
  ])('finds in %j %s', (text, expected) => {
    const unseen = findUnseen(text);

    expect(unseen && renderUnseen(unseen)).toBe(expected);
  });

  test.each(['Công ty Bảo trì – số 5 → 6', 'Phường Đống Đa'.normalize('NFD'), 'a\u00a0b', '😀 监控', ''])(
    'finds nothing in %j',
    (text) => {
      expect(findUnseen(text)).toBeUndefined();
    },
  );
});
