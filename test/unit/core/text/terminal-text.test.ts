import { describe, expect, test } from 'vitest';
import { escapeControls, hideControls } from '#core/text/terminal-text.ts';

const ESC = '\u001b';

describe('hideControls', () => {
  test.each([
    ['a title', `${ESC}]0;owned\u0007`, '\ufffd]0;owned\ufffd'],
    ['clearing the screen', `a${ESC}[2Jb`, 'a\ufffd[2Jb'],
    ['clearing the rest of it', `a${ESC}[Jb`, 'a\ufffd[Jb'],
    ['moving up', `a${ESC}[3Fb`, 'a\ufffd[3Fb'],
    ['the 8-bit form of escape', 'a\u009b2J', 'a\ufffd2J'],
    ['going back over what was written', 'up\rdown\b', 'up\ufffddown\ufffd'],
    ['writing backwards', 'a\u202ecba\u2066', 'a\ufffdcba\ufffd'],
  ])('takes away what a name could do: %s', (_name, text, expected) => {
    expect(hideControls(text)).toBe(expected);
  });

  test('leaves letters, lines, tabs and colours', () => {
    const text = `${ESC}[1mNút giao Lê Duẩn${ESC}[22m\n\t– 21°`;
    expect(hideControls(text)).toBe(text);
  });

  test('leaves a picture that is drawn over the last one', () => {
    const text = `${ESC}[2Fone${ESC}[K\ntwo${ESC}[K${ESC}[J`;
    expect(hideControls(text)).toBe(text);
  });
});

describe('escapeControls', () => {
  test('gives JSON of the same meaning without a raw control', () => {
    const value = { name: `${ESC}[2J\u009b2J\u007f\u202eĐ` };
    const json = escapeControls(JSON.stringify(value));
    expect(json).toBe('{"name":"\\u001b[2J\\u009b2J\\u007f\\u202eĐ"}');
    expect(JSON.parse(json)).toEqual(value);
  });
});
