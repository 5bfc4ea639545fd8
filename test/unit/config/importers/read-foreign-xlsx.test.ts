import { deflateRawSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { readForeignXlsx } from '#config/importers/read-foreign-xlsx.ts';
import { inspectArchive } from '#core/archives/inspect-archive.ts';
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

test.each(['A1:XFD1048576', 'XFD1:A1048576'])('so is one that merges %s, at once', async (ref) => {
  const sheet = `<worksheet><sheetData/><mergeCells><mergeCell ref="${ref}"/></mergeCells></worksheet>`;

  await expect(readForeignXlsx('merged.xlsx', lyingWorkbook(Buffer.from(sheet)), options)).rejects.toThrow(
    'expected a workbook that merges at most 200000 cells, got more',
  );
});

function partsOf(bytes: Buffer): Record<string, string> {
  const archive = inspectArchive(bytes, 1_000_000);
  const entries = archive.is === 'sound' ? [...archive.entries] : [];
  return Object.fromEntries(entries.map(([path, data]) => [path, data.toString('utf8')]));
}

test('a name of every cell of a sheet is not spelt out', async () => {
  const bytes = await workbookWith((sheet) => {
    sheet.getCell('A1').value = 'Mã';
    sheet.workbook.definedNames.add("'Camera'!$A$1:$B$2", 'all');
  });
  const entries = partsOf(bytes);
  const workbook = String(entries['xl/workbook.xml']);
  expect(workbook).toContain('$A$1:$B$2');

  const named = zipOf({
    ...entries,
    'xl/workbook.xml': workbook.replace('$A$1:$B$2', '$A$1:$XFD$1048576'),
  });

  expect((await readForeignXlsx('a.xlsx', named, options)).header).toEqual(['Mã']);
});

test('rows whose last cell is far to the right are refused before each of their cells is made', async () => {
  const rows = Array.from(
    { length: 60_001 },
    (_, index) => `<row r="${index + 1}"><c r="SF${index + 1}"><v>1</v></c></row>`,
  );
  const bytes = await workbookWith((sheet) => {
    sheet.getCell('A1').value = 'Mã';
  });
  const wide = zipOf({
    ...partsOf(bytes),
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows.join('')}</sheetData></worksheet>`,
  });

  await expect(readForeignXlsx('wide.xlsx', wide, options)).rejects.toThrow(
    'the sheet: expected at most 30000000 cells, empty ones among them, got 30000500',
  );
});

test.each(['', 'no archive', 'PK'.padEnd(100, ' ')])('%j is no workbook', async (text) => {
  await expect(readForeignXlsx('a.xlsx', Buffer.from(text), options)).rejects.toThrow(
    'expected an Excel workbook (.xlsx) without a password',
  );
});
