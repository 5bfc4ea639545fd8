import { describe, expect, test } from 'vitest';
import { renderDocx } from '#documents/docx/render-docx.ts';
import { loadFontFiles } from '#documents/fonts/font-files.ts';
import { createMeasureText } from '#documents/fonts/measure-text.ts';
import type { OfficialDocument } from '#documents/model/document.ts';
import {
  borderStyles,
  columnPt,
  find,
  footer,
  header,
  lookOf,
  pageOf,
  rowsOf,
  ruleBelow,
  textsOf,
  textsOfSection,
} from '#test/support/docx-layout.ts';
import { child, descendants, readDocx, textOf } from '#test/support/docx-reader.ts';
import { sampleLetter, sampleMinutes, sampleReport, sampleTable } from '#test/support/official-documents.ts';

const TEXT_WIDTH_PT = (155 / 25.4) * 72;
const fonts = await loadFontFiles();
const measure = createMeasureText(fonts);
const open = async (document: OfficialDocument) => readDocx(await renderDocx(document, fonts));
const report = await open(sampleReport());

/** Decree 30/2020, annex I: what the layout table of a Báo cáo asks for, read from the file itself. */
describe('1. the page', () => {
  test('is A4 with margins of 25, 20, 35 and 20 mm', () => {
    expect(pageOf(report, 0)).toEqual({
      width: 210,
      height: 297,
      top: 25,
      bottom: 20,
      left: 35,
      right: 20,
      header: 10,
    });
  });

  test('of a wide annex lies on its side, with margins in the same ranges', () => {
    expect(pageOf(report, 1)).toEqual({
      width: 297,
      height: 210,
      top: 25,
      bottom: 20,
      left: 30,
      right: 15,
      header: 10,
    });
  });

  test('carries its number centred in the top margin, 14 pt upright, and not where a section begins', () => {
    for (const { properties } of report.sections) {
      const [first, others] = ['first', 'default'].map((type) => header(report, properties, type));

      expect(child(properties, 'w:titlePg')).toBeDefined();
      expect(first && descendants(first, 'w:r')).toEqual([]);
      expect(others && descendants(others, 'w:instrText').map(textOf)).toEqual(['PAGE']);
      expect(others && report.paragraphsIn(others)).toMatchObject([
        {
          align: 'center',
          runs: expect.arrayContaining([expect.objectContaining({ sizePt: 14, italic: false })]),
        },
      ]);
    }
  });

  test('numbers begin at 1 in the document and in each annex', () => {
    const starts = report.sections.map(
      ({ properties }) => child(properties, 'w:pgNumType')?.attributes['w:start'],
    );

    expect(starts).toEqual(['1', '1', '1']);
  });
});

describe('2. letters', () => {
  test('are Times New Roman and black everywhere, in each script', () => {
    const runs = report.paragraphsIn(report.body).flatMap((paragraph) => paragraph.runs);
    const fontsInDefaults = child(
      report.part('word/styles.xml'),
      'w:docDefaults',
      'w:rPrDefault',
      'w:rPr',
      'w:rFonts',
    );

    expect(new Set(runs.map(({ font, colour }) => `${font} ${colour}`))).toEqual(
      new Set(['Times New Roman 000000']),
    );
    expect(fontsInDefaults?.attributes).toEqual({
      'w:ascii': 'Times New Roman',
      'w:hAnsi': 'Times New Roman',
      'w:eastAsia': 'Times New Roman',
      'w:cs': 'Times New Roman',
    });
    expect(JSON.stringify([...report.parts])).not.toMatch(/Calibri|Cambria|Arial"/);
  });

  test('are of Vietnamese, for spelling and for readers aloud', () => {
    const language = child(
      report.part('word/styles.xml'),
      'w:docDefaults',
      'w:rPrDefault',
      'w:rPr',
      'w:lang',
    );

    expect(language?.attributes).toMatchObject({ 'w:val': 'vi-VN', 'w:eastAsia': 'vi-VN' });
  });

  test.each([
    ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 12, 'bold', 'center'],
    ['Độc lập - Tự do - Hạnh phúc', 13, 'bold', 'center'],
    ['UBND THÀNH PHỐ HÀ NỘI', 12, 'upright', 'center'],
    ['SỞ KHOA HỌC VÀ CÔNG NGHỆ', 12, 'bold', 'center'],
    ['Số: 05/BC-SKHCN', 13, 'upright', 'center'],
    ['Hà Nội, ngày 05 tháng 01 năm 2026', 13, 'italic', 'center'],
    ['BÁO CÁO', 14, 'bold', 'center'],
    [sampleReport().subject, 14, 'bold', 'center'],
    ['Kính gửi:', 14, 'upright', 'left'],
    ['- Ủy ban nhân dân thành phố Hà Nội;', 14, 'upright', 'left'],
    ['Căn cứ Luật Tổ chức chính quyền địa phương;', 14, 'italic', 'both'],
    ['Phần I\nKẾT QUẢ THỰC HIỆN KẾ HOẠCH', 14, 'bold', 'center'],
    ['I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH', 14, 'bold', 'both'],
    ['1. Văn bản đã ban hành', 14, 'bold', 'both'],
    ['a) Nội dung điểm a;', 14, 'upright', 'both'],
    ['KT. GIÁM ĐỐC', 14, 'bold', 'center'],
    ['PHÓ GIÁM ĐỐC', 14, 'bold', 'center'],
    ['Nguyễn Văn A', 14, 'bold', 'center'],
    ['Nơi nhận:', 12, 'bold italic', 'left'],
    ['- Như trên;', 11, 'upright', 'left'],
    ['PL.(30)', 11, 'upright', 'left'],
    ['Phụ lục I', 14, 'bold', 'center'],
    ['BIẾN ĐỘNG SỐ LƯỢNG CAMERA THEO ĐƠN VỊ', 14, 'bold', 'center'],
    ['(Kèm theo Báo cáo số ……/…… ngày …… tháng …… năm …… của ……)', 14, 'italic', 'center'],
  ])('of %j are of %i pt, %s, %s', (text, sizePt, look, align) => {
    const paragraph = find(report, text);

    expect(paragraph.align).toBe(align);
    expect(new Set(paragraph.runs.map((run) => run.sizePt))).toEqual(new Set([sizePt]));
    expect(new Set(paragraph.runs.map(lookOf))).toEqual(new Set([look]));
  });
});

describe('3. order and rules', () => {
  test('issuing body and motto stand side by side, number and date level below them', () => {
    const table = report.sections[0]?.children[0];
    const cells =
      table &&
      rowsOf(table).map((row) => row.map((cell) => report.paragraphsIn(cell).map(({ text }) => text)));

    expect(cells).toEqual([
      [
        ['UBND THÀNH PHỐ HÀ NỘI', 'SỞ KHOA HỌC VÀ CÔNG NGHỆ', ''],
        ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', ''],
      ],
      [['Số: 05/BC-SKHCN'], ['Hà Nội, ngày 05 tháng 01 năm 2026']],
    ]);
    expect(table && new Set(borderStyles(table))).toEqual(new Set(['none']));
  });

  test('type name, subject, addressees, legal bases and text follow in this order', () => {
    const texts = textsOf(report);
    const places = [
      'BÁO CÁO',
      sampleReport().subject,
      'Kính gửi:',
      'Căn cứ Luật Tổ chức chính quyền địa phương;',
      'Phần I\nKẾT QUẢ THỰC HIỆN KẾ HOẠCH',
      'Nơi nhận:',
      'Phụ lục I',
    ].map((text) => texts.indexOf(text));

    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(Math.min(...places)).toBeGreaterThan(0);
  });

  test('the rule under the motto is as long as the motto', () => {
    const lengthPt = ruleBelow(report, 'Độc lập - Tự do - Hạnh phúc', columnPt(report, 1));

    expect(lengthPt).toBeCloseTo(measure('Độc lập - Tự do - Hạnh phúc', 'bold', 13), 0);
  });

  test('the rules under issuing body and subject are 1/3 to 1/2 of the last line, in its middle', () => {
    const issuerPt = ruleBelow(report, 'SỞ KHOA HỌC VÀ CÔNG NGHỆ', columnPt(report, 0));
    const subjectPt = ruleBelow(report, sampleReport().subject, TEXT_WIDTH_PT);
    const lastLine = 'camera giám sát trên địa bàn Thành phố năm 2025';

    expect(issuerPt / measure('SỞ KHOA HỌC VÀ CÔNG NGHỆ', 'bold', 12)).toBeCloseTo(0.4, 1);
    expect(subjectPt / measure(lastLine, 'bold', 14)).toBeCloseTo(0.4, 2);
  });

  test('the rule under a long issuing body goes by its last line as well', async () => {
    const issuingBody = 'Ủy ban nhân dân phường Văn Miếu - Quốc Tử Giám';
    const docx = await open(sampleReport({ letterhead: { ...sampleReport().letterhead, issuingBody } }));

    const lengthPt = ruleBelow(docx, issuingBody.toLocaleUpperCase('vi'), columnPt(docx, 0));

    expect(lengthPt / measure('VĂN MIẾU - QUỐC TỬ GIÁM', 'bold', 12)).toBeCloseTo(0.4, 2);
  });

  test('a subject of two lines is drawn in on both sides, so that no word stands alone on the last', () => {
    const { leftTwips, rightTwips } = find(report, sampleReport().subject);
    const columnWidthPt = TEXT_WIDTH_PT - (leftTwips + rightTwips) / 20;

    expect(leftTwips).toBe(rightTwips);
    expect(
      measure('Kết quả thực hiện Kế hoạch phát triển hệ thống', 'bold', 14) / columnWidthPt,
    ).toBeGreaterThan(0.8);
  });

  test('the motto and the usual names stand on one line each', () => {
    expect(measure('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'bold', 12)).toBeLessThan(columnPt(report, 1));
    expect(measure('SỞ KHOA HỌC VÀ CÔNG NGHỆ', 'bold', 12)).toBeLessThan(columnPt(report, 0));
  });

  test('a letter has its subject under the number and no type name', async () => {
    const letter = await open(sampleLetter());
    const [, second] = rowsOf(letter.body.children[0] ?? letter.body);

    expect(second?.map((cell) => letter.paragraphsIn(cell).map(({ text }) => text))).toEqual([
      ['Số: 12/SKHCN-CNTT', 'V/v đôn đốc báo cáo kết quả thực hiện Kế hoạch năm 2025'],
      ['Hà Nội, ngày …… tháng …… năm 2025'],
    ]);
    expect(textsOf(letter)).not.toContain('CÔNG VĂN');
    expect(find(letter, 'V/v đôn đốc báo cáo kết quả thực hiện Kế hoạch năm 2025').runs).toMatchObject([
      { sizePt: 12, bold: false, italic: false },
    ]);
  });

  test('minutes are signed side by side on a page of their own', async () => {
    const minutes = await open(sampleMinutes());
    const tables = minutes.body.children.filter(({ name }) => name === 'w:tbl');
    const rows = rowsOf(tables.at(-1) ?? minutes.body);
    const title = find(minutes, 'XÁC NHẬN CỦA CÁC BÊN');

    expect(child(title.node, 'w:pPr', 'w:pageBreakBefore')).toBeDefined();
    expect(rows.map((row) => row.map((cell) => minutes.paragraphsIn(cell).map(({ text }) => text)))).toEqual([
      [
        ['ĐẠI DIỆN BÊN A', 'SỞ KHOA HỌC VÀ CÔNG NGHỆ', 'GIÁM ĐỐC', '(Ký, ghi rõ họ tên, đóng dấu)'],
        [
          'ĐẠI DIỆN BÊN B',
          'CÔNG TY CỔ PHẦN VÍ DỤ',
          '[chức vụ của người ký: ……]',
          '(Ký, ghi rõ họ tên, đóng dấu)',
        ],
      ],
      [['Trần Thị B'], ['[họ và tên: ……]']],
    ]);
    expect(textsOf(minutes)).not.toContain('Nơi nhận:');
  });
});

describe('4. zeroes and dots', () => {
  test.each([
    [5, { day: 5, month: 1, year: 2026 }, 'Số: 05/BC-SKHCN', 'ngày 05 tháng 01 năm 2026'],
    [9, { day: 9, month: 3, year: 2026 }, 'Số: 09/BC-SKHCN', 'ngày 09 tháng 3 năm 2026'],
    [10, { day: 15, month: 11, year: 2025 }, 'Số: 10/BC-SKHCN', 'ngày 15 tháng 11 năm 2025'],
    [1234, { day: 28, month: 2, year: 2026 }, 'Số: 1234/BC-SKHCN', 'ngày 28 tháng 02 năm 2026'],
  ])('number %i of %o', async (number, date, numberLine, dateText) => {
    const { letterhead } = sampleReport();
    const docx = await open(sampleReport({ letterhead: { ...letterhead, number, date }, annexes: [] }));

    expect(textsOf(docx)).toEqual(expect.arrayContaining([numberLine, `Hà Nội, ${dateText}`]));
  });

  test('what nobody has filled in is dots, and what a person must fill in is marked', async () => {
    const { closing } = sampleReport();
    const docx = await open(
      sampleReport({
        letterhead: {},
        closing: { signature: {}, recipients: { ...closing.recipients, lines: [] } },
        annexes: [],
      }),
    );

    expect(textsOf(docx)).toEqual(
      expect.arrayContaining(['[tên cơ quan ban hành: ……]', 'Số: ……/……', '……, ngày …… tháng …… năm ……']),
    );
    expect(find(docx, '[họ và tên: ……]').runs).toMatchObject([{ highlight: 'yellow' }]);
    expect(find(docx, '[chức vụ của người ký: ……]').runs).toMatchObject([{ highlight: 'yellow' }]);
  });
});

describe('5. lists of names and bases', () => {
  test('one addressee stands on the line of "Kính gửi", without a dash', async () => {
    const docx = await open(sampleReport({ addressees: ['Ủy ban nhân dân thành phố Hà Nội'] }));

    expect(textsOf(docx).filter((text) => text.startsWith('Kính gửi'))).toEqual([
      'Kính gửi: Ủy ban nhân dân thành phố Hà Nội',
    ]);
  });

  test('several have a line each, whose dash stands under the colon', () => {
    const opening = find(report, 'Kính gửi:');
    const lines = textsOf(report).slice(
      textsOf(report).indexOf('Kính gửi:') + 1,
      textsOf(report).indexOf('Kính gửi:') + 3,
    );
    const line = find(report, '- Công an thành phố Hà Nội.');
    const dashPt = line.leftTwips / 20 - measure('- ', 'regular', 14);

    expect(lines).toEqual(['- Ủy ban nhân dân thành phố Hà Nội;', '- Công an thành phố Hà Nội.']);
    expect(dashPt).toBeCloseTo(opening.leftTwips / 20 + measure('Kính gửi', 'regular', 14), 0);
  });

  test('without addressees there is no such line', async () => {
    const docx = await open(sampleReport({ addressees: [] }));

    expect(textsOf(docx).join('\n')).not.toContain('Kính gửi');
  });

  test('legal bases end with semicolons, the last with a full stop', () => {
    const bases = textsOf(report).filter((text) => text.startsWith('Căn cứ'));

    expect(bases.map((text) => text.at(-1))).toEqual([';', '.']);
  });

  test('Nơi nhận ends with the file copy', () => {
    const texts = textsOf(report);
    const lines = texts.slice(texts.indexOf('Nơi nhận:') + 1, texts.indexOf('KT. GIÁM ĐỐC'));

    expect(lines).toEqual([
      '- Như trên;',
      '- Giám đốc Sở (để báo cáo);',
      '- Các phòng chuyên môn;',
      '- Lưu: VT, CNTT.',
      'PL.(30)',
    ]);
    expect(lines.at(-2)).toMatch(/^- Lưu: VT, .+\.$/);
  });
});

describe('6. points', () => {
  test('go by the Vietnamese alphabet', () => {
    const letters = textsOf(report)
      .map((text) => /^(\p{L}+)\) /u.exec(text)?.[1])
      .filter((letter) => letter !== undefined);

    expect(letters).toEqual(['a', 'b', 'c', 'd', 'đ', 'e', 'g']);
  });
});

describe('7. text and signature', () => {
  test('the text is justified, its first line indented by 1 cm, with 6 pt between paragraphs', () => {
    const paragraphs = report
      .paragraphsIn(report.body)
      .filter(({ styleId, text }) => styleId === 'BodyText' && text !== './.');

    expect(paragraphs.length).toBeGreaterThan(20);
    for (const paragraph of paragraphs) {
      expect(paragraph).toMatchObject({ align: 'both', beforePt: 6 });
      expect(paragraph.firstLineMm).toBeCloseTo(10, 1);
      expect(paragraph.runs.every(({ sizePt }) => sizePt === 14)).toBe(true);
    }
  });

  test('headings are real ones that black letters and outline levels mark', () => {
    const headings = report
      .paragraphsIn(report.body)
      .filter(({ styleId }) => styleId.startsWith('Heading'))
      .map(({ styleId, outlineLevel, text, keepNext }) => ({ styleId, outlineLevel, text, keepNext }));

    expect(headings.slice(0, 3)).toEqual([
      { styleId: 'Heading1', outlineLevel: 0, text: 'Phần I\nKẾT QUẢ THỰC HIỆN KẾ HOẠCH', keepNext: true },
      { styleId: 'Heading2', outlineLevel: 1, text: 'I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH', keepNext: true },
      { styleId: 'Heading3', outlineLevel: 2, text: '1. Văn bản đã ban hành', keepNext: true },
    ]);
  });

  test('the text ends with "./.", its last lines on the page of the signature', () => {
    const paragraphs = report.paragraphsIn(report.body);
    const last = paragraphs.findLast(({ text }) => text.endsWith('chỉ đạo./.'));

    expect(last).toMatchObject({ styleId: 'BodyText', keepNext: true });
    expect(textsOf(report).filter((text) => text.endsWith('./.'))).toHaveLength(3);
  });

  test('after a table "./." has a line of its own', () => {
    const annex = textsOfSection(report, 1);

    expect(annex.at(-1)).toBe('./.');
  });

  test('Nơi nhận stands on the left and the signature on the right of one row that does not break', () => {
    const table = report.sections[0]?.children.findLast(({ name }) => name === 'w:tbl');
    const row = table && child(table, 'w:tr');
    const [left, right] = (table && rowsOf(table)[0]) ?? [];

    expect(left && report.paragraphsIn(left)[0]?.text).toBe('Nơi nhận:');
    expect(right && report.paragraphsIn(right)[0]?.text).toBe('KT. GIÁM ĐỐC');
    expect(row && child(row, 'w:trPr', 'w:cantSplit')).toBeDefined();
  });

  test('the address stands at the foot of page 1 only, under a rule as wide as the text', () => {
    const [document, ...annexes] = report.sections;
    const foot = document && footer(report, document.properties, 'first');
    const [paragraph] = foot ? report.paragraphsIn(foot) : [];

    expect(paragraph).toMatchObject({ hasTopBorder: true, leftTwips: 0, runs: [{ sizePt: 11 }] });
    for (const { properties } of annexes)
      expect(textOf(footer(report, properties, 'first') ?? properties)).toBe('');
    expect(document && textOf(footer(report, document.properties, 'default') ?? document.properties)).toBe(
      '',
    );
  });
});

describe('8. annexes', () => {
  test('two are numbered with Roman numbers, each in a section of its own', () => {
    expect(
      [1, 2].map((section) => textsOfSection(report, section).find((text) => text.startsWith('Phụ lục'))),
    ).toEqual(['Phụ lục I', 'Phụ lục II']);
  });

  test('a single one has no number', async () => {
    const docx = await open(sampleReport({ annexes: sampleReport().annexes.slice(0, 1) }));

    expect(textsOfSection(docx, 1)[0]).toBe('Phụ lục');
  });

  test('each is named in the text', () => {
    const text = textsOfSection(report, 0).join('\n');

    expect(text).toContain('Phụ lục I ');
    expect(text).toContain('Phụ lục II)');
  });

  test('the guide line is filled in on paper', async () => {
    const docx = await open(sampleReport({ variant: 'paper' }));

    expect(textsOfSection(docx, 1)).toContain(
      '(Kèm theo Báo cáo số 05/BC-SKHCN ngày 05 tháng 01 năm 2026 của Sở Khoa học và Công nghệ)',
    );
  });

  test('one with secret sites keeps the place of the stamp', () => {
    expect(textsOfSection(report, 2)[0]).toBe('[Đóng dấu chỉ mức độ mật]');
    expect(textsOfSection(report, 1).join()).not.toContain('Đóng dấu');
  });
});

describe('tables', () => {
  test('repeat their header rows and keep their rows whole', () => {
    const table = report.sections[1]?.children.find(({ name }) => name === 'w:tbl');
    const rows = table?.children.filter(({ name }) => name === 'w:tr') ?? [];

    expect(rows).toHaveLength(64);
    expect(rows.filter((row) => child(row, 'w:trPr', 'w:tblHeader'))).toEqual(rows.slice(0, 2));
    expect(rows.every((row) => child(row, 'w:trPr', 'w:cantSplit'))).toBe(true);
  });

  test('keep a total with the row above it, the name of a group with its first row, and the last row with the end of the text', () => {
    const table = report.sections[1]?.children.find(({ name }) => name === 'w:tbl');
    const rows = table ? rowsOf(table) : [];
    const kept = rows.map((row) =>
      row.every((cell) => report.paragraphsIn(cell).every(({ keepNext }) => keepNext)),
    );

    expect(kept.flatMap((isKept, index) => (isKept ? [index] : []))).toEqual([0, 1, 2, 62, 63]);
  });

  test('leave neither their first nor their last row alone on a page', async () => {
    const row = (name: string) => ({ kind: 'row' as const, cells: [name, '1'] });
    const table = {
      kind: 'table' as const,
      columns: [{ share: 1 }, { share: 1 }],
      header: [[{ text: 'Tên' }, { text: 'Số' }]],
      rows: ['một', 'hai', 'ba', 'bốn', 'năm'].map(row),
    };

    const docx = await open(
      sampleReport({ annexes: [], body: [table, { kind: 'paragraph', text: 'Hết.' }] }),
    );

    const kept = docx
      .paragraphsIn(docx.body)
      .filter(({ text, keepNext }) => keepNext && ['một', 'hai', 'ba', 'bốn', 'năm'].includes(text));
    expect(kept.map(({ text }) => text)).toEqual(['một', 'bốn']);
  });

  test('stay with the heading above them: nothing between lets go', () => {
    const elements = report.sections.flatMap(({ children }) => children);
    const above = elements.filter((_, index) => {
      const [row] = descendants(elements[index + 1] ?? { ...report.body, children: [] }, 'w:tblHeader');
      return elements[index + 1]?.name === 'w:tbl' && row !== undefined;
    });
    const wrapped = { ...report.body, children: above };

    expect(above.length).toBeGreaterThan(2);
    expect(report.paragraphsIn(wrapped).map(({ keepNext }) => keepNext)).toEqual(above.map(() => true));
  });

  test('are as wide as the text, cell by cell', () => {
    const table = report.sections[1]?.children.find(({ name }) => name === 'w:tbl');
    const widths = (table ? rowsOf(table) : []).map((row) =>
      row.reduce((sum, cell) => sum + Number(child(cell, 'w:tcPr', 'w:tcW')?.attributes['w:w']), 0),
    );

    expect(new Set(widths)).toEqual(new Set([Math.round((252 / 25.4) * 1440)]));
  });

  test('give each column room for its longest word and its longest number', async () => {
    const narrow = { share: 1 };
    const table = {
      kind: 'table' as const,
      columns: [{ share: 30 }, narrow, narrow],
      header: [[{ text: 'Đơn vị' }, { text: 'Nghiêng' }, { text: 'Số' }]],
      rows: [
        {
          kind: 'row' as const,
          cells: ['Sở Xây dựng', 'x', { kind: 'number' as const, text: '1.234.567,8 %', value: '1234567.8' }],
        },
      ],
    };

    const docx = await open(sampleReport({ annexes: [], body: [table] }));

    const [, tableOfBody] = docx.body.children.filter(({ name }) => name === 'w:tbl');
    const widthsPt = (rowsOf(tableOfBody ?? docx.body)[0] ?? []).map(
      (cell) => Number(child(cell, 'w:tcPr', 'w:tcW')?.attributes['w:w']) / 20,
    );
    expect(widthsPt[1]).toBeGreaterThan(measure('Nghiêng', 'bold', 13) + 5);
    expect(widthsPt[2]).toBeGreaterThan(measure('1.234.567,8 %', 'regular', 13) + 5);
    expect(widthsPt[0]).toBeGreaterThan(300);
  });

  test('put numbers on the right, and say so when they are empty', async () => {
    const docx = await open(
      sampleReport({
        annexes: [],
        body: [sampleTable(1), { ...sampleTable(0), rows: [], caption: 'Bảng 2' }],
      }),
    );

    expect(find(docx, '1.204').align).toBe('right');
    expect(find(docx, 'không có')).toMatchObject({ align: 'center', runs: [{ italic: true }] });
  });

  test('whose rows do not fill the columns are refused by name', async () => {
    const table = { ...sampleTable(0), rows: [{ kind: 'row' as const, cells: ['1', '2'] }] };

    await expect(renderDocx(sampleReport({ body: [table] }), fonts)).rejects.toMatchObject({
      code: 'DOCUMENT_INVALID',
      message:
        'table "Bảng 1. Biến động số lượng camera theo đơn vị quản lý": row 1: expected 6 columns, got 2',
    });
  });
});

describe('the file', () => {
  test('is the same, byte for byte, whenever it is made', async () => {
    const [one, other] = [await renderDocx(sampleReport(), fonts), await renderDocx(sampleReport(), fonts)];

    expect(Buffer.compare(one, other)).toBe(0);
  });

  test('names title, body and date of the document, and facts for machines', () => {
    const core = report.parts.get('docProps/core.xml') ?? '';
    const custom = report.parts.get('docProps/custom.xml') ?? '';

    expect(core).toContain('<dc:title>Báo cáo kết quả thực hiện Kế hoạch năm 2025</dc:title>');
    expect(core.match(/2025-11-16T00:00:00Z/g)).toHaveLength(2);
    expect(custom).toContain('sha256:0123456789abcdef');
  });

  test('tells those who cannot see a picture what it shows', () => {
    const descriptions = descendants(report.body, 'wp:docPr').map(({ attributes }) => attributes.descr);

    expect(descriptions).toEqual(['Biểu đồ cột: độ khả dụng theo tháng, thấp nhất 97,1 % vào tháng 5']);
  });

  test('keeps every Vietnamese letter and what looks like markup, and drops what no reader sees', async () => {
    const letters = 'ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ';
    const name = `${letters}${letters.toLocaleLowerCase('vi')} <w:p> & "x" 'y' ]]> \u0000\u0007\u200b\ud800`;
    const clean = `${letters}${letters.toLocaleLowerCase('vi')} <w:p> & "x" 'y' ]]> `;
    const table = { ...sampleTable(0), rows: [{ kind: 'row' as const, cells: [name, '', '', '', '', ''] }] };

    const docx = await open(sampleReport({ annexes: [], body: [{ kind: 'paragraph', text: name }, table] }));

    expect(textsOf(docx).filter((text) => text === clean)).toHaveLength(2);
  });

  test('breaks no line inside the number of a document, and others at their hyphens', async () => {
    const text = 'Kế hoạch số 77/KH-UBND, hợp đồng 02/2025/HĐ-MẪU, thiết bị cam-01/a-b, 10-15/11.';
    const table = { ...sampleTable(0), rows: [{ kind: 'row' as const, cells: [text, '', '', '', '', ''] }] };

    const docx = await open(sampleReport({ annexes: [], body: [table, { kind: 'paragraph', text }] }));

    const found = docx
      .paragraphsIn(docx.body)
      .filter((paragraph) => paragraph.text.startsWith('Kế hoạch số'));
    expect(found.map((paragraph) => paragraph.text.replace('./.', '.'))).toEqual([text, text]);
    expect(found.map(({ node }) => descendants(node, 'w:noBreakHyphen').length)).toEqual([2, 2]);
  });

  test('takes letters and marks that come apart as one letter', async () => {
    const docx = await open(
      sampleReport({ annexes: [], body: [{ kind: 'paragraph', text: 'Ư\u0309a'.normalize('NFD') }] }),
    );

    expect(textsOf(docx)).toContain('Ửa./.');
  });

  test('refuses a picture that is none', async () => {
    const picture = { kind: 'picture' as const, png: Buffer.from('GIF89a'), widthMm: 10, alt: 'biểu đồ' };

    await expect(renderDocx(sampleReport({ body: [picture] }), fonts)).rejects.toMatchObject({
      code: 'DOCUMENT_INVALID',
      message: 'picture "biểu đồ": expected a PNG file, got 6 other bytes',
    });
  });
});
