import { describe, expect, test } from 'vitest';
import { wrapLines } from '#cli/print/wrap-lines.ts';

describe('wrapLines', () => {
  test('leaves alone what fits', () => {
    const text = 'cam-1 · camera\n\n  reach  up';

    expect(wrapLines(text, 40)).toBe(text);
  });

  test.each([
    [
      'a sentence beneath its own beginning',
      '    The device answers and refuses user and password.',
      '    The device answers and refuses user\n    and password.',
    ],
    [
      'a step behind its arrow',
      '     +6 ms ← 200 OK, GStreamer RTSP server, OPTIONS',
      '     +6 ms ← 200 OK, GStreamer RTSP\n             server, OPTIONS',
    ],
    [
      'an entry of a list behind its dash',
      '    - Recorders give each user a list of channels.',
      '    - Recorders give each user a list of\n      channels.',
    ],
    [
      'a word that is wider than the terminal at no place',
      `  ${'x'.repeat(50)} y`,
      `  ${'x'.repeat(50)}\n  y`,
    ],
  ])('continues %s', (_what, line, expected) => {
    expect(wrapLines(line, 40)).toBe(expected);
  });

  test('does not count colours, nor marks over letters', () => {
    const line = `  \u001b[32m${'hoạt động '.normalize('NFD').repeat(3)}\u001b[39mrồi`;

    expect(wrapLines(line, 40)).toBe(line);
  });

  test('gives up where there is no room at all', () => {
    expect(wrapLines('a '.repeat(30), 20)).toBe('a '.repeat(30));
  });
});
