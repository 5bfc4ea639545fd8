import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { LANGUAGES, type Language } from '#core/language/language.ts';
import { renderStatementXlsx } from '#reports/statement/sheets/render-statement-xlsx.ts';
import type { StatementInput } from '#reports/statement/statement-input.ts';
import { createDocumentWords } from '#reports/statement/words/document-words.ts';
import { convertByOffice } from '#test/support/office.ts';
import { statementLedger } from '#test/support/statement-ledger.ts';

function draftInput(language: Language = 'vi'): StatementInput {
  const ledger = statementLedger();
  ledger.draft();
  return {
    document: ledger.document(),
    sha256: ledger.life().latest?.sha256 ?? '',
    names: {},
    words: createDocumentWords('Asia/Ho_Chi_Minh', language),
  };
}

async function readWorkbook(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  const buffer = new ArrayBuffer(bytes.length);
  new Uint8Array(buffer).set(bytes);
  await workbook.xlsx.load(buffer);
  return workbook;
}

/** Takes away what every formula comes to: whatever stands there afterwards was computed by somebody else. */
async function withoutResults(
  bytes: Uint8Array,
): Promise<{ readonly bytes: Uint8Array; readonly count: number }> {
  const workbook = await readWorkbook(bytes);
  let count = 0;
  for (const sheet of workbook.worksheets)
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        if (cell.formula === undefined) return;
        cell.value = { formula: cell.formula };
        count += 1;
      }),
    );
  return { bytes: new Uint8Array(await workbook.xlsx.writeBuffer()), count };
}

describe('the workbook of a statement', () => {
  test.each(LANGUAGES)(
    'has formulas that LibreOffice computes to what was sealed, in %s',
    { timeout: 90_000 },
    async (language) => {
      const bytes = await renderStatementXlsx(draftInput(language));
      const bare = await withoutResults(bytes);

      const computed = await readWorkbook(await convertByOffice(bare.bytes, 'xlsx', 'xlsx'));

      const wrong: string[] = [];
      const original = await readWorkbook(bytes);
      for (const sheet of original.worksheets)
        sheet.eachRow((row, number) =>
          row.eachCell((cell, column) => {
            if (cell.formula === undefined) return;
            const theirs = computed.getWorksheet(sheet.name)?.getCell(number, column).result;
            if ((theirs ?? '') !== (cell.result ?? ''))
              wrong.push(
                `${sheet.name}!${cell.address}: ${String(cell.result)} computed as ${String(theirs)}`,
              );
          }),
        );
      expect(wrong).toEqual([]);
      expect(bare.count).toBeGreaterThan(20);
    },
  );

  test('sums lines and devices beside what was sealed', async () => {
    const input = draftInput();
    const sheet = (await readWorkbook(await renderStatementXlsx(input))).getWorksheet('Tổng hợp');
    const rows = new Map<string, ExcelJS.Row>();
    sheet?.eachRow((row) => rows.set(String(row.getCell(1).value), row));
    const { aggregate } = input.document.figures.parts[0] ?? {};

    expect(rows.get('tử số (ms)')?.getCell(3).value).toBe(aggregate?.goodMs);
    expect(rows.get('tử số (ms)')?.getCell(2).formula).toBe("SUMIFS('Thiết bị'!$N:$N,'Thiết bị'!$A:$A,1)");
    expect(rows.get('Tổng cộng (đồng)')?.getCell(3).value).toBe(45_000);
    expect(rows.get('Mã băm của nội dung (SHA-256)')?.getCell(2).value).toBe(input.sha256);
  });

  test('in English says that it is a translation, and has nothing in Vietnamese but what is on record so', async () => {
    const workbook = await readWorkbook(await renderStatementXlsx(draftInput('en')));

    const texts = workbook.worksheets.flatMap((sheet) => {
      const found = [sheet.name];
      sheet.eachRow((row) => row.eachCell((cell) => void found.push(cell.text)));
      return found;
    });

    expect(texts).toContain(
      'For reference. The signed electronic data prevail, and after them the Vietnamese document.',
    );
    expect(texts.filter((text) => /[À-ÖØ-ỹ]/u.test(text))).toEqual(['c-1 – Bảo trì camera']);
    expect(workbook.worksheets.map(({ name }) => name)).toContain('Lines of money');
  });

  test('takes text for text, also where it looks like a formula', async () => {
    const names = { contractor: '=HYPERLINK("http://x")&<b>' };
    const bytes = await renderStatementXlsx({ ...draftInput(), names });
    const cell = (await readWorkbook(bytes)).getWorksheet('Tổng hợp')?.getCell('B6');

    expect(cell?.value).toBe('=HYPERLINK("http://x")&<b>');
    expect(cell?.type).toBe(ExcelJS.ValueType.String);
  });

  test('has on every page that is printed the titles of its columns', async () => {
    const { worksheets } = await readWorkbook(await renderStatementXlsx(draftInput()));

    expect(new Set(worksheets.map(({ pageSetup }) => pageSetup.printTitlesRow))).toEqual(new Set(['1:1']));
  });

  test('has the names of devices beside their ids', async () => {
    const input = draftInput();
    const [entity] = input.document.figures.parts[0]?.entities ?? [];
    const names = { entities: new Map([[entity?.entity ?? '', 'Ngã tư Sở 1']]) };
    const sheet = (await readWorkbook(await renderStatementXlsx({ ...input, names }))).getWorksheet(
      'Thiết bị',
    );

    expect([1, 2].map((row) => sheet?.getCell(row, 3).value)).toEqual(['tên', 'Ngã tư Sở 1']);
    expect(sheet?.getCell('B2').value).toBe(entity?.entity);
  });

  test('is the same file for the same statement', async () => {
    const input = draftInput();
    const first = await renderStatementXlsx(input);
    const second = await renderStatementXlsx(input);

    expect(Buffer.from(second).equals(Buffer.from(first))).toBe(true);
  });
});
