import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { readForeignXlsx } from '#config/importers/read-foreign-xlsx.ts';
import { unpackedSizeBytes } from '#config/importers/unpacked-size.ts';

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

test('an archive that says it unpacks to gigabytes is refused before it is unpacked', async () => {
  const bytes = await workbookWith((sheet) => {
    sheet.getCell('A1').value = 'Mã';
  });
  const directory = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
  bytes.writeUInt32LE(3_000_000_000, directory + 24);

  await expect(readForeignXlsx('bomb.xlsx', bytes, options)).rejects.toThrow(
    /expected a workbook that unpacks to at most 500MB, got 30\d\dMB/,
  );
});

test.each(['', 'no archive', 'PK'.padEnd(100, ' ')])('%j has no directory to add up', (text) => {
  expect(unpackedSizeBytes(Buffer.from(text))).toBeUndefined();
});
