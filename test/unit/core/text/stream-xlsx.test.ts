import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { readZip } from '#core/archives/zip.ts';
import { streamXlsx } from '#core/text/stream-xlsx.ts';

async function* batchesOf(...batches: readonly (readonly string[])[][]) {
  yield* batches;
}

async function write(...batches: readonly (readonly string[])[][]): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of streamXlsx(batchesOf(...batches))) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function read(bytes: Buffer) {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(new Uint8Array(bytes).buffer);
  const [sheet] = workbook.worksheets;
  return sheet;
}

test('rows of all batches are read back by a spreadsheet program', async () => {
  const sheet = await read(
    await write(
      [['id', 'tên']],
      [
        ['cam-1', 'Cầu Giấy'],
        ['cam-2', ''],
      ],
      [['cam-3', 'x']],
    ),
  );

  const cells = [1, 2, 3, 4].map((row) => [1, 2].map((column) => sheet?.getCell(row, column).text));
  expect(cells).toEqual([
    ['id', 'tên'],
    ['cam-1', 'Cầu Giấy'],
    ['cam-2', ''],
    ['cam-3', 'x'],
  ]);
});

test.each([
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '=HYPERLINK("http://x","y")',
  '</t></is></c>',
  'a\u0000b',
  '\ud800',
])('%j stays a text, and harms neither the file nor its reader', async (text) => {
  const sheet = await read(await write([['head'], [text]]));

  const cell = sheet?.getCell(2, 1);
  expect(cell?.type).toBe(ExcelJS.ValueType.String);
  expect(cell?.formula).toBeUndefined();
  expect(cell?.text).toBe(text.toWellFormed().replaceAll('\u0000', '\ufffd'));
});

test('a cell that no spreadsheet can hold is cut', async () => {
  const sheet = await read(await write([['x'.repeat(40_000)]]));

  expect(sheet?.getCell(1, 1).text).toHaveLength(32_767);
});

test('the archive says of each part how long it is', async () => {
  const parts = readZip(await write([['a'.repeat(100_000)]]));

  expect(parts.map(({ path }) => path)).toContain('xl/worksheets/sheet1.xml');
  expect(Buffer.from(parts.at(-1)?.data ?? []).toString()).toMatch(/^<\?xml .*<\/worksheet>$/s);
});

test('what fails in the middle fails the file', async () => {
  async function* failing() {
    yield [['a']];
    throw new Error('the ledger went away');
  }
  const reading = async () => {
    for await (const piece of streamXlsx(failing())) expect(piece.length).toBeGreaterThan(0);
  };

  await expect(reading()).rejects.toThrow('the ledger went away');
});
