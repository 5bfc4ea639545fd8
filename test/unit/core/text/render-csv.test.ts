import { describe, expect, test } from 'vitest';
import { renderCsv } from '#core/text/render-csv.ts';

describe('renderCsv', () => {
  test('begins with a byte order mark and ends every row as RFC 4180 wants it', () => {
    expect(
      renderCsv([
        ['a', 'b'],
        ['Đống Đa', ''],
      ]),
    ).toBe('\ufeffa,b\r\nĐống Đa,\r\n');
  });

  test.each([
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ['+84', "'+84"],
    ['-1', "'-1"],
    ['@sum', "'@sum"],
    ['\t=1', "'\t=1"],
    ['1-2', '1-2'],
  ])('%j becomes %s', (text, cell) => {
    expect(renderCsv([[text]])).toBe(`\ufeff${cell}\r\n`);
  });
});
