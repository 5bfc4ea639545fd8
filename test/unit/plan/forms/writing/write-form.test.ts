import ExcelJS from 'exceljs';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { FORM_SHEETS } from '#plan/forms/form-sheets.ts';
import { writeForm } from '#plan/forms/writing/write-form.ts';
import { FIRST_ROW, sheetOf } from '../../../../support/fill-form.ts';
import { formFacts, planState, WARD, wardForm } from '../../../../support/plan-form.ts';

const EVERY_LETTER = 'àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ';
const MARKUP = `<b>&amp; "ngoặc" 'nháy' ]]> ${EVERY_LETTER} ${EVERY_LETTER.toUpperCase()}`;

async function open(form = wardForm()): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(new Uint8Array(await writeForm(form)).buffer);
  return workbook;
}

/** Nobody was asked for an opinion in this form. */
const ASKED_SHEETS = FORM_SHEETS.filter(({ name }) => name !== 'requests' && name !== 'opinions');

describe('writeForm', () => {
  test('is the same file, byte for byte, whenever it is written', async () => {
    const [now, later] = [Date.UTC(2025, 8, 1), Date.UTC(2025, 10, 1)];
    vi.useFakeTimers({ toFake: ['Date'], now });
    onTestFinished(() => void vi.useRealTimers());

    const first = await writeForm(wardForm());
    vi.setSystemTime(later);
    const second = await writeForm(wardForm());

    expect(first.equals(second)).toBe(true);
  });

  test('has a sheet of instructions, a sheet for each table, and two that people do not see', async () => {
    const { worksheets } = await open();

    expect(worksheets.map(({ name, state }) => [name, state])).toEqual([
      ['Hướng dẫn', 'visible'],
      ...ASKED_SHEETS.map(({ tab }) => [tab, 'visible']),
      ['_danh_muc', 'hidden'],
      ['_camwatch', 'veryHidden'],
    ]);
  });

  test('leaves out what asks nothing of the unit, and asks for the rest', async () => {
    const fleet = { devices: new Map(), contracts: new Map(), ownerless: [] };
    const workbook = await open(wardForm(formFacts({ fleet, state: planState({ tasks: [] }) })));
    const tabs = workbook.worksheets.map(({ name }) => name);
    const told = sheetOf(workbook, 'Hướng dẫn').getColumn(1).values;

    for (const tab of ['Thiết bị', 'Nhiệm vụ', 'Bàn giao']) {
      expect(tabs).not.toContain(tab);
      expect(told).not.toContain(tab);
    }
    expect(tabs).toContain('Kinh phí');
  });

  test('tells until when and whom to ask', async () => {
    const workbook = await open();
    const told = sheetOf(workbook, 'Hướng dẫn')
      .getSheetValues()
      .map((row) => (Array.isArray(row) ? row.slice(1).join(': ') : ''));

    expect(told).toContain('Số liệu tính đến hết ngày: 15/11/2025');
    expect(told).toContain('Hạn gửi: Chậm nhất ngày 20/11/2025');
    expect(told).toContain('Nơi nhận, nơi giải đáp: Sở Khoa học và Công nghệ (đơn vị gửi yêu cầu báo cáo)');
  });

  test('locks everything but what is to be filled in, without a password', async () => {
    const workbook = await open();
    const devices = sheetOf(workbook, 'Thiết bị');
    const locked = (column: number) => devices.getCell(FIRST_ROW, column).protection?.locked ?? true;

    expect(workbook.worksheets.filter(({ state }) => state === 'visible')).toSatisfy(
      (sheets: ExcelJS.Worksheet[]) =>
        sheets.every((sheet) => Reflect.get(sheet, 'sheetProtection')?.sheet === true),
    );
    expect(Reflect.get(devices, 'sheetProtection')).not.toHaveProperty('hashValue');
    expect([1, 2, 8, 9, 12].map(locked)).toEqual([true, true, true, false, false]);
    expect(devices.getCell(3, 9).protection?.locked ?? true).toBe(true);
  });

  test('gives days as days, money as numbers, and choices as lists', async () => {
    const facts = formFacts({
      state: planState({
        funding: [
          {
            id: 'ward-2025-1',
            values: { source: 'Ngân sách', year: 2025, planned: '1250000000', agency: 'ward' },
            files: [],
          },
        ],
      }),
    });
    const workbook = await open(wardForm(facts));
    const accepted = sheetOf(workbook, 'Thiết bị').getCell(FIRST_ROW, 8);
    const planned = sheetOf(workbook, 'Kinh phí').getCell(FIRST_ROW, 4);

    expect([accepted.value, accepted.numFmt]).toEqual([new Date('2025-09-03T00:00:00Z'), 'dd/mm/yyyy']);
    expect([planned.value, planned.numFmt]).toEqual([1_250_000_000, '#,##0']);
    expect(sheetOf(workbook, 'Thiết bị').getCell(FIRST_ROW, 9).dataValidation).toMatchObject({
      type: 'list',
      formulae: ["'_danh_muc'!$A$1:$A$2"],
    });
  });

  test('never turns a text into a formula', async () => {
    const names = ['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', MARKUP];
    const form = wardForm(formFacts({ devices: names.length }));
    const devices = form.rows.devices.map((row, index) => ({
      ...row,
      values: { ...row.values, name: names[index] },
    }));

    const workbook = await open({
      ...form,
      rows: { ...form.rows, devices },
      unit: { id: 'ward', name: MARKUP },
    });

    const sheet = sheetOf(workbook, 'Thiết bị');
    const cells = names.map((_name, index) => sheet.getCell(FIRST_ROW + index, 2));
    expect(cells.map(({ value }) => value)).toEqual(names);
    // Typed over, it stays text as well.
    expect(new Set(cells.map(({ numFmt }) => numFmt))).toEqual(new Set(['@']));
    expect(sheetOf(workbook, 'Hướng dẫn').getCell('B3').value).toBe(MARKUP);
  });

  test('prints on A4 across, with the header on each page and frozen', async () => {
    const workbook = await open();

    for (const { tab } of ASKED_SHEETS) {
      const { pageSetup, views } = sheetOf(workbook, tab);
      expect(pageSetup).toMatchObject({
        paperSize: 9,
        orientation: 'landscape',
        fitToWidth: 1,
        fitToHeight: 0,
      });
      expect(pageSetup.printTitlesRow).toBe('3:3');
      expect(views[0]).toMatchObject({ state: 'frozen', ySplit: 3 });
    }
  });

  test('is written in Times New Roman', async () => {
    const workbook = await open();
    const fonts = new Set<string | undefined>();
    for (const sheet of workbook.worksheets.filter(({ state }) => state === 'visible'))
      sheet.eachRow((row) => row.eachCell((cell) => void fonts.add(cell.font?.name)));

    expect(fonts).toEqual(new Set(['Times New Roman']));
  });

  test('names the unit, the year and its rows where nobody sees it', async () => {
    const marker = sheetOf(await open(), '_camwatch');

    expect(marker.getRow(1).values).toEqual([undefined, 'camwatch-form', 2, WARD.id, 2025]);
    expect(marker.getRow(2).values).toEqual([undefined, 'devices', 'cam-1']);
  });

  test('goes on numbering where the record ends', async () => {
    const document = { number: '1/BC', date: '2025-02-03', subject: 'Báo cáo', agency: 'ward' };
    const state = planState({ document: [{ id: 'ward-2025-7', values: document, files: [] }] });

    const { rows } = wardForm(formFacts({ state }));

    expect(rows.documents.slice(0, 2).map(({ key }) => key)).toEqual(['document:ward-2025-7', 'mới 8']);
  });

  test('leaves out what belongs to others, to another year, and tasks of others', () => {
    const values = { number: '1/BC', date: '2025-02-03', subject: 'Báo cáo' };
    const state = planState({
      document: [
        { id: 'of-police', values: { ...values, agency: 'police' }, files: [] },
        { id: 'of-nobody', values, files: [] },
        { id: 'old', values: { ...values, date: '2023-02-03', agency: 'ward' }, files: [] },
        { id: 'own', values: { ...values, agency: 'ward' }, files: [] },
      ],
    });

    const { rows } = wardForm(formFacts({ state }));

    expect(rows.documents.slice(0, 2).map(({ key }) => key)).toEqual(['document:own', 'mới 1']);
    expect(rows.tasks.map(({ key, values: { role, period } }) => [key, role, period])).toEqual([
      ['II.1', 'Phối hợp', undefined],
      ['II.2', 'Chủ trì', '01/2025 – 12/2025'],
    ]);
  });
});
