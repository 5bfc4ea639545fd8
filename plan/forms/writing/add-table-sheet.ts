import type { Cell, DataValidation, Workbook, Worksheet } from 'exceljs';
import { dateOfDay } from '../date-serial.ts';
import type { CellContent, ChoiceLists, FormRow, UnitForm } from '../form.ts';
import { type CellType, type FormColumn, type FormSheet, HEADER_ROW } from '../form-sheet.ts';
import { listRange } from './add-list-sheet.ts';
import {
  cellStyle,
  DATE_FORMAT,
  HEADER_STYLE,
  HINT_STYLE,
  openColumnStyle,
  TEXT_FORMAT,
  TITLE_STYLE,
} from './form-styles.ts';
import { listRule } from './list-rule.ts';
import { protectSheet } from './protect-sheet.ts';

const HEADER_HEIGHT = 48;

/** A table of the form: what is on record in grey, what is asked in yellow, everything else locked. */
export async function addTableSheet(workbook: Workbook, sheet: FormSheet, form: UnitForm): Promise<void> {
  const worksheet = workbook.addWorksheet(sheet.tab, {
    views: [{ state: 'frozen', xSplit: 1, ySplit: HEADER_ROW, topLeftCell: `B${HEADER_ROW + 1}` }],
    pageSetup: PAGE_SETUP,
    headerFooter: { oddFooter: `&L${FOOTER_FONT}${forFooter(form.unit.name)}&R${FOOTER_FONT}&P/&N` },
  });
  worksheet.pageSetup.printTitlesRow = `${HEADER_ROW}:${HEADER_ROW}`;
  addHead(worksheet, sheet);
  const painters = [paintKey, ...sheet.columns.map((column) => createPainter(column, form.lists))];
  for (const [index, row] of form.rows[sheet.name].entries()) {
    const painted = worksheet.getRow(HEADER_ROW + 1 + index);
    for (const [column, paint] of painters.entries()) paint(painted.getCell(column + 1), row);
  }
  await protectSheet(worksheet);
}

/** Paper of A4 across, as wide as the table, with the header on each page. */
const PAGE_SETUP = {
  paperSize: 9,
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  margins: { left: 0.5, right: 0.4, top: 0.5, bottom: 0.6, header: 0.2, footer: 0.3 },
} as const;

const FOOTER_FONT = '&"Times New Roman,Regular"&10';
/** An ampersand begins a code there. */
const forFooter = (text: string): string => text.replaceAll('&', '&&').slice(0, 120);

function addHead(worksheet: Worksheet, sheet: FormSheet): void {
  const columns = [
    { header: sheet.keyHeader, width: sheet.keyWidth, style: cellStyle(false, TEXT_FORMAT) },
    ...sheet.columns.map((column) => ({
      header: column.header,
      width: column.width,
      style: openColumnStyle(FORMATS[column.type.is]),
    })),
  ];
  for (const [index, { header, width, style }] of columns.entries()) {
    const column = worksheet.getColumn(index + 1);
    column.width = width;
    if (index > 0) column.style = style;
    const cell = worksheet.getCell(HEADER_ROW, index + 1);
    cell.value = header;
    cell.style = HEADER_STYLE;
    // Else they would be as open as the column they stand in.
    worksheet.getCell(1, index + 1).style = TITLE_STYLE;
    worksheet.getCell(2, index + 1).style = HINT_STYLE;
  }
  worksheet.getCell('A1').value = sheet.title;
  worksheet.getCell('A2').value = sheet.hint;
  worksheet.getRow(1).height = 24;
  worksheet.getRow(HEADER_ROW).height = HEADER_HEIGHT;
}

const FORMATS: Readonly<Record<CellType['is'], string>> = {
  text: TEXT_FORMAT,
  choice: TEXT_FORMAT,
  date: DATE_FORMAT,
  year: '0',
  count: '#,##0',
  percent: '0',
  dong: '#,##0',
};

const KEY_STYLE = cellStyle(false, TEXT_FORMAT);

function paintKey(cell: Cell, { key }: FormRow): void {
  cell.style = KEY_STYLE;
  cell.value = key;
}

type Painter = (cell: Cell, row: FormRow) => void;

function createPainter({ key, type, role }: FormColumn, lists: ChoiceLists): Painter {
  const style = cellStyle(role !== 'shown', FORMATS[type.is], ALIGNMENTS[type.is]);
  const validation = role === 'shown' ? undefined : ruleOf(type, lists);
  const labels =
    type.is === 'choice' ? new Map(lists[type.list].map(({ value, label }) => [value, label])) : undefined;
  return (cell, { values }) => {
    const value = values[key];
    cell.style = style;
    if (value !== undefined) cell.value = labels?.get(String(value)) ?? cellValue(type, value);
    if (validation) cell.dataValidation = validation;
  };
}

const ALIGNMENTS: Readonly<Record<CellType['is'], 'right' | 'center' | undefined>> = {
  text: undefined,
  choice: undefined,
  date: 'center',
  year: 'center',
  count: 'right',
  percent: 'right',
  dong: 'right',
};

/** Above it a spreadsheet loses digits: such money stays text. */
const MOST_EXACT_DIGITS = 15;

function cellValue({ is }: CellType, value: CellContent): string | number | Date {
  if (typeof value === 'object') return value.typed;
  if (is === 'date') return dateOfDay(String(value));
  if (is === 'dong' && String(value).length <= MOST_EXACT_DIGITS) return Number(value);
  return value;
}

function ruleOf(type: CellType, lists: ChoiceLists): DataValidation | undefined {
  if (type.is === 'choice') return listRule(listRange(lists, type.list), 'stop');
  if (type.is === 'text')
    return type.suggestions && listRule(listRange(lists, type.suggestions), 'information');
  return { ...RULES[type.is], allowBlank: true, showErrorMessage: true, errorTitle: 'Chưa đúng' };
}

const RULES: Readonly<Record<'date' | 'year' | 'count' | 'percent' | 'dong', DataValidation>> = {
  date: {
    type: 'date',
    operator: 'between',
    formulae: [dateOfDay('1990-01-01'), dateOfDay('2100-12-31')],
    error: 'Hãy ghi ngày theo dạng ngày/tháng/năm, ví dụ 03/09/2025.',
  },
  year: {
    type: 'whole',
    operator: 'between',
    formulae: [2000, 2100],
    error: 'Hãy ghi năm, ví dụ 2025.',
  },
  count: {
    type: 'whole',
    operator: 'greaterThanOrEqual',
    formulae: [0],
    error: 'Hãy ghi số nguyên, từ 0 trở lên.',
  },
  percent: {
    type: 'whole',
    operator: 'between',
    formulae: [0, 100],
    error: 'Hãy ghi số nguyên từ 0 đến 100, không ghi dấu %.',
  },
  dong: {
    type: 'whole',
    operator: 'greaterThanOrEqual',
    formulae: [0],
    error: 'Hãy ghi số tiền bằng đồng, không ghi chữ.',
  },
};
