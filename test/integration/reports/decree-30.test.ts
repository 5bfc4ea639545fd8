import { beforeAll, describe, expect, test } from 'vitest';
import { loadFontFiles } from '#documents/fonts/font-files.ts';
import { createMeasureText } from '#documents/fonts/measure-text.ts';
import { lineWidthsPt } from '#documents/model/line-widths.ts';
import { pointLetter } from '#documents/model/point-letter.ts';
import { romanNumber } from '#documents/model/roman-number.ts';
import {
  type DecreeDocument,
  type DecreeDocuments,
  makeDecreeDocuments,
} from '#test/support/decree-documents.ts';
import {
  columnPt,
  find,
  flat,
  footer,
  header,
  lookOf,
  pageOf,
  rowsOf,
  ruleBelow,
  textsOf,
  textsOfSection,
} from '#test/support/docx-layout.ts';
import { child, type Docx, type DocxParagraph, descendants, textOf } from '#test/support/docx-reader.ts';

/**
 * Every measure of Decree 30/2020 (annexes I and III) in what is handed out: the report of the city on paper and electronic, those of
 * a department, the police and a ward, and an urging letter. What the layout can do besides is in `layout.test.ts`.
 *
 * Not tested, because no file of camwatch can show it:
 * - scans (PDF 1.4, 200 dpi, colour): camwatch makes none;
 * - the image of the seal (red, its real size, over a third of the signature): it is put on the signed file;
 * - the colour of the image of a signature (blue): whoever gives the image answers for it;
 * - frames of secrecy, urgency and circulation: none is printed, the place of a stamp in an annex is in `layout.test.ts`;
 * - number and signing time at the top of an annex in a file of its own (10 pt): the clerk's digital signature writes it, and annexes
 *   of camwatch are in the file of the report;
 * - that a name bears no academic title: a setting, of which no file tells what it leaves out;
 * - the chapter form (Chương, Mục, Tiểu mục, Điều): no report uses it, which is tested;
 * - the address at the foot of page 1 (11–12 pt) is optional and not set here; it is in `layout.test.ts`.
 */
const measure = createMeasureText(await loadFontFiles());
let documents: DecreeDocuments;
beforeAll(async () => {
  documents = await makeDecreeDocuments();
}, 240_000);

const REPORTS = ['city', 'electronic', 'department', 'police', 'ward'] as const;
const ALL = [...REPORTS, 'letter'] as const;
type Name = (typeof ALL)[number];
const docxOf = (name: Name): Docx => documents[name].docx;
const bodyOf = (docx: Docx, section = 0): readonly DocxParagraph[] =>
  docx.paragraphsIn({
    name: 'section',
    attributes: {},
    text: '',
    children: docx.sections[section]?.children ?? [],
  });
const annexNumbers = ({ sections }: Docx): readonly number[] =>
  sections.slice(1).map((_, index) => index + 1);
const sizesOf = (paragraphs: readonly DocxParagraph[]): readonly number[] => [
  ...new Set(paragraphs.flatMap(({ runs }) => runs.map(({ sizePt }) => sizePt))),
];
const looksOf = (paragraph: DocxParagraph) => [...new Set(paragraph.runs.map(lookOf))];
const TEXT_WIDTH_PT = (155 / 25.4) * 72;

describe.each(ALL)('1. the page of %s', (name) => {
  test('is A4, its margins in their ranges; only an annex may lie on its side', () => {
    docxOf(name).sections.forEach((_, section) => {
      const { width, height, top, bottom, left, right } = pageOf(docxOf(name), section);

      expect([width, height].toSorted()).toEqual([210, 297]);
      if (section === 0) expect(width).toBe(210);
      for (const margin of [top, bottom]) expect(margin).toSatisfy(isWithin(20, 25));
      expect(left).toSatisfy(isWithin(30, 35));
      expect(right).toSatisfy(isWithin(15, 20));
    });
  });

  test('is numbered in the top margin, centred, 13–14 pt upright, from 1 in each section, but not on its first page', () => {
    const docx = docxOf(name);
    docx.sections.forEach(({ properties }, section) => {
      const numbered = header(docx, properties, 'default');
      const [line] = numbered ? docx.paragraphsIn(numbered) : [];

      expect(child(properties, 'w:titlePg')).toBeDefined();
      expect(textOf(header(docx, properties, 'first') ?? properties)).toBe('');
      expect(numbered && descendants(numbered, 'w:instrText').map(textOf)).toEqual(['PAGE']);
      expect(line).toMatchObject({ align: 'center' });
      expect(line && looksOf(line)).toEqual(['upright']);
      expect(line && sizesOf([line])).toSatisfy(areWithin(13, 14));
      expect(pageOf(docx, section).header).toBeLessThan(pageOf(docx, section).top);
      expect(child(properties, 'w:pgNumType')?.attributes).toEqual({ 'w:start': '1' });
      expect(textOf(footer(docx, properties, 'default') ?? properties)).toBe('');
    });
  });

  test('is written in Times New Roman, black', () => {
    const runs = docxOf(name)
      .paragraphsIn(docxOf(name).body)
      .flatMap((paragraph) => paragraph.runs);

    expect(new Set(runs.map(({ font, colour }) => `${font} ${colour}`))).toEqual(
      new Set(['Times New Roman 000000']),
    );
  });

  test('has its text justified, 13–14 pt, the first line drawn in by 1 or 1.27 cm, 6 pt between paragraphs, lines 1 to 1.5', () => {
    const text = textOfBody(docxOf(name)).filter(({ text: own }) => own !== './.');

    expect(text.length).toBeGreaterThan(3);
    for (const { align, firstLineMm, beforePt, lineSpacing, runs } of text) {
      expect(align).toBe('both');
      expect([10, 12.7].some((mm) => Math.abs(firstLineMm - mm) < 0.1)).toBe(true);
      expect(beforePt).toBeGreaterThanOrEqual(6);
      expect(lineSpacing).toSatisfy(isWithin(1, 1.5));
      expect(runs.every(({ sizePt }) => sizePt >= 13 && sizePt <= 14)).toBe(true);
    }
  });

  test('has its text upright, but for legal bases', () => {
    const upright = textOfBody(docxOf(name)).filter(({ text }) => !text.startsWith('Căn cứ'));

    expect(new Set(upright.flatMap(looksOf))).toEqual(new Set(['upright']));
  });
});

describe.each(ALL)('2. the head of %s', (name) => {
  const head = () => rowsOf(docxOf(name).body.children[0] ?? docxOf(name).body);
  const cell = (row: number, column: number) => {
    const node = head()[row]?.[column];
    return node
      ? docxOf(name)
          .paragraphsIn(node)
          .filter(({ text }) => text !== '')
      : [];
  };

  test('has the motto in its exact letters, bold, 12–13 and 13–14 pt, over a rule as long as itself', () => {
    const [motto, freedom] = cell(0, 1);

    expect(cell(0, 1).map(({ text }) => text)).toEqual([
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
    ]);
    for (const line of [motto, freedom]) {
      expect(line).toMatchObject({ align: 'center', lineSpacing: 1 });
      expect(line && looksOf(line)).toEqual(['bold']);
    }
    expect(motto && sizesOf([motto])).toSatisfy(areWithin(12, 13));
    expect(freedom && sizesOf([freedom])).toSatisfy(areWithin(13, 14));
    expect(ruleBelow(docxOf(name), freedom?.text ?? '', columnPt(docxOf(name), 1))).toBeCloseTo(
      measure(freedom?.text ?? '', 'bold', 13),
      0,
    );
  });

  test('has the bodies in capitals, 12–13 pt, the one above upright, the one that issues bold over a rule of 1/3 to 1/2 of its line', () => {
    const lines = cell(0, 0);
    const issuing = lines.filter((line) => looksOf(line).includes('bold'));
    const last = issuing.at(-1);
    const lastPt = measure(last?.text ?? '', 'bold', 12);

    expect(issuing.length).toBeGreaterThan(0);
    expect(lines.slice(0, lines.length - issuing.length).flatMap(looksOf)).toEqual(
      name === 'ward' ? [] : ['upright'],
    );
    expect(
      lines.every(({ text, align }) => text === text.toLocaleUpperCase('vi') && align === 'center'),
    ).toBe(true);
    expect(sizesOf(lines)).toSatisfy(areWithin(12, 13));
    expect(ruleBelow(docxOf(name), last?.text ?? '', columnPt(docxOf(name), 0)) / lastPt).toSatisfy(
      isWithin(1 / 3, 1 / 2),
    );
  });

  test('has number and symbol centred under the body, 13 pt upright, without spaces, one digit with a zero', () => {
    const [number] = cell(1, 0);
    const pattern = name === 'letter' ? /^Số: ……\/SKHCN-CĐS$/ : /^Số: (0[1-9]|[1-9]\d+|……)\/BC-[\p{Lu}…]+$/u;

    expect(number?.text).toMatch(pattern);
    expect(number).toMatchObject({ align: 'center' });
    expect(number && looksOf(number)).toEqual(['upright']);
    expect(number && sizesOf([number])).toEqual([13]);
  });

  test('has place and day on the same line, centred under the motto, 13–14 pt italic, zeroes for days below 10 and months 1 and 2', () => {
    const [line] = cell(1, 1);

    expect(line?.text).toMatch(
      /^\p{Lu}[\p{L} ]+, ngày (0[1-9]|[12]\d|3[01]|……) tháng (0[12]|[3-9]|1[0-2]|……) năm (20\d\d|……)$/u,
    );
    expect(line).toMatchObject({ align: 'center' });
    expect(line && looksOf(line)).toEqual(['italic']);
    expect(line && sizesOf([line])).toSatisfy(areWithin(13, 14));
  });
});

describe('2. who writes', () => {
  const headOf = (name: Name): readonly string[] => {
    const [table] = docxOf(name).body.children;
    return table
      ? docxOf(name)
          .paragraphsIn(table)
          .map(({ text }) => text)
          .filter((text) => text !== '')
      : [];
  };

  test.each<[Name, readonly string[]]>([
    [
      'city',
      [
        'UBND THÀNH PHỐ HÀ NỘI',
        'SỞ KHOA HỌC VÀ CÔNG NGHỆ',
        'Số: 05/BC-SKHCN',
        'Hà Nội, ngày 05 tháng 12 năm 2025',
      ],
    ],
    [
      'electronic',
      [
        'UBND THÀNH PHỐ HÀ NỘI',
        'SỞ KHOA HỌC VÀ CÔNG NGHỆ',
        'Số: ……/BC-SKHCN',
        'Hà Nội, ngày …… tháng …… năm 2025',
      ],
    ],
    [
      'department',
      ['UBND THÀNH PHỐ HÀ NỘI', 'SỞ XÂY DỰNG', 'Số: 12/BC-SXD', 'Hà Nội, ngày 18 tháng 11 năm 2025'],
    ],
    [
      'police',
      ['BỘ CÔNG AN', 'CÔNG AN THÀNH PHỐ HÀ NỘI', 'Số: 107/BC-CATP', 'Hà Nội, ngày 09 tháng 3 năm 2026'],
    ],
    ['ward', ['ỦY BAN NHÂN DÂN', 'PHƯỜNG BA ĐÌNH', 'Số: 03/BC-UBND', 'Ba Đình, ngày 09 tháng 02 năm 2026']],
    [
      'letter',
      [
        'UBND THÀNH PHỐ HÀ NỘI',
        'SỞ KHOA HỌC VÀ CÔNG NGHỆ',
        'Số: ……/SKHCN-CĐS',
        'Hà Nội, ngày …… tháng …… năm ……',
      ],
    ],
  ])('%s has its own letterhead', (name, expected) => {
    const motto = ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'];
    const lines = headOf(name).filter((text) => !motto.includes(text) && !text.startsWith('V/v'));

    expect(lines).toEqual(expected);
  });

  test('a letter has its subject under its number, 12–13 pt upright, and no name of a type', () => {
    const docx = docxOf('letter');
    const subject = docx.paragraphsIn(docx.body).find(({ text }) => text.startsWith('V/v '));

    expect(subject).toMatchObject({ align: 'center' });
    expect(subject && looksOf(subject)).toEqual(['upright']);
    expect(subject && sizesOf([subject])).toSatisfy(areWithin(12, 13));
    expect(textsOf(docx)).not.toContain('CÔNG VĂN');
  });
});

describe.each(REPORTS)('2. the title of %s', (name) => {
  test('is its type in capitals over its subject, bold, 13–14 pt, over a rule of 1/3 to 1/2 of the last line', () => {
    const docx = docxOf(name);
    const { subject } = documents[name].model;
    const texts = textsOf(docx);
    const type = find(docx, 'BÁO CÁO');
    const line = find(docx, subject);
    const columnWidthPt = TEXT_WIDTH_PT - (line.leftTwips + line.rightTwips) / 20;
    const lines = lineWidthsPt([{ text: line.text }], { face: 'bold', sizePt: 14 }, columnWidthPt, measure);

    expect(texts.indexOf(subject)).toBe(texts.indexOf('BÁO CÁO') + 1);
    for (const one of [type, line]) {
      expect(one).toMatchObject({ align: 'center' });
      expect(looksOf(one)).toEqual(['bold']);
      expect(sizesOf([one])).toSatisfy(areWithin(13, 14));
    }
    expect(subject).not.toBe(subject.toLocaleUpperCase('vi'));
    expect(ruleBelow(docx, subject, TEXT_WIDTH_PT) / (lines.at(-1) ?? 0)).toSatisfy(isWithin(1 / 3, 1 / 2));
  });
});

describe.each(ALL)('2. addressees and legal bases of %s', (name) => {
  test('"Kính gửi" stands between title and legal bases: one on its line, several below each other under the colon', () => {
    const docx = docxOf(name);
    const texts = textsOf(docx);
    const { addressees } = documents[name].model;
    const at = texts.findIndex((text) => text.startsWith('Kính gửi:'));
    const opening = docx.paragraphsIn(docx.body)[at];

    expect(addressees.length).toBeGreaterThan(0);
    expect(opening && looksOf(opening)).toEqual(['upright']);
    expect(opening && sizesOf([opening])).toSatisfy(areWithin(13, 14));
    expect(at).toBeGreaterThan(texts.indexOf('BÁO CÁO'));
    if (addressees.length === 1) {
      expect(texts[at]).toBe(`Kính gửi: ${addressees[0]}`);
      return;
    }
    const lines = docx.paragraphsIn(docx.body).slice(at + 1, at + 1 + addressees.length);
    expect(lines.map(({ text }) => text)).toEqual(
      addressees.map((one, index) => `- ${one}${index === addressees.length - 1 ? '.' : ';'}`),
    );
    const colonPt = (opening?.leftTwips ?? 0) / 20 + measure('Kính gửi', 'regular', 14);
    for (const { leftTwips, node } of lines) {
      const hanging = Number(child(node, 'w:pPr', 'w:ind')?.attributes['w:hanging']);
      expect((leftTwips - hanging) / 20).toBeCloseTo(colonPt, 0);
    }
  });

  test('legal bases have a line each, italic, 13–14 pt, ";" and at last ".", and are cited in full', () => {
    const bases = textOfBody(docxOf(name)).filter(({ text }) => text.startsWith('Căn cứ '));

    expect(bases.length).toBe(documents[name].model.legalBases.length);
    bases.forEach((basis, index) => {
      expect(looksOf(basis)).toEqual(['italic']);
      expect(sizesOf([basis])).toSatisfy(areWithin(13, 14));
      expect(basis.text).toMatch(index === bases.length - 1 ? /[^;.]\.$/ : /[^;.];$/);
      expect(basis.text).toMatch(CITED_IN_FULL);
    });
  });

  test('what the legal bases cite in full is cited by number and symbol from then on', () => {
    const docx = docxOf(name);
    const numbers = documents[name].model.legalBases.flatMap(
      (basis) => /số (\S+)/.exec(String(basis))?.[1] ?? [],
    );
    // A list of what was issued tells of each document; it cites none.
    const later = textOfBody(docx).filter(({ text }) => !/^(Căn cứ |- Văn bản: )/.test(text));
    const citedAgain = numbers.flatMap((number) =>
      later.filter(({ text }) => text.includes(`${number} ngày`)).map(({ text }) => text),
    );

    expect(citedAgain).toEqual([]);
  });
});

/** Type, number and symbol, day, issuer, subject. */
const CITED_IN_FULL =
  /^Căn cứ \p{Lu}[\p{L} ]+ số \d+\/[\p{Lu}\d-]+ ngày (0[1-9]|[12]\d|3[01]) tháng (0[12]|[3-9]|1[0-2]) năm \d{4} của [\p{L} ]+ (về|V\/v) .{10,}[;.]$/u;

describe.each(REPORTS)('2. headings and points of %s', (name) => {
  const headings = () => bodyOf(docxOf(name)).filter(({ styleId }) => styleId.startsWith('Heading'));

  test('sections have Roman numbers and capitals on one line, clauses Arabic numbers, bold, 13–14 pt', () => {
    const sections = headings().filter(({ styleId }) => styleId === 'Heading1');
    const clauses = headings().filter(({ styleId }) => styleId === 'Heading2');

    expect(sections.map(({ text }) => text.split('. ')[0])).toEqual(
      sections.map((_, index) => romanNumber(index + 1)),
    );
    expect(sections.every(({ text }) => text === text.toLocaleUpperCase('vi') && !text.includes('\n'))).toBe(
      true,
    );
    expect(clauses.length).toBeGreaterThan(3);
    expect(
      clauses.every(({ text }) => /^\d+\. \p{Lu}/u.test(text) && text !== text.toLocaleUpperCase('vi')),
    ).toBe(true);
    expect(new Set(headings().flatMap(looksOf))).toEqual(new Set(['bold']));
    expect(sizesOf(headings())).toSatisfy(areWithin(13, 14));
    expect(headings().every(({ keepNext }) => keepNext)).toBe(true);
  });

  test('clauses count from 1 in each section, points by the Vietnamese alphabet, and nothing is a chapter or an article', () => {
    const numbers: number[][] = [];
    const letters: string[][] = [[]];
    for (const { styleId, text } of bodyOf(docxOf(name))) {
      if (styleId === 'Heading1') numbers.push([]);
      if (styleId === 'Heading2') numbers.at(-1)?.push(Number.parseInt(text, 10));
      if (styleId.startsWith('Heading')) letters.push([]);
      const [, letter] = /^(\p{Ll}+)\) /u.exec(text) ?? [];
      if (letter !== undefined) letters.at(-1)?.push(letter);
    }

    expect(numbers).toEqual(numbers.map((own) => own.map((_, index) => index + 1)));
    expect(letters).toEqual(letters.map((own) => own.map((_, index) => pointLetter(index + 1))));
    expect(headings().filter(({ text }) => /^(Chương|Mục|Tiểu mục|Điều) /.test(text))).toEqual([]);
  });
});

describe.each(ALL)('2. the end of %s', (name) => {
  const closing = () => {
    const table = docxOf(name).sections[0]?.children.findLast((node) => node.name === 'w:tbl');
    if (!table) throw new Error('expected a table');
    return table;
  };
  const column = (index: number) => {
    const cell = rowsOf(closing())[0]?.[index];
    return cell
      ? docxOf(name)
          .paragraphsIn(cell)
          .filter(({ text }) => text !== '')
      : [];
  };

  test('the text ends with "./."', () => {
    const last = bodyOf(docxOf(name)).findLast(({ styleId }) => styleId === 'BodyText');

    expect(last?.text).toMatch(/[^.]\.\/\.$/);
  });

  test('"Nơi nhận" is bold italic, 12 pt, at the left margin, its lines 11 pt upright, from "Như trên" to the file copy', () => {
    const [title, ...lines] = column(0);
    const { recipients } = { recipients: { drafter: undefined }, ...closingOf(documents[name]) };
    const listed = recipients.drafter === undefined ? lines : lines.slice(0, -1);

    expect(title).toMatchObject({ text: 'Nơi nhận:', align: 'left', leftTwips: 0 });
    expect(title && looksOf(title)).toEqual(['bold italic']);
    expect(title && sizesOf([title])).toEqual([12]);
    expect(lines.flatMap(looksOf)).toEqual(lines.map(() => 'upright'));
    expect(sizesOf(lines)).toEqual([11]);
    expect(lines.every(({ align, leftTwips }) => align === 'left' && leftTwips === 0)).toBe(true);
    expect(listed[0]?.text).toBe('- Như trên;');
    expect(listed.slice(0, -1).every(({ text }) => /^- .*[^;.];$/.test(text))).toBe(true);
    expect(listed.at(-1)?.text).toMatch(/^- Lưu: VT, .+\.$/);
  });

  test('the signer stands on the right in the same row, in capitals over a name in small letters, bold, 13–14 pt, centred', () => {
    const lines = column(1);
    const [post, signer] = [lines.at(-2), lines.at(-1)];
    const isOpen = (text: string | undefined) => text?.startsWith('[') === true;

    expect(rowsOf(closing())).toHaveLength(1);
    expect(child(closing(), 'w:tr', 'w:trPr', 'w:cantSplit')).toBeDefined();
    expect(post?.text.toLocaleUpperCase('vi') === post?.text || isOpen(post?.text)).toBe(true);
    expect(signer?.text.toLocaleUpperCase('vi')).not.toBe(signer?.text);
    for (const line of lines) {
      expect(line).toMatchObject({ align: 'center' });
      expect(looksOf(line)).toEqual(['bold']);
      expect(sizesOf([line])).toSatisfy(areWithin(13, 14));
    }
  });
});

describe('2. who signs', () => {
  test.each<[Name, readonly string[]]>([
    ['city', ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC', 'Nguyễn Văn An']],
    ['electronic', ['[chức vụ của người ký: ……]', '[họ và tên: ……]']],
    ['department', ['GIÁM ĐỐC', 'Trần Thị Bình']],
    ['police', ['GIÁM ĐỐC', '[họ và tên: ……]']],
    ['ward', ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH', '[họ và tên: ……]']],
    ['letter', ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC', '[họ và tên: ……]']],
  ])('for %s', (name, expected) => {
    const texts = textsOf(docxOf(name)).filter((text) => text !== '');
    const at = texts.findIndex((text) => text.startsWith('- Lưu: VT'));
    const from = texts.slice(at + 1).filter((text) => text !== 'NVA');

    expect(from.slice(0, expected.length)).toEqual(expected);
  });

  test.each<[Name, string]>([
    ['city', '- Lưu: VT, CĐS (3).'],
    ['department', '- Lưu: VT, QLGT.'],
    ['letter', '- Lưu: VT, CĐS.'],
  ])('the file copy of %s names the unit that drafts it', (name, line) => {
    expect(textsOf(docxOf(name))).toContain(line);
  });

  test('the mark of the drafter follows the file copy', () => {
    const texts = textsOf(docxOf('city'));

    expect(texts[texts.indexOf('- Lưu: VT, CĐS (3).') + 1]).toBe('NVA');
  });
});

describe.each(REPORTS)('3. the annexes of %s', (name) => {
  test('have their number and title centred, bold, 13–14 pt, Roman where there are several, and are named in the text', () => {
    const docx = docxOf(name);
    const text = textsOfSection(docx, 0).join('\n');
    const { annexes } = documents[name].model;

    expect(annexNumbers(docx)).toHaveLength(annexes.length);
    annexNumbers(docx).forEach((section, index) => {
      const [label, title] = bodyOf(docx, section);
      const wanted = annexes.length > 1 ? `Phụ lục ${romanNumber(index + 1)}` : 'Phụ lục';

      expect(label?.text).toBe(wanted);
      expect(title && flat(title.text)).toBe(annexes[index]?.title.toLocaleUpperCase('vi'));
      for (const line of [label, title]) {
        expect(line).toMatchObject({ align: 'center' });
        expect(line && looksOf(line)).toEqual(['bold']);
        expect(line && sizesOf([line])).toSatisfy(areWithin(13, 14));
      }
      expect(text).toMatch(new RegExp(`${wanted}(?![IVX])`));
    });
  });

  test('have a guide line in italics, 13–14 pt, over a short rule: filled in on paper, its dots left empty in an electronic one', () => {
    const docx = docxOf(name);
    for (const section of annexNumbers(docx)) {
      const [, , guide, rule] = bodyOf(docx, section);
      const columnMm = pageOf(docx, section).width - pageOf(docx, section).left - pageOf(docx, section).right;
      const guideRuns = [{ text: guide?.text ?? '' }];
      const widthPt = (columnMm / 25.4) * 72 - ((guide?.leftTwips ?? 0) + (guide?.rightTwips ?? 0)) / 20;
      const lines = lineWidthsPt(guideRuns, { face: 'italic', sizePt: 14 }, widthPt, measure);
      const rulePt = (columnMm / 25.4) * 72 - ((rule?.leftTwips ?? 0) + (rule?.rightTwips ?? 0)) / 20;

      expect(guide?.text).toBe(GUIDE_LINES[name]);
      expect(guide).toMatchObject({ align: 'center' });
      expect(guide && looksOf(guide)).toEqual(['italic']);
      expect(guide && sizesOf([guide])).toSatisfy(areWithin(13, 14));
      expect(rule?.hasTopBorder).toBe(true);
      expect(rulePt / (lines.at(-1) ?? 0)).toSatisfy(isWithin(1 / 3, 1 / 2));
    }
  });

  test('end with "./."', () => {
    for (const section of annexNumbers(docxOf(name)))
      expect(textsOfSection(docxOf(name), section).at(-1)).toMatch(/\.\/\.$/);
  });
});

const GUIDE_LINES: Readonly<Record<(typeof REPORTS)[number], string>> = {
  city: '(Kèm theo Báo cáo số 05/BC-SKHCN ngày 05 tháng 12 năm 2025 của Sở Khoa học và Công nghệ)',
  electronic: '(Kèm theo Báo cáo số ……/…… ngày …… tháng …… năm …… của ……)',
  department: '(Kèm theo Báo cáo số 12/BC-SXD ngày 18 tháng 11 năm 2025 của Sở Xây dựng)',
  police: '(Kèm theo Báo cáo số 107/BC-CATP ngày 09 tháng 3 năm 2026 của Công an thành phố Hà Nội)',
  ward: '(Kèm theo Báo cáo số 03/BC-UBND ngày 09 tháng 02 năm 2026 của Ủy ban nhân dân phường Ba Đình)',
};

describe.each(ALL)('tables and days of %s', (name) => {
  test('cells are 13–14 pt, in the text and in annexes', () => {
    const docx = docxOf(name);
    const cells = docx.paragraphsIn(docx.body).filter(({ styleId }) => /Cell$/.test(styleId));

    if (name !== 'letter') expect(cells.length).toBeGreaterThan(50);
    expect(sizesOf(cells)).toSatisfy(areWithin(13, 14));
  });

  test('captions, units and notes are 13–14 pt as well', () => {
    const docx = docxOf(name);
    const others = docx
      .paragraphsIn(docx.body)
      .filter(({ styleId }) => ['Caption', 'CamwatchUnit', 'CamwatchNote'].includes(styleId));

    expect(sizesOf(others)).toSatisfy(areWithin(13, 14));
  });

  test('days are written out in the head, in legal bases and guide lines, and have one short form elsewhere', () => {
    const docx = docxOf(name);
    const [head, ...rest] = docx.body.children;
    const body = docx
      .paragraphsIn({ name: 'body', attributes: {}, text: '', children: rest })
      .map(({ text }) => text);
    // A letter has no legal bases: its opening cites the plan.
    const text = body.filter((line) => !/^(Căn cứ |\(Kèm theo |Thực hiện Kế hoạch số )/.test(line));
    const short = text.flatMap((line) => line.match(/(?<![\d/])\d{1,2}\/\d{1,2}\/\d{4}/g) ?? []);

    expect(head && textOf(head)).toMatch(/ngày \S+ tháng \S+ năm/);
    expect(text.filter((line) => /ngày \d+ tháng \d+/.test(line))).toEqual([]);
    expect(short.length).toBeGreaterThan(0);
    expect(short.filter((day) => !/^\d{2}\/(0[12]|[3-9]|1[0-2])\/\d{4}$/.test(day))).toEqual([]);
  });
});

/** Paragraphs of the text of the document, without its annexes. */
function textOfBody(docx: Docx): readonly DocxParagraph[] {
  return bodyOf(docx).filter(({ styleId }) => styleId === 'BodyText');
}

function closingOf({ model }: DecreeDocument) {
  return model.kind === 'minutes' ? undefined : model.closing;
}

function isWithin(least: number, most: number) {
  return (value: unknown): boolean => typeof value === 'number' && value >= least && value <= most;
}

function areWithin(least: number, most: number) {
  return (values: readonly number[]): boolean => values.every(isWithin(least, most));
}
