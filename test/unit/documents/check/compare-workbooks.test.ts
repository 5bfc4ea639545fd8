import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { readZip, writeZip } from '#core/archives/zip.ts';
import { compareWorkbooks } from '#documents/check/compare-workbooks.ts';

async function workbookOf(
  cell: ExcelJS.CellValue,
  change: (sheet: ExcelJS.Worksheet, cell: ExcelJS.Cell) => void = () => undefined,
): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('Biến động');
  sheet.getCell('I2').value = cell;
  change(sheet, sheet.getCell('I2'));
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

const OURS = { formula: "SUM('Số'!A1:A2)", result: 9 };

test.each([
  ['the same formula as another program writes it', { formula: 'sum(Số!A1:A2)', result: 9 }],
  ['its value', 9],
])('a cell that holds %s is equal', async (_name, value) => {
  expect(await compareWorkbooks(await workbookOf(OURS), await workbookOf(value))).toEqual({
    equal: 1,
    differences: [],
    toRead: [],
  });
});

test('another formula is told even where the value of the old one stands in it', async () => {
  const changed = { formula: "2*SUM('Số'!A1:A2)", result: 9 };

  const { differences } = await compareWorkbooks(await workbookOf(OURS), await workbookOf(changed));

  expect(differences).toEqual([
    { sheet: 'Biến động', cell: 'I2', expected: `=${OURS.formula}`, found: `=${changed.formula}` },
  ]);
});

test.each(['0"9"', ';;;"98%"', '#,##0,', '0.0'])(
  'a value that is shown as %s is another one',
  async (format) => {
    const changed = await workbookOf(9, (_, cell) => {
      cell.numFmt = format;
    });

    const { differences } = await compareWorkbooks(await workbookOf(9), changed);

    expect(differences).toEqual([
      { sheet: 'Biến động', cell: 'I2', expected: '9 shown as General', found: `9 shown as ${format}` },
    ]);
  },
);

const PLACE = 'có thể che hoặc đổi số liệu / may cover or change figures: ';
const SHEET = `${PLACE}xl/worksheets/sheet1.xml: `;

test.each<[string, (sheet: ExcelJS.Worksheet, cell: ExcelJS.Cell) => void, string]>([
  [
    'a hidden sheet',
    (sheet) => Object.assign(sheet, { state: 'veryHidden' }),
    `${PLACE}xl/workbook.xml: sheet name=Biến động state=veryHidden`,
  ],
  [
    'another sheet',
    (sheet) => void sheet.workbook.addWorksheet('Bảng'),
    'trang tính thêm vào / sheet added: Bảng',
  ],
  [
    'another cell',
    (sheet) => Object.assign(sheet.getCell('A9'), { value: 99 }),
    'ô thêm vào / cell added: Biến động!A9: 99',
  ],
  ['a hidden row', (sheet) => Object.assign(sheet.getRow(2), { hidden: true }), `${SHEET}row r=2 hidden=1`],
  [
    'a hidden column',
    (sheet) => Object.assign(sheet.getColumn(9), { hidden: true }),
    `${SHEET}col min=9 max=9 hidden=1 width=9`,
  ],
  [
    'a row as high as a hair',
    (sheet) => Object.assign(sheet.getRow(2), { height: 1 }),
    `${SHEET}row r=2 ht=1`,
  ],
  ['merged cells', (sheet) => sheet.mergeCells('H2:I2'), `${SHEET}mergeCells`],
  [
    'a format by a rule',
    (sheet) =>
      sheet.addConditionalFormatting({
        ref: 'I2',
        rules: [{ type: 'expression', priority: 1, formulae: ['TRUE'], style: { numFmt: '"98"' } }],
      }),
    `${SHEET}conditionalFormatting sqref=I2 TRUE`,
  ],
  [
    'words at a cell',
    (_, cell) =>
      Object.assign(cell, {
        dataValidation: { type: 'whole', formulae: [9], promptTitle: 'x', prompt: '98' },
      }),
    `${SHEET}dataValidations 9`,
  ],
  [
    'a name for a cell',
    (_, cell) => Object.assign(cell, { name: 'so_lieu' }),
    `${PLACE}xl/workbook.xml: definedName name=so_lieu 'Biến động'!$I$2`,
  ],
  ['a note', (_, cell) => Object.assign(cell, { note: '98' }), `${PLACE}part xl/comments1.xml`],
  [
    'words at the head of the page',
    (sheet) => Object.assign(sheet.headerFooter, { oddHeader: '98' }),
    `${SHEET}oddHeader 98`,
  ],
  [
    'white letters',
    (_, cell) => Object.assign(cell, { font: { color: { argb: 'FFFEFEFE' } } }),
    'khó đọc / hard to read: Biến động!I2',
  ],
  [
    'letters of signs',
    (_, cell) => Object.assign(cell, { font: { name: 'Wingdings' } }),
    'khó đọc / hard to read: Biến động!I2',
  ],
  [
    'a black ground',
    (_, cell) =>
      Object.assign(cell, { fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FF000000' } } }),
    'khó đọc / hard to read: Biến động!I2',
  ],
])('%s is told', async (_name, change, told) => {
  const { toRead } = await compareWorkbooks(await workbookOf(9), await workbookOf(9, change));

  expect(toRead.map((line) => line.replace(/width=[\d.]+/, 'width=9'))).toContain(told);
});

test('cells of a sheet with another name are missing', async () => {
  const renamed = await workbookOf(9, (sheet) => Object.assign(sheet, { name: 'Biến  động' }));

  const { differences, toRead } = await compareWorkbooks(await workbookOf(9), renamed);

  expect(differences).toEqual([{ sheet: 'Biến động', cell: 'I2', expected: '9', found: '' }]);
  expect(toRead).toEqual(['trang tính thêm vào / sheet added: Biến  động']);
});

test('shapes, links to other files and another main part are told or refused', async () => {
  const entries = readZip(await workbookOf(9));
  const withPart = (path: string) => writeZip([...entries, { path, data: Buffer.from('<x/>') }]);
  const { toRead } = await compareWorkbooks(await workbookOf(9), withPart('xl/drawings/drawing1.xml'));
  const elsewhere = entries.map(({ path, data }) => ({
    path,
    data: Buffer.from(Buffer.from(data).toString('utf8').replace('"xl/workbook.xml"', '"xl/other.xml"')),
  }));

  expect(toRead).toEqual([`${PLACE}part xl/drawings/drawing1.xml`]);
  await expect(compareWorkbooks(await workbookOf(9), writeZip(elsewhere))).rejects.toThrow(
    'expected xl/workbook.xml as what is opened, found xl/other.xml',
  );
});

test.each([
  ['cells', `<sheetData>${'<c/>'.repeat(200_037)}</sheetData>`, '200037 cells, of at most 200036'],
  [
    'merged cells',
    '<sheetData/><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    'more merged cells than any report has',
  ],
])('a file of far more %s than the report has is refused before they are made', async (_, inner, message) => {
  const parts = readZip(await workbookOf(9)).map(({ path, data }) => ({
    path,
    data:
      path === 'xl/worksheets/sheet1.xml'
        ? new TextEncoder().encode(`<worksheet>${inner}</worksheet>`)
        : data,
  }));

  await expect(compareWorkbooks(await workbookOf(9), writeZip(parts))).rejects.toThrow(message);
});

test('a cell of a text that is not in the workbook is refused by its place', async () => {
  const forged = writeZip(
    readZip(await workbookOf('a text')).map(({ path, data }) => ({
      path,
      data: path.includes('sheet1.xml')
        ? Buffer.from(Buffer.from(data).toString('utf8').replace('<v>0</v>', '<v>7</v>'))
        : data,
    })),
  );

  await expect(compareWorkbooks(await workbookOf('a text'), forged)).rejects.toThrow(
    new RangeError(
      'xl/worksheets/sheet1.xml: the cell I2 shows text 7, which is not among the 1 texts of the workbook',
    ),
  );
});
