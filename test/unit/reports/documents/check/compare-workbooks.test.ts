import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { compareWorkbooks } from '#reports/documents/check/compare-workbooks.ts';

async function workbookOf(cell: ExcelJS.CellValue): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet('Biến động').getCell('I2').value = cell;
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
  });
});

test('another formula is told even where the value of the old one stands in it', async () => {
  const changed = { formula: "2*SUM('Số'!A1:A2)", result: 9 };

  const { differences } = await compareWorkbooks(await workbookOf(OURS), await workbookOf(changed));

  expect(differences).toEqual([
    { sheet: 'Biến động', cell: 'I2', expected: `=${OURS.formula}`, found: `=${changed.formula}` },
  ]);
});
