import { describe, expect, test } from 'vitest';
import { readDocx } from '#documents/check/docx-lines.ts';
import { forgeries } from '#documents/check/forgeries.ts';
import { plainDigits } from '#documents/check/plain-digits.ts';
import { unaccounted } from '#documents/check/unaccounted.ts';
import { zipOf } from '#test/support/zip-of.ts';

const run = (text: string, looks = ''): string => `<w:r><w:rPr>${looks}</w:rPr><w:t>${text}</w:t></w:r>`;
const paragraph = (...runs: readonly string[]): string => `<w:p>${runs.join('')}</w:p>`;
const relations = (...entries: readonly string[]): string =>
  `<Relationships>${entries.join('')}</Relationships>`;
const relation = (type: string, target: string, rest = ''): string =>
  `<Relationship Id="${type}1" Type="http://purl.example/${type}" Target="${target}"${rest}/>`;
const PACKAGE = { '_rels/.rels': relations(relation('officeDocument', 'word/document.xml')) };
const docx = (body: string, parts: Readonly<Record<string, string>> = {}) =>
  readDocx(
    zipOf({ ...PACKAGE, 'word/document.xml': `<w:document><w:body>${body}</w:body></w:document>`, ...parts }),
  );
const PICTURE = { 'word/_rels/document.xml.rels': relations(relation('image', 'media/image1.png')) };
const cell = (inner: string, looks = ''): string =>
  `<w:tbl><w:tr><w:tc><w:tcPr><w:tcW w:w="1970" w:type="dxa"/>${looks}</w:tcPr>${inner}</w:tc></w:tr></w:tbl>`;
const looking = (looks: string): string => `<w:p><w:pPr>${looks}</w:pPr>${run('7')}</w:p>`;
const picture = (blip = '<a:blip r:embed="image1"/>'): string =>
  `<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill>${blip}</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;
const BLIP = picture();

const SENTENCE = 'Độ khả dụng đạt 99,02 %.';
const EXPECTED = docx(paragraph(run(SENTENCE)) + paragraph(BLIP), {
  ...PICTURE,
  'word/media/image1.png': 'a chart',
});

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
        paragraph(run('Ẩn 5', '<w:vanish/>'), '<w:pict/>') +
        paragraph(BLIP),
      {
        ...PICTURE,
        'word/media/image1.png': 'another chart',
        'word/header1.xml': `<w:hdr>${paragraph(run('12'))}${paragraph(run('Mọi việc đều xong'))}</w:hdr>`,
      },
    );

    expect(unaccounted(EXPECTED, found).map((line) => line.replace(/picture \w{8}/, 'picture …'))).toEqual([
      'không có trong số liệu / not in the figures: Cả năm đạt 99,99 %.',
      'không có trong số liệu / not in the figures: Trân trọng./.',
      'không có trong số liệu / not in the figures: [hình / picture ……]',
      'đầu trang, chân trang, ghi chú / head, foot or note: Mọi việc đều xong',
      'chữ ẩn / hidden text: Ẩn 5',
      'có thể che hoặc đổi số liệu / may cover or change figures: w:vanish (1)',
      'có thể che hoặc đổi số liệu / may cover or change figures: w:pict (1)',
    ]);
    expect(unaccounted(EXPECTED, EXPECTED)).toEqual([]);
  });

  test('is read with the digits of every script, without what nobody sees, and with a mark where the direction of writing turns', () => {
    expect(plainDigits('９９,０２ ٩٩ 𝟗𝟗 9\u200b9 १०')).toBe('99,02 99 99 99 10');
    expect(plainDigits('\u202e102\u202c')).toBe('\ufffd102\ufffd');
  });

  test.each([
    ['a lowered digit', run('1', '<w:position w:val="-20"/>'), 'w:position val=-20'],
    ['letters over each other', run('1', '<w:spacing w:val="-200"/>'), 'w:spacing val=-200'],
    ['nearly white letters', run('1', '<w:color w:val="FEFEFE"/>'), 'w:color val=FEFEFE'],
    [
      'letters in the colour of a theme',
      run('1', '<w:color w:themeColor="background1"/>'),
      'w:color themeColor=background1',
    ],
    ['a black ground', run('1', '<w:shd w:val="clear" w:fill="000000"/>'), 'w:shd val=clear fill=000000'],
    ['letters without filling', run('1', '<w14:textFill/>'), 'w14:textFill'],
    ['digits that are struck out', run('1', '<w:strike/>'), 'w:strike'],
    ['digits of a font of signs', run('1', '<w:rFonts w:ascii="Wingdings"/>'), 'w:rFonts ascii=Wingdings'],
    ['writing from right to left', `<w:bdo w:val="rtl">${run('102')}</w:bdo>`, 'w:bdo val=rtl'],
    ['a field', `<w:fldSimple w:instr="DOCPROPERTY x">${run('1')}</w:fldSimple>`, 'field DOCPROPERTY x'],
    ['a page number in the body', '<w:r><w:instrText> PAGE </w:instrText></w:r>', 'field PAGE'],
    ['data in a content control', '<w:sdt><w:sdtPr><w:dataBinding/></w:sdtPr></w:sdt>', 'w:dataBinding'],
    ['a formula', '<m:oMath><m:r/></m:oMath>', 'm:oMath'],
    ['alternate content', '<w:r><mc:AlternateContent/></w:r>', 'mc:AlternateContent'],
    ['what is drawn over the text', '<w:drawing><wp:anchor/></w:drawing>', 'wp:anchor'],
    ['another file', '<w:altChunk r:id="x"/>', 'w:altChunk r:id=x'],
    ['a footnote beside a figure', '<w:r><w:footnoteReference w:id="1"/></w:r>', 'w:footnoteReference id=1'],
    ['tracked changes', `<w:ins>${run('1')}</w:ins>`, 'w:ins'],
    ['a paragraph that lies elsewhere', '<w:pPr><w:framePr/></w:pPr>', 'w:framePr'],
    ['numbers that Word writes', '<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>', 'w:numId val=7'],
    ['text off the page', '<w:pPr><w:ind w:left="-9000"/></w:pPr>', 'w:ind left=-9000'],
    ['elements under another name', '<x:r><x:t>1</x:t></x:r>', 'x:r'],
    ['grey letters', run('1', '<w:color w:val="8C8C8C"/>'), 'w:color val=8C8C8C'],
    ['a grey ground', run('1', '<w:shd w:val="clear" w:fill="969696"/>'), 'w:shd val=clear fill=969696'],
    ['letters of 4 points', run('1', '<w:sz w:val="8"/>'), 'w:sz val=8'],
    ['a text without a run', '<w:t>1</w:t>', 'w:t in w:p'],
    ['a picture that is not drawn', '<w:r><a:blip r:embed="image1"/></w:r>', 'a:blip r:embed=image1'],
    [
      'a picture from elsewhere',
      picture('<a:blip r:embed="image1" r:link="x"/>'),
      'a:blip r:embed=image1 r:link=x',
    ],
  ])('is told to have %s', (_name, inner, oddity) => {
    expect([...docx(paragraph(inner)).oddities.keys()]).toContain(oddity);
  });

  test.each([
    ['text beside its cell', cell(looking('<w:ind w:left="1900"/>')), 'w:ind left=1900'],
    ['text beside the page', looking('<w:ind w:left="4500" w:right="4500"/>'), 'w:ind left=4500 right=4500'],
    ['text many letters away', looking('<w:ind w:leftChars="90000"/>'), 'w:ind leftChars=90000'],
    ['a tab to beside its cell', cell(looking('<w:tabs><w:tab w:pos="2400"/></w:tabs>')), 'w:tab pos=2400'],
    [
      'a row that is cut off',
      '<w:tr><w:trPr><w:trHeight w:val="300" w:hRule="exact"/></w:trPr></w:tr>',
      'w:trHeight val=300 hRule=exact',
    ],
    [
      'a line that is cut off',
      looking('<w:spacing w:line="240" w:lineRule="exact"/>'),
      'w:spacing line=240 lineRule=exact',
    ],
    [
      'a line through a cell',
      cell('', '<w:tcBorders><w:tl2br w:val="single" w:sz="96"/></w:tcBorders>'),
      'w:tl2br val=single sz=96',
    ],
    [
      'a border over what is beside it',
      cell('', '<w:tcBorders><w:top w:sz="96"/></w:tcBorders>'),
      'w:top sz=96',
    ],
    [
      'cells beside the page',
      '<w:tbl><w:tr><w:tc><w:tcPr><w:tcW w:w="12000" w:type="dxa"/></w:tcPr></w:tc></w:tr></w:tbl>',
      'w:tr width=12000',
    ],
    ['a table in a cell', cell(cell(paragraph(run('1')))), 'w:tbl in w:tc'],
  ])('is told to have %s, by what it stands in', (_name, body, oddity) => {
    expect([...docx(body).oddities.keys()]).toContain(oddity);
  });

  test('is told of nothing where a person indents a paragraph, sets a tab or leaves a line free', () => {
    const free = '<w:p><w:pPr><w:spacing w:line="120" w:lineRule="exact"/></w:pPr></w:p>';
    const body =
      looking('<w:ind w:left="2728" w:right="2728"/>') +
      looking('<w:tabs><w:tab w:val="left" w:pos="4500"/></w:tabs>') +
      cell(looking('<w:ind w:firstLine="567"/>')) +
      free;

    expect([...docx(body).oddities.keys()]).toEqual([]);
  });

  test.each([
    ['a font of its own', 'word/fonts/font1.odttf', 'part word/fonts/font1.odttf'],
    ['another body', 'word/document2.xml', 'part word/document2.xml'],
    ['a page of the web', 'word/afchunk.html', 'part word/afchunk.html'],
  ])('is told to hold %s', (_name, path, oddity) => {
    expect([...docx('', { [path]: '<x/>' }).oddities.keys()]).toEqual([oddity]);
  });

  test('is told to take parts from elsewhere, and styles from what is called otherwise', () => {
    const parts = relations(
      relation('image', 'http://192.0.2.1/x.png', ' TargetMode="External"'),
      relation('hyperlink', 'http://192.0.2.1/', ' TargetMode="External"'),
      relation('styles', 'media/image1.png'),
      relation('header', 'header1.xml'),
    );

    expect([...docx('', { 'word/_rels/document.xml.rels': parts }).oddities.keys()]).toEqual([
      'relation image: http://192.0.2.1/x.png',
      'relation hyperlink: http://192.0.2.1/',
      'relation styles: word/media/image1.png',
    ]);
  });

  test.each([
    [
      'a name that stands for something else',
      '<w:p xmlns:w="urn:x"/>',
      {},
      'word/document.xml: xmlns:w=urn:x',
    ],
    [
      'another name for the same',
      '<w:p xmlns:q="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>',
      {},
      'word/document.xml: xmlns:q=http://schemas.openxmlformats.org/wordprocessingml/2006/main',
    ],
    [
      'relations that are told by a prefix',
      '',
      { 'word/_rels/document.xml.rels': '<p:Relationships xmlns:p="urn:x"/>' },
      'word/_rels/document.xml.rels: xmlns:p=urn:x',
    ],
    [
      'two relations of one id',
      '',
      {
        'word/_rels/document.xml.rels': relations(
          relation('image', 'media/a.png'),
          relation('image', 'media/b.png'),
        ),
      },
      'word/_rels/document.xml.rels: Id=image1',
    ],
  ])('is a forgery with %s', (_name, body, parts, name) => {
    expect(forgeries(EXPECTED, docx(body, parts))).toEqual([
      `tên trong tệp chỉ cái khác / names in the file stand for something else: ${name}`,
    ]);
  });

  test('may have a picture more, with words of its own, which are told', () => {
    const words = '<wp:docPr descr="Ảnh khánh thành"/>';
    const added = docx(paragraph(picture().replace('<a:graphic>', `${words}<a:graphic>`)), {
      ...PICTURE,
      'word/media/image1.png': 'a photograph',
    });

    expect(forgeries(EXPECTED, added)).toEqual([]);
    expect(unaccounted(EXPECTED, added)).toContain(
      'lời thay cho hình / words in place of a picture: Ảnh khánh thành',
    );
  });

  test('is told of a theme whose letters are no letters', () => {
    const theme = '<a:theme><a:minorFont><a:latin typeface="Wingdings"/></a:minorFont></a:theme>';

    expect([...docx('', { 'word/theme/theme1.xml': theme }).oddities.keys()]).toEqual(['font Wingdings']);
  });

  test.each([
    [
      'names another part as its body',
      { '_rels/.rels': relations(relation('officeDocument', 'word/other.xml')) },
      'expected word/document.xml as what is opened, found word/other.xml',
    ],
    [
      'names two',
      {
        '_rels/.rels': relations(
          relation('officeDocument', 'word/document.xml'),
          relation('officeDocument', 'x.xml'),
        ),
      },
      'expected word/document.xml as what is opened, found word/document.xml, x.xml',
    ],
    [
      'has a document type',
      { 'word/document.xml': '<!DOCTYPE x><x/>' },
      'a part with a document type, which no office program writes',
    ],
    ['holds one part twice', { 'WORD/document.xml': '<x/>' }, 'no zip archive'],
  ])('is refused where it %s', (_name, parts, message) => {
    expect(() => docx('', parts)).toThrow(new RangeError(message));
  });

  test('has no line of what a merged cell, a clipped line or the style of all paragraphs hides', () => {
    const clipped =
      '<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr><w:r><w:t>7</w:t></w:r></w:p>';
    const merged = `<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>${paragraph(run('8'))}</w:tc></w:tr></w:tbl>`;
    const styles = (looks: string) =>
      `<w:styles><w:docDefaults><w:rPrDefault><w:rPr>${looks}</w:rPr></w:rPrDefault></w:docDefaults></w:styles>`;

    expect(docx(clipped + merged)).toMatchObject({ lines: ['', ''], hidden: ['7', '8'] });
    expect(docx(paragraph(run('9')), { 'word/styles.xml': styles('<w:vanish/>') })).toMatchObject({
      lines: [''],
      hidden: ['9'],
    });
  });

  test('has another line where digits are raised, or a number is broken in two', () => {
    const raised = paragraph(run('10'), run('2', '<w:vertAlign w:val="superscript"/>'));
    const tabbed = paragraph(run('10'), '<w:r><w:tab/></w:r>', run('2'));
    const inCell = cell(paragraph(run('10')) + paragraph(run('2')));

    expect(docx(raised + tabbed + inCell).lines).toEqual(['10\ufffd2', '10\t2', '10\n2']);
  });

  test.each([
    ['deep', '<w:p>'.repeat(100_000), /nested/],
    ['wide', '<w:p/>'.repeat(2_000_001), /^more than 2000000 tags$/],
    ['long', `<w:p ${'a'.repeat(100_001)}>`, /^a tag of more than 100000 bytes$/],
    ['without end', '<'.repeat(1_000_000), /^a tag of more than 100000 bytes$/],
    ['large', ' '.repeat(32_000_001), /^a part of more than 32000000 bytes$/],
  ])('is refused at once where it is too %s', (_name, body, message) => {
    expect(() => docx('', { 'word/document.xml': body })).toThrow(message);
  });
});
