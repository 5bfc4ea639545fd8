import { readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { readZip } from '#core/archives/zip.ts';
import { writeLedger } from '#test/support/settlement-ledger.ts';
import { at, statementOffice } from '#test/support/statement-office.ts';
import { change } from '#test/support/temp-ledger.ts';

test('the documents of a statement say what its money hangs on', async () => {
  const { ledger, seal, run, file } = statementOffice();
  // One camera was down for two days; nothing is known of the other for one.
  const changes = [
    change('device:cam-2', 'unknown', at('09-25T00:00'), { afterMs: at('09-25T00:00'), reason: 'stale' }),
    change('device:cam-2', 'up', at('09-26T00:00'), { afterMs: at('09-26T00:00') }),
  ];
  writeLedger([{ recordedMs: at('10-02T00:00'), changes }], ledger);
  await seal('draft', 'draft.json');

  const written = await run(
    'document',
    file('draft.json'),
    ...['--lang', 'vi', '--format', 'docx,xlsx', '--out', file('.')],
  );

  expect([written.code, written.err]).toEqual([0, '']);
  const rows = rowsOf(file('cameras-2025-09-draft.docx'));
  const first = rows.findIndex((row) => row.startsWith('Giả định'));
  expect(rows.slice(first, first + 4)).toEqual([
    'Giả định | Phạt vi phạm | Giảm trừ thanh toán | Bồi thường thiệt hại | Cộng',
    'Theo bảng này | 0 đồng | 45.000 đồng | 0 đồng | 45.000 đồng',
    'Nếu mọi thời gian không có số liệu đều hoạt động | 0 đồng | 45.000 đồng | 0 đồng | 45.000 đồng',
    'Nếu mọi thời gian không có số liệu đều gián đoạn | 0 đồng | 90.000 đồng | 0 đồng | 90.000 đồng',
  ]);
  expect(await sheetOf(file('cameras-2025-09-draft.xlsx'), 'Phụ thuộc')).toEqual([
    [
      ...['Phần của kỳ', 'Số', 'Loại', 'Điều khoản', 'Thiết bị, đường truyền', 'tên'],
      ...['địa điểm', 'Dòng sổ ghi, sự cố'],
      'theo bảng này (đồng)',
      'Nếu mọi thời gian không có số liệu đều hoạt động (đồng)',
      'Nếu mọi thời gian không có số liệu đều gián đoạn (đồng)',
    ],
    // Not due as it is: it has no number.
    [1, 'giảm trừ thanh toán', 'deductions', 'device:cam-2', 'cam-2', 0, 0, 45_000],
  ]);
});

/** The rows of the tables of a DOCX. */
function rowsOf(path: string): readonly string[] {
  const document = readZip(readFileSync(path)).find((entry) => entry.path === 'word/document.xml');
  const xml = Buffer.from(document?.data ?? []).toString('utf8');
  return [...xml.matchAll(/<w:tr[ >].*?<\/w:tr>/gs)].map(([row]) =>
    row
      .split('</w:tc>')
      .slice(0, -1)
      .map((cell) => cell.replaceAll(/<[^>]*>/g, ''))
      .join(' | '),
  );
}

async function sheetOf(path: string, name: string): Promise<readonly unknown[]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path);
  const rows: unknown[] = [];
  workbook.getWorksheet(name)?.eachRow((row) => rows.push(Object.values(row.values)));
  return rows;
}
