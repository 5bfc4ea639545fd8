import type { Workbook } from 'exceljs';
import type { StatementEntity, StatementPart } from '../../../contracts/statements/statement-schema.ts';
import { INDICATORS } from '../../../core/domain/state.ts';
import { addRowSheet, FORMATS, type SheetCell, type SheetFormula } from '../../../documents/xlsx/sheet.ts';
import { type AppliedTerms, readAppliedTerms } from '../applied-terms.ts';
import { percentFormula } from '../percent-formula.ts';
import type { StatementInput } from '../statement-input.ts';
import { feeCell } from '../vnd-cell.ts';
import { nameCells, nameColumns } from './name-columns.ts';

/** Classes of time in the order of their columns, F to L. */
const CLASSES = ['out-of-service', 'excused', 'others', 'unknown', 'down', 'degraded', 'up'] as const;
const COLUMN_OF = { unknown: 'I', down: 'J', degraded: 'K', up: 'L' } as const;

/** Columns that others refer to. */
export const ENTITY_COLUMNS = { part: 'A', good: 'N', counted: 'O', known: 'R', inService: 'S' } as const;

/** Devices and lines with the milliseconds of each class; good and counted time follow from them by the terms. */
export function addEntitySheet(
  workbook: Workbook,
  parts: readonly StatementPart[],
  { words, names }: Pick<StatementInput, 'words' | 'names'>,
): void {
  const { names: sheetNames, columns } = words.texts.sheets;
  const count = { width: 16, format: FORMATS.count };
  addRowSheet(
    workbook,
    sheetNames.entities,
    [
      { title: columns.part, width: 9 },
      { title: columns.entity, width: 32 },
      ...nameColumns(words),
      { title: columns.indicator, width: 14 },
      ...CLASSES.map((name) => ({ title: `${words.className(name)} (ms)`, ...count })),
      { title: columns.sumMs, ...count },
      { title: columns.goodMs, ...count },
      { title: columns.countedMs, ...count },
      { title: columns.availability, width: 13, format: FORMATS.percent },
      { title: columns.sealedAvailability, width: 13, format: FORMATS.percent },
      { title: columns.knownMs, ...count },
      { title: columns.inServiceMs, ...count },
      { title: columns.coverage, width: 13, format: FORMATS.percent },
      { title: columns.outages, width: 10, format: FORMATS.count },
      { title: columns.longestMs, ...count },
      { title: columns.fee, width: 18, format: FORMATS.money },
    ],
    entityRows(parts, { words, names }),
  );
}

function entityRows(
  parts: readonly StatementPart[],
  { words, names }: Pick<StatementInput, 'words' | 'names'>,
): readonly (readonly SheetCell[])[] {
  const rows: (readonly SheetCell[])[] = [];
  for (const [index, part] of parts.entries()) {
    const terms = readAppliedTerms(part.terms);
    const never = new Set(part.neverMeasured);
    for (const entity of part.entities)
      rows.push(
        entityRow(entity, {
          part: index + 1,
          row: rows.length + 2,
          terms,
          isNeverMeasured: never.has(entity.entity),
          words,
          names,
        }),
      );
  }
  return rows;
}

interface Place extends Pick<StatementInput, 'words' | 'names'> {
  readonly part: number;
  readonly row: number;
  readonly terms: AppliedTerms | undefined;
  readonly isNeverMeasured: boolean;
}

function entityRow(entity: StatementEntity, place: Place): readonly SheetCell[] {
  const { part, row, words, names } = place;
  const { sums, coverage, goodMs, countedMs, percent } = entity;
  const classes = CLASSES.map((name) => sums[name] ?? 0);
  return [
    part,
    entity.entity,
    ...nameCells(entity.entity, names),
    indicatorName(entity.indicator, words),
    ...classes,
    { formula: `SUM(F${row}:L${row})`, result: classes.reduce((sum, ms) => sum + ms, 0) },
    sumOf(goodClasses(place), goodMs, { sums, row }),
    sumOf(countedClasses(place), countedMs, { sums, row }),
    { formula: percentFormula(`N${row}`, `O${row}`), result: percent === undefined ? '' : Number(percent) },
    percent === undefined ? '' : Number(percent),
    coverage.knownMs,
    coverage.inServiceMs,
    {
      formula: percentFormula(`R${row}`, `S${row}`),
      result: coverage.percent === undefined ? '' : Number(coverage.percent),
    },
    entity.outageCount,
    entity.longestOutageMs,
    entity.fee && feeCell(entity.fee.vnd, words),
  ];
}

/** One that a later version has is called as it is sealed. */
const indicatorName = (indicator: string, { indicator: nameOf }: StatementInput['words']): string => {
  const known = INDICATORS.find((name) => name === indicator);
  return known === undefined ? indicator : nameOf(known);
};

type Summed = keyof typeof COLUMN_OF;

/** As docs/contracts.md has it: what was never measured is held against nobody. */
function countedClasses({ terms, isNeverMeasured }: Place): readonly Summed[] | undefined {
  if (!terms) return undefined;
  const isLeftOut = terms.unknown === 'left-out' || (terms.unknown === 'down' && isNeverMeasured);
  return ['up', 'degraded', 'down', ...(isLeftOut ? [] : (['unknown'] as const))];
}

function goodClasses({ terms }: Place): readonly Summed[] | undefined {
  if (!terms) return undefined;
  return [
    'up',
    ...(terms.degraded === 'up' ? (['degraded'] as const) : []),
    ...(terms.unknown === 'up' ? (['unknown'] as const) : []),
  ];
}

/** A formula where it comes to what was sealed; what this version would count otherwise stays as it was sealed. */
function sumOf(
  classes: readonly Summed[] | undefined,
  sealedMs: number,
  { sums, row }: { readonly sums: StatementEntity['sums']; readonly row: number },
): number | SheetFormula {
  const summedMs = classes?.reduce((sum, name) => sum + (sums[name] ?? 0), 0);
  if (!classes || summedMs !== sealedMs) return sealedMs;
  return { formula: classes.map((name) => `${COLUMN_OF[name]}${row}`).join('+'), result: sealedMs };
}
