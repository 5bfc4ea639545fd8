import type { Workbook } from 'exceljs';
import { MONEY_TYPES } from '../../../core/contract-terms.ts';
import { rulesOf } from '../../../settlement/clauses.ts';
import type { StatementPart } from '../../../settlement/statement-schema.ts';
import { addRowSheet, FORMATS, type SheetCell } from '../xlsx/sheet.ts';
import { clientName } from './client-text.ts';
import { ENTITY_COLUMNS, ENTITY_SHEET } from './entity-sheet.ts';
import { DISPUTED, LINE_COLUMNS, LINE_SHEET } from './line-sheet.ts';
import { percentFormula } from './percent-formula.ts';
import type { StatementInput } from './statement-input.ts';
import { statementSubject, statementTypeName } from './statement-titles.ts';

/** Sums as formulas over the other sheets, beside what was sealed; the third column is zero where they agree. */
export function addSummarySheet(workbook: Workbook, input: StatementInput): void {
  const { document, sha256, names, words } = input;
  const { contract } = document;
  const facts: readonly (readonly [string, string])[] = [
    ['Bảng', statementTypeName(document)],
    ['Nội dung', statementSubject(document)],
    ['Hợp đồng', [contract.id, contract.name, contract.number].filter(Boolean).join(' – ')],
    ['Bên A', clientName(input)],
    ['Bên B', names.contractor ?? contract.contractor],
    ['Quy tắc tính', words.rulesVersion(document.figures.parts.map(({ terms }) => rulesOf(terms)))],
    ['Mã băm của nội dung (SHA-256)', sha256],
    ['Dấu vân tay của khóa ký (Ed25519)', document.signer.fingerprint],
  ];
  const rows: (readonly SheetCell[])[] = facts.map((fact) => [...fact]);
  for (const { name, formula, sealed } of comparisons(input)) {
    const row = rows.length + 2;
    rows.push([
      name,
      { formula: formula(row), result: sealed },
      sealed,
      { formula: typeof sealed === 'number' ? `B${row}-C${row}` : `IF(B${row}=C${row},0,1)`, result: 0 },
    ]);
  }
  const sheet = addRowSheet(
    workbook,
    'Tổng hợp',
    [
      { title: 'Số liệu', width: 60 },
      { title: 'Tính lại từ các trang', width: 40 },
      { title: 'Đã niêm phong', width: 40 },
      { title: 'Chênh lệch', width: 14 },
    ],
    rows,
  );
  sheet.autoFilter = '';
  sheet.eachRow((row, number) => {
    if (number <= facts.length + 1) return;
    const isPercent = String(row.getCell(1).value).endsWith('(%)');
    for (const column of [2, 3, 4]) row.getCell(column).numFmt = isPercent ? FORMATS.percent : FORMATS.count;
  });
}

interface Comparison {
  readonly name: string;
  readonly formula: (row: number) => string;
  readonly sealed: number | string;
}

function comparisons(input: StatementInput): readonly Comparison[] {
  const { document } = input;
  const { parts } = document.figures;
  return [
    ...parts.flatMap((part, index) => partComparisons(part, index + 1, parts.length > 1)),
    ...moneyComparisons(input),
  ];
}

function partComparisons(
  { aggregate }: StatementPart,
  part: number,
  isOneOfMany: boolean,
): readonly Comparison[] {
  const about = isOneOfMany ? `Phần ${part} của kỳ: ` : '';
  const { goodMs, countedMs, percent, coverage } = aggregate;
  const sum = (name: string, column: keyof typeof ENTITY_COLUMNS, sealed: number): Comparison => ({
    name: `${about}${name}`,
    formula: () => `SUMIFS(${columnOf(column)},${columnOf('part')},${part})`,
    sealed,
  });
  const share = (name: string, sealed: string | undefined): Comparison => ({
    name: `${about}${name} (%)`,
    formula: (row) => percentFormula(`B${row - 2}`, `B${row - 1}`),
    sealed: sealed === undefined ? '' : Number(sealed),
  });
  return [
    sum('tử số (ms)', 'good', goodMs),
    sum('mẫu số (ms)', 'counted', countedMs),
    share('độ khả dụng', percent),
    sum('có số liệu (ms)', 'known', coverage.knownMs),
    sum('trong thời gian phục vụ (ms)', 'inService', coverage.inServiceMs),
    share('tỷ lệ thời gian có số liệu', coverage.percent),
  ];
}

const columnOf = (column: keyof typeof ENTITY_COLUMNS): string =>
  wholeColumn(ENTITY_SHEET, ENTITY_COLUMNS[column]);

const wholeColumn = (sheet: string, column: string): string => `'${sheet}'!$${column}:$${column}`;

function moneyComparisons({ document, since, words }: StatementInput): readonly Comparison[] {
  const { money } = since ?? document;
  const { byType } = document.figures;
  const payable = wholeColumn(LINE_SHEET, LINE_COLUMNS.payable);
  const type = wholeColumn(LINE_SHEET, LINE_COLUMNS.type);
  const disputed = wholeColumn(LINE_SHEET, LINE_COLUMNS.disputed);
  const sum = (name: string, sealed: string, ...conditions: readonly string[]): Comparison => ({
    name: `${name} (đồng)`,
    formula: () =>
      conditions.length === 0 ? `SUM(${payable})` : `SUMIFS(${[payable, ...conditions].join(',')})`,
    sealed: Number(sealed),
  });
  const isDisputed = (answer: string) => [disputed, `"${answer}"`];
  return [
    ...MONEY_TYPES.flatMap((each) => {
      const name = words.moneyName(each);
      const ofType = [type, `"${name}"`];
      return [
        sum(`${name}: không tranh chấp`, money.undisputedByType[each], ...ofType, ...isDisputed(DISPUTED.no)),
        sum(`${name}: còn tranh chấp`, money.disputedByType[each], ...ofType, ...isDisputed(DISPUTED.yes)),
        sum(`${name}: cộng`, byType[each], ...ofType),
      ];
    }),
    sum('Tổng không tranh chấp', money.undisputed, ...isDisputed(DISPUTED.no)),
    sum('Tổng còn tranh chấp', money.disputed, ...isDisputed(DISPUTED.yes)),
    sum('Tổng cộng', money.total),
  ];
}
