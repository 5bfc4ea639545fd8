import { describe, expect, test } from 'vitest';
import { readDocx } from '#reports/documents/check/docx-lines.ts';
import { plainDigits } from '#reports/documents/check/plain-digits.ts';
import { unaccounted } from '#reports/documents/check/unaccounted.ts';
import { zipOf } from '#test/support/zip-of.ts';

const run = (text: string, looks = ''): string => `<w:r><w:rPr>${looks}</w:rPr><w:t>${text}</w:t></w:r>`;
const paragraph = (...runs: readonly string[]): string => `<w:p>${runs.join('')}</w:p>`;
const docx = (body: string, parts: Readonly<Record<string, string>> = {}) =>
  readDocx(zipOf({ 'word/document.xml': `<w:document><w:body>${body}</w:body></w:document>`, ...parts }));

const SENTENCE = 'Độ khả dụng đạt 99,02 %.';
const EXPECTED = docx(paragraph(run(SENTENCE)), { 'word/media/image1.png': 'a chart' });

describe('a document that was tampered with', () => {
  test.each([
    ['hidden', '<w:vanish/>'],
    ['white', '<w:color w:val="ffffff"/>'],
    ['as small as a dot', '<w:sz w:val="2"/>'],
    ['of a style that hides', '<w:rStyle w:val="Away"/>'],
  ])('has no line of a text that is %s', (_name, looks) => {
    const styles =
      '<w:styles><w:style w:styleId="Away"><w:rPr><w:vanish w:val="1"/></w:rPr></w:style></w:styles>';

    const { lines, hidden } = docx(paragraph(run(SENTENCE, looks)) + paragraph(run('Đạt 99,99 %.')), {
      'word/styles.xml': styles,
    });

    expect(lines).toEqual(['', 'Đạt 99,99 %.']);
    expect(hidden).toEqual([SENTENCE]);
  });

  test('shows a text that is hidden nowhere, whatever Word writes for that', () => {
    const looks = '<w:vanish w:val="false"/><w:color w:val="auto"/><w:sz w:val="28"/>';

    expect(docx(paragraph(run(SENTENCE, looks)))).toMatchObject({ lines: [SENTENCE], hidden: [] });
  });

  test('has no line of what was moved away, and none of a hidden row', () => {
    const row = '<w:tr><w:trPr><w:hidden/></w:trPr><w:tc><w:p><w:r><w:t>201</w:t></w:r></w:p></w:tc></w:tr>';

    const { lines, hidden } = docx(
      `<w:p><w:moveFrom>${run(SENTENCE)}</w:moveFrom></w:p><w:tbl>${row}</w:tbl>`,
    );

    expect(lines).toEqual(['']);
    expect(hidden).toEqual(['201']);
  });

  test('tells what stands in it besides', () => {
    const found = docx(
      paragraph(run(SENTENCE)) +
        paragraph(run('Cả năm đạt 99,99 %.')) +
        paragraph(run('Trân trọng./.')) +
        paragraph(run('Ẩn 5', '<w:vanish/>'), '<w:drawing/>'),
      {
        'word/media/image1.png': 'another chart',
        'word/header1.xml': `<w:hdr>${paragraph(run('12'))}${paragraph(run('Đạt 99,99 %'))}</w:hdr>`,
      },
    );

    expect(unaccounted(EXPECTED, found)).toEqual([
      'không có trong số liệu / not in the figures: Cả năm đạt 99,99 %.',
      'đầu trang, chân trang, ghi chú / head, foot or note: Đạt 99,99 %',
      'chữ ẩn / hidden text: Ẩn 5',
      'hình / pictures: 1 khác với số liệu / that the figures do not give, 1 thiếu / missing',
      'hình vẽ, khung chữ thêm vào / drawings or text boxes added: 1',
    ]);
    expect(unaccounted(EXPECTED, EXPECTED)).toEqual([]);
  });

  test('is read with the digits of every script, and without what nobody sees', () => {
    expect(plainDigits('９９,０２ ٩٩ 𝟗𝟗 9\u200b9 \u202e१०')).toBe('99,02 99 99 99 10');
  });
});
