import { deflateRawSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { readForeignXlsx } from '#config/importers/read-foreign-xlsx.ts';
import { zipOf } from '#test/support/zip-of.ts';

const options = { sheet: undefined, headerRow: 1, timeZone: 'Asia/Ho_Chi_Minh' };

async function workbookWith(fill: (sheet: ExcelJS.Worksheet) => void): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  fill(workbook.addWorksheet('Camera'));
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

test('a single cell at the far end of a sheet costs nothing, and is refused', async () => {
  const bytes = await workbookWith((sheet) => {
    sheet.getCell('XFD1048576').value = 'x';
  });

  await expect(readForeignXlsx('a.xlsx', bytes, options)).rejects.toThrow(
    'the sheet: expected at most 500 columns, got 16384',
  );
});

test('rows far apart are read without those between them', async () => {
  const bytes = await workbookWith((sheet) => {
    sheet.getCell('A1').value = 'Mã';
    sheet.getCell('A2').value = 'cam-1';
    sheet.getCell('A1048576').value = 'cam-2';
  });

  const { rows } = await readForeignXlsx('a.xlsx', bytes, options);

  expect(rows.map(({ line, cells }) => [line, cells[0]?.text])).toEqual([
    [2, 'cam-1'],
    [1_048_576, 'cam-2'],
  ]);
});

/** An archive of one sheet, whose directory says that it unpacks to nothing. */
const lyingWorkbook = (sheet: Buffer): Buffer =>
  zipOf({
    'xl/workbook.xml': '<workbook/>',
    'xl/worksheets/sheet1.xml': { packed: deflateRawSync(sheet), claimedBytes: 0 },
  });

test('an archive that unpacks to more than it says is unpacked no further than to the limit', async () => {
  const bomb = lyingWorkbook(Buffer.alloc(310_000_000, ' '));
  expect(bomb.length).toBeLessThan(1_000_000);

  await expect(readForeignXlsx('bomb.xlsx', bomb, options)).rejects.toThrow(
    'expected a workbook that unpacks to at most 300MB, got more',
  );
});

test('so is one of more cells than any table has', async () => {
  const cells = lyingWorkbook(Buffer.from('<c/>'.repeat(3_000_001)));

  await expect(readForeignXlsx('cells.xlsx', cells, options)).rejects.toThrow(
    'expected a workbook of at most 3000000 cells, got 3000001',
  );
});

test.each(['', 'no archive', 'PK'.padEnd(100, ' ')])('%j is no workbook', async (text) => {
  await expect(readForeignXlsx('a.xlsx', Buffer.from(text), options)).rejects.toThrow(
    'expected an Excel workbook (.xlsx) without a password',
  );
});
