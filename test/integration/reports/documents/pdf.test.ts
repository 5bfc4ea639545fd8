import { execFileSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { loadFontFiles } from '#documents/fonts/font-files.ts';
import type { Annex, OfficialDocument } from '#documents/model/document.ts';
import { renderPdf } from '#documents/pdf/render-pdf.ts';
import {
  sampleLetter,
  sampleMinutes,
  samplePng,
  sampleReport,
  sampleTable,
} from '#test/support/official-documents.ts';
import { pdfPages, pdfText } from '#test/support/pdf-reader.ts';

const fonts = await loadFontFiles();
const render = (document: OfficialDocument) => renderPdf(document, fonts);
const report = await render(sampleReport());
const pages = pdfPages(report);

describe('the page', () => {
  test('is A4, on its side in a wide annex', () => {
    const sizes = pages.map(({ widthMm, heightMm }) => `${widthMm} × ${heightMm}`);

    expect(sizes.slice(0, 5)).toEqual(['210 × 297', '210 × 297', '210 × 297', '210 × 297', '297 × 210']);
    expect(sizes.at(-1)).toBe('210 × 297');
  });

  test('keeps its margins: nothing but page numbers and the address stands outside', () => {
    for (const { words, widthMm, heightMm } of pages) {
      const [left, right] = widthMm === 210 ? [35, 20] : [30, 15];
      for (const word of words.filter(({ topMm, bottomMm }) => topMm > 20 && bottomMm < heightMm - 20)) {
        expect(word.leftMm).toBeGreaterThanOrEqual(left - 0.1);
        expect(word.rightMm).toBeLessThanOrEqual(widthMm - right + 0.1);
      }
      expect(words.filter(({ topMm }) => topMm < 20).length).toBeLessThanOrEqual(1);
    }
  });

  test('carries its number in the middle of the top margin, not on the first, from 1 in each annex', () => {
    const numbers = pages.map(({ words }) => words.find(({ topMm }) => topMm < 20));

    expect(numbers.map((word) => word?.text)).toEqual([
      ...[undefined, '2', '3', '4'],
      ...[undefined, '2', '3'],
      ...[undefined, '2', '3'],
    ]);
    expect(numbers[1]?.leftMm).toBeCloseTo(35 + 155 / 2 - 1.2, 0);
  });
});

describe('the text', () => {
  test('can be searched in Vietnamese, line by line as it stands', () => {
    const text = pdfText(report);

    expect(text).toContain('Độc lập - Tự do - Hạnh phúc');
    expect(text).toContain('Hà Nội, ngày 05 tháng 01 năm 2026');
    expect(text).toContain('đang hoạt động tại các nút giao thông, khu vực công cộng và trụ sở cơ quan;');
    expect(text).toContain('đ) Nội dung điểm đ;');
    expect(text).toContain('[số tiền, triệu đồng: ……]');
  });

  test('is justified: full lines of a paragraph end at the right margin', () => {
    const ends = (pages[2]?.words ?? []).filter(({ text }) => text === 'Kế').map(({ rightMm }) => rightMm);

    expect(ends.length).toBeGreaterThan(3);
    for (const end of ends) expect(end).toBeCloseTo(190, 0);
  });

  test('says the same as the table of rules: Nơi nhận level with the signature', () => {
    const page = pages[3]?.words ?? [];
    const top = (text: string) => page.find((word) => word.text === text)?.topMm ?? Number.NaN;

    expect(Math.abs(top('Nơi') - top('KT.'))).toBeLessThan(1);
  });

  test('names letters that the font lacks instead of drawing nothing', async () => {
    const bytes = await render(
      sampleReport({ annexes: [], body: [{ kind: 'paragraph', text: 'Trạm 中 và 😀' }] }),
    );

    expect(pdfText(bytes)).toContain('Trạm [U+4E2D] và [U+1F600]./.');
  });

  test('breaks words that are wider than the page, and keeps what looks like markup', async () => {
    const word = 'z'.repeat(300);
    const bytes = await render(
      sampleReport({ annexes: [], body: [{ kind: 'paragraph', text: `<b>&amp; (${word}) "\\` }] }),
    );

    expect(pdfText(bytes)).toContain('<b>&amp;');
    expect(pdfText(bytes).match(/z/g)).toHaveLength(300);
  });

  test('breaks an id that is wider than the page after a hyphen', async () => {
    const id = 'camera-ba-dinh-'.repeat(12);
    const bytes = await render(
      sampleReport({ annexes: [], body: [{ kind: 'paragraph', text: `${id}001` }] }),
    );

    const ends = pdfText(bytes).match(/\S*camera\S*$/gm) ?? [];
    expect(ends.length).toBeGreaterThan(1);
    for (const line of ends.slice(0, -1)) expect(line).toMatch(/-$/);
  });

  test('keeps blanks and line breaks where the author put them', async () => {
    const bytes = await render(
      sampleReport({ annexes: [], body: [{ kind: 'paragraph', text: 'một  hai\nba' }] }),
    );

    expect(pdfText(bytes)).toMatch(/một +hai\n +ba\.\/\.|một +hai\nba\.\/\./);
  });
});

describe('tables', () => {
  test('repeat their header on each page', () => {
    const heads = pages.slice(4, 7).map(({ words }) => words.filter(({ text }) => text === 'STT').length);

    expect(heads).toEqual([1, 1, 1]);
  });

  test('whose row is longer than a page go on without losing a line', async () => {
    const table = {
      ...sampleTable(0),
      rows: [{ kind: 'row' as const, cells: ['1', 'dòng '.repeat(600).trim(), '', '', '', ''] }],
    };
    const bytes = await render(sampleReport({ body: [table], annexes: [] }));

    expect(pdfText(bytes).match(/dòng/g)).toHaveLength(600);
  });

  test('never put a total alone on a page, nor the mark that ends the text', async () => {
    const lastPages = await Promise.all(
      [30, 31, 32, 33, 34, 35].map(async (count) => {
        const table = { ...sampleTable(count), columns: sampleTable(0).columns.map(() => ({ share: 1 })) };
        const bytes = await render(
          sampleReport({
            body: [],
            annexes: [
              {
                title: 'Một',
                orientation: 'landscape',
                secret: false,
                blocks: [{ ...table, size: 'small' }],
              },
            ],
          }),
        );
        return pdfPages(bytes).at(-1);
      }),
    );

    for (const page of lastPages)
      expect(page?.words.map(({ text }) => text)).toEqual(expect.arrayContaining(['phường', 'Tổng', './.']));
  });

  test('never leave a note alone on a page', async () => {
    const annexes = [28, 29, 30, 31, 32, 33, 34].map((count): Annex => {
      const note = { kind: 'note', text: 'số liệu do đơn vị báo cáo.' } as const;
      const blocks = [{ ...sampleTable(count), size: 'small' } as const, note];
      return { title: 'Một', orientation: 'landscape', secret: false, blocks };
    });

    const pages = pdfPages(await render(sampleReport({ body: [], annexes })));
    const ends = pages.filter(({ words }) => words.some(({ text }) => text === 'cáo./.'));

    expect(ends).toHaveLength(annexes.length);
    for (const { words } of ends) expect(words.map(({ text }) => text)).toContain('Tổng');
  });

  test('never leave their heading and header without the first row', async () => {
    const annexes = [9, 10, 11, 12, 13, 14, 15].map((count): Annex => {
      const { caption: _caption, unit: _unit, ...table } = sampleTable(0);
      const long = { kind: 'row' as const, cells: ['1', 'dòng '.repeat(60).trim(), '', '', '', ''] };
      return {
        title: 'Một',
        orientation: 'landscape',
        secret: false,
        blocks: [
          ...Array.from({ length: count }, () => ({ kind: 'paragraph', text: 'Một.' }) as const),
          { kind: 'clause', title: 'Đầu' },
          { ...table, rows: [long] },
        ],
      };
    });

    const pages = pdfPages(await render(sampleReport({ body: [], annexes })));
    const heads = pages.filter(({ words }) => words.some(({ text }) => text === 'Đầu'));

    expect(heads).toHaveLength(annexes.length);
    for (const { words } of heads)
      expect(words.map(({ text }) => text)).toEqual(expect.arrayContaining(['STT', 'dòng']));
  });

  test('without rows say so', async () => {
    const bytes = await render(sampleReport({ body: [{ ...sampleTable(0), rows: [] }], annexes: [] }));

    expect(pdfText(bytes)).toContain('không có');
  });

  test('of thousands of rows lose none', async () => {
    const bytes = await render(
      sampleReport({
        body: [],
        annexes: [
          {
            title: 'Danh sách',
            orientation: 'landscape',
            secret: false,
            blocks: [sampleTable(2_000, 'small')],
          },
        ],
      }),
    );

    expect(pdfText(bytes)).toContain('Ủy ban nhân dân phường số 2000');
  });
});

describe('the other kinds', () => {
  test('a letter has its subject under the number', async () => {
    const text = pdfText(await render(sampleLetter()));

    expect(text).toContain('V/v đôn đốc');
    expect(text).toContain('Kính gửi: Ủy ban nhân dân phường Hoàn Kiếm');
  });

  test('minutes end with the two parties on a page of their own', async () => {
    const bytes = await render(sampleMinutes());

    expect(pdfPages(bytes)).toHaveLength(2);
    expect(pdfText(bytes)).toMatch(/ĐẠI DIỆN BÊN A +ĐẠI DIỆN BÊN B/);
  });

  test('a signature never stands alone on its page', async () => {
    const lines = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ kind: 'paragraph' as const, text: `Đoạn ${index}` }));
    const lastPages = await Promise.all(
      [18, 20, 21, 22, 24].map(async (count) => {
        const bytes = await render(sampleReport({ body: lines(count), annexes: [] }));
        return pdfPages(bytes).at(-1);
      }),
    );

    for (const page of lastPages) expect(page?.words.map(({ text }) => text)).toContain('Đoạn');
  });

  test('a heading never ends a page, however long the paragraph below it', async () => {
    const line = 'Dòng chữ đủ dài để chiếm trọn một dòng của trang giấy khổ A4 theo thể thức. ';
    const body = Array.from({ length: 60 }, (_, index) => [
      { kind: 'clause' as const, title: `Khoản ${line.repeat(index % 3)}` },
      { kind: 'paragraph' as const, text: line.repeat(1 + (index % 5)) },
    ]).flat();
    const texts = pdfPages(await render(sampleReport({ body, annexes: [] }))).map(({ words }) => words);

    for (const words of texts.slice(0, -1)) {
      const lastLineMm = Math.max(
        ...words.filter(({ bottomMm }) => bottomMm < 278).map(({ topMm }) => topMm),
      );
      const lastLine = words.filter(({ topMm }) => Math.abs(topMm - lastLineMm) < 1).map(({ text }) => text);

      expect(lastLine.slice(0, 2).join(' ')).not.toMatch(/^\d+\. Khoản/);
    }
  });

  test('an image of the signature stands between post and name', async () => {
    const { closing } = sampleReport();
    const image = { png: samplePng(200, 80, '#0000cc'), widthMm: 40, alt: 'chữ ký' };
    const bytes = await render(
      sampleReport({ closing: { ...closing, signature: { ...closing.signature, image } }, annexes: [] }),
    );

    expect(pdfText(bytes)).toMatch(/PHÓ GIÁM ĐỐC[\s\S]*Nguyễn Văn A/);
  });
});

describe('the file', () => {
  test('is the same, byte for byte, whenever it is made', async () => {
    expect(Buffer.compare(report, await render(sampleReport()))).toBe(0);
  });

  test('tells what it is, and is tagged for readers aloud', () => {
    const facts = execFileSync('pdfinfo', ['-'], { input: report, encoding: 'utf8' });

    expect(facts).toMatch(/Title: +Báo cáo kết quả thực hiện Kế hoạch năm 2025/);
    expect(facts).toMatch(/Author: +Sở Khoa học và Công nghệ/);
    expect(facts).toMatch(/Tagged: +yes/);
    expect(facts).toMatch(/PDF version: +1\.7/);
  });

  test('carries its fonts', () => {
    const rows = execFileSync('pdffonts', ['-'], { input: report, encoding: 'utf8' })
      .trim()
      .split('\n')
      .slice(2);

    expect(rows.map((row) => row.split(/\s+/)[0]?.replace(/^.*\+/, ''))).toEqual([
      'Tinos-Regular',
      'Tinos-Bold',
      'Tinos-Italic',
      'Tinos-BoldItalic',
    ]);
    for (const row of rows) expect(row).toMatch(/yes yes yes/);
  });

  test('cannot be made without its fonts, and says which is missing', async () => {
    await expect(loadFontFiles(pathToFileURL('/nowhere/'))).rejects.toMatchObject({
      code: 'FONT_MISSING',
      message:
        'font file 400Regular/Tinos_400Regular.ttf of the package @expo-google-fonts/tinos: expected at /nowhere/400Regular/Tinos_400Regular.ttf, not found; install it with "npm ci"',
    });
  });
});
