import type { Workbook } from 'exceljs';
import { clausesOfLine } from '../../../contracts/statements/clauses.ts';
import type {
  StatementEntity,
  StatementLine,
  StatementPart,
} from '../../../contracts/statements/statement-schema.ts';
import { addRowSheet, FORMATS, type SheetCell } from '../../../documents/xlsx/sheet.ts';
import { createNaming } from '../naming.ts';
import { percentFormula } from '../percent-formula.ts';
import type { StatementInput } from '../statement-input.ts';
import { feeCell, vndCell } from '../vnd-cell.ts';
import { nameColumns, subjectCells } from './name-columns.ts';

/** Columns that others refer to. */
export const LINE_COLUMNS = { part: 'B', type: 'C', payable: 'S', disputed: 'T' } as const;

/** Money lines with their inputs; an amount is a formula where a spreadsheet can compute it exactly. */
export function addLineSheet(
  workbook: Workbook,
  parts: readonly StatementPart[],
  disputed: ReadonlySet<number>,
  input: Pick<StatementInput, 'document' | 'words' | 'names'>,
): void {
  const { words } = input;
  const { names, columns } = words.texts.sheets;
  const money = { width: 16, format: FORMATS.money };
  addRowSheet(
    workbook,
    names.lines,
    [
      { title: columns.number, width: 7 },
      { title: columns.part, width: 8 },
      { title: columns.type, width: 22 },
      { title: columns.term, width: 16 },
      { title: columns.legalBasis, width: 24 },
      { title: columns.entity, width: 32 },
      ...nameColumns(words),
      { title: columns.rowOrIncident, width: 20 },
      { title: columns.goodMs, width: 16, format: FORMATS.count },
      { title: columns.countedMs, width: 16, format: FORMATS.count },
      { title: columns.availability, width: 12, format: FORMATS.percent },
      { title: columns.below, width: 12, format: FORMATS.percent },
      { title: columns.ofFee, width: 12, format: FORMATS.percent },
      { title: columns.fee, ...money },
      { title: columns.units, width: 10, format: FORMATS.count },
      { title: columns.unitPrice, ...money },
      { title: columns.amount, ...money },
      { title: columns.payable, ...money },
      { title: columns.disputed, width: 12 },
      { title: columns.working, width: 90, wrap: true },
      { title: columns.clauses, width: 20 },
    ],
    lineRows(parts, disputed, input),
  );
}

function lineRows(
  parts: readonly StatementPart[],
  disputed: ReadonlySet<number>,
  input: Pick<StatementInput, 'document' | 'words' | 'names'>,
): readonly (readonly SheetCell[])[] {
  const rows: (readonly SheetCell[])[] = [];
  for (const [index, part] of parts.entries()) {
    const fees = new Map(part.entities.map(({ entity, fee }) => [entity, fee]));
    for (const line of part.money.lines) {
      const fee = line.entity === undefined ? part.money.fee : fees.get(line.entity);
      const place = { part: index + 1, row: rows.length + 2, fee, input };
      rows.push(lineRow(line, disputed.has(line.line), place));
    }
  }
  return rows;
}

interface Place {
  readonly input: Pick<StatementInput, 'document' | 'words' | 'names'>;
  readonly part: number;
  readonly row: number;
  readonly fee: StatementEntity['fee'];
}

function lineRow(line: StatementLine, isDisputed: boolean, place: Place): readonly SheetCell[] {
  const { inputs, rule, type, legalBasis, ref, payable } = line;
  const { part, row, fee, input } = place;
  const { words } = input;
  const { yes, no } = words.texts.sheets;
  const { goodMs, countedMs, belowPpm, ofFeePpm } = inputs;
  const isTier = typeof goodMs === 'number' && typeof countedMs === 'number';
  return [
    line.line,
    part,
    words.moneyName(type),
    rule,
    legalBasis,
    ...subjectCells(line, input),
    ref,
    goodMs,
    countedMs,
    isTier
      ? { formula: percentFormula(`J${row}`, `K${row}`), result: cutOffPercent(goodMs, countedMs) }
      : undefined,
    percentOf(belowPpm),
    percentOf(ofFeePpm),
    ofFeePpm === undefined || !fee ? undefined : feeCell(fee.vnd, words),
    inputs.startedHours ?? inputs.days,
    typeof inputs.vnd === 'string' ? vndCell(inputs.vnd) : undefined,
    amountCell(line, place),
    vndCell(payable),
    isDisputed ? yes : no,
    createNaming(input).sentence(words.lineWorking(line, fee)),
    clausesOfLine(line).join(', '),
  ];
}

/** Of whole numbers only, and where it comes to what was sealed: fees of broken months and repeated breaches stay sealed. */
function amountCell({ inputs, amount }: StatementLine, { row, fee }: Place): SheetCell {
  const { ofFeePpm, startedHours, days, vnd, breach } = inputs;
  const result = vndCell(amount);
  if (typeof result === 'string' || (breach !== undefined && Number(breach) > 1)) return result;
  if (ofFeePpm !== undefined && fee && /^\d{1,15}$/.test(fee.vnd)) {
    const twice = (BigInt(fee.vnd) * BigInt(ofFeePpm) * 2n) / 1_000_000n;
    return `${(twice + 1n) / 2n}` === amount ? { formula: `ROUND(O${row}*N${row}/100,0)`, result } : result;
  }
  const units = startedHours ?? days;
  if (units !== undefined && vnd !== undefined)
    return `${BigInt(units) * BigInt(vnd)}` === amount ? { formula: `P${row}*Q${row}`, result } : result;
  return result;
}

const percentOf = (ppm: string | number | undefined): number | undefined =>
  typeof ppm === 'number' ? ppm / 10_000 : undefined;

const cutOffPercent = (goodMs: number, countedMs: number): number | '' =>
  countedMs === 0 ? '' : Number((BigInt(goodMs) * 1_000_000n) / BigInt(countedMs)) / 10_000;
